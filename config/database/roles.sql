-- The four database roles and what each may do. Run as superuser, connected to the portal's own
-- database, as often as one likes. Passwords are set apart from this file.
--
--   portal_owner   owns every table, migrates, makes demo data; bound by no policy but its own
--   portal_app     the web: only what the scope of its transaction lets it see
--   portal_worker  the jobs: as the web, and may enter one network as the system
--   portal_backup  reads everything, changes nothing

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_owner') THEN
        CREATE ROLE portal_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_app') THEN
        CREATE ROLE portal_app;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_worker') THEN
        CREATE ROLE portal_worker;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_backup') THEN
        CREATE ROLE portal_backup;
    END IF;
END
$$;

ALTER ROLE portal_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE portal_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE portal_worker LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE portal_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
GRANT portal_app TO portal_worker;

-- A forgotten transaction must not hold locks for ever; a page that takes long is a fault.
ALTER ROLE portal_app SET statement_timeout = '30s';
ALTER ROLE portal_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE portal_worker SET statement_timeout = '15min';
ALTER ROLE portal_worker SET idle_in_transaction_session_timeout = '15min';
ALTER ROLE portal_backup SET default_transaction_read_only = on;

DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO portal_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO portal_app, portal_worker, portal_backup',
        current_database()
    );
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO portal_owner;
GRANT USAGE ON SCHEMA public TO portal_app, portal_backup;

-- Tables that the owner makes from now on. Never TRUNCATE, REFERENCES or TRIGGER.
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner
    GRANT SELECT ON TABLES TO portal_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner
    GRANT SELECT ON SEQUENCES TO portal_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner
    GRANT USAGE ON SCHEMAS TO portal_backup;
