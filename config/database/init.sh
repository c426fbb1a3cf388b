#!/bin/sh
# Runs once, when the database server starts on an empty volume: roles first, then passwords.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --file "${ROLES_SQL:-/roles.sql}"

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set owner="$PORTAL_OWNER_PASSWORD" --set app="$PORTAL_APP_PASSWORD" \
    --set worker="$PORTAL_WORKER_PASSWORD" --set backup="$PORTAL_BACKUP_PASSWORD" <<'SQL'
ALTER ROLE portal_owner PASSWORD :'owner';
ALTER ROLE portal_app PASSWORD :'app';
ALTER ROLE portal_worker PASSWORD :'worker';
ALTER ROLE portal_backup PASSWORD :'backup';
SQL
