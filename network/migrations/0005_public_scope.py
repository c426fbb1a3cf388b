"""A scope for those who are not signed in: it names its network where no other policy looks."""

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION app.public_net() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.public_id', true), '')::bigint $$;

-- As before, and no scope is both public and another.
CREATE OR REPLACE FUNCTION app.set_scope(
    p_net bigint, p_user bigint, p_whole boolean, p_money boolean, p_reports boolean,
    p_system boolean, p_memberships bigint[], p_people bigint[], p_staff bigint[]
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('app.network_id', coalesce(p_net::text, ''), true),
        set_config('app.public_id', '', true),
        set_config('app.user_id', coalesce(p_user::text, ''), true),
        set_config('app.whole', CASE WHEN p_whole THEN 'on' ELSE '' END, true),
        set_config('app.money', CASE WHEN p_money THEN 'on' ELSE '' END, true),
        set_config('app.reports', CASE WHEN p_reports THEN 'on' ELSE '' END, true),
        set_config('app.system', CASE WHEN p_system THEN 'on' ELSE '' END, true),
        set_config('app.memberships', p_memberships::text, true),
        set_config('app.people', p_people::text, true),
        set_config('app.staff', p_staff::text, true);
END $$;

CREATE FUNCTION app.set_public_scope(p_net bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.set_scope(NULL, NULL, false, false, false, false, '{}', '{}', '{}');
    PERFORM set_config('app.public_id', coalesce(p_net::text, ''), true);
END $$;
REVOKE ALL ON FUNCTION app.set_public_scope FROM PUBLIC;
"""

BACK = """
DROP FUNCTION app.set_public_scope;
CREATE OR REPLACE FUNCTION app.set_scope(
    p_net bigint, p_user bigint, p_whole boolean, p_money boolean, p_reports boolean,
    p_system boolean, p_memberships bigint[], p_people bigint[], p_staff bigint[]
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('app.network_id', coalesce(p_net::text, ''), true),
        set_config('app.user_id', coalesce(p_user::text, ''), true),
        set_config('app.whole', CASE WHEN p_whole THEN 'on' ELSE '' END, true),
        set_config('app.money', CASE WHEN p_money THEN 'on' ELSE '' END, true),
        set_config('app.reports', CASE WHEN p_reports THEN 'on' ELSE '' END, true),
        set_config('app.system', CASE WHEN p_system THEN 'on' ELSE '' END, true),
        set_config('app.memberships', p_memberships::text, true),
        set_config('app.people', p_people::text, true),
        set_config('app.staff', p_staff::text, true);
END $$;
DROP FUNCTION app.public_net;
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0004_link_locks")]

    operations = [BtreeGinExtension(), migrations.RunSQL(FUNCTIONS, BACK)]
