"""The scope's functions, and the locks on the ground floor's tables."""

from django.db import migrations

from network.schema import lock, read_only

# Settings are transaction-local; the third argument of set_config is always true.
FUNCTIONS = """
CREATE SCHEMA app AUTHORIZATION portal_owner;
GRANT USAGE ON SCHEMA app TO portal_app, portal_backup;

CREATE FUNCTION app.net() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.network_id', true), '')::bigint $$;
CREATE FUNCTION app.uid() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.user_id', true), '')::bigint $$;
CREATE FUNCTION app.whole() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('app.whole', true) = 'on', false) $$;
CREATE FUNCTION app.money() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('app.money', true) = 'on', false) $$;
CREATE FUNCTION app.reports() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('app.reports', true) = 'on', false) $$;
CREATE FUNCTION app.system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('app.system', true) = 'on', false) $$;
CREATE FUNCTION app.memberships() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(nullif(current_setting('app.memberships', true), ''), '{}')::bigint[] $$;
CREATE FUNCTION app.people() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(nullif(current_setting('app.people', true), ''), '{}')::bigint[] $$;
CREATE FUNCTION app.staff() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(nullif(current_setting('app.staff', true), ''), '{}')::bigint[] $$;

CREATE FUNCTION app.set_scope(
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
REVOKE ALL ON FUNCTION app.set_scope FROM PUBLIC;

CREATE FUNCTION app.leave() RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$ SELECT app.set_scope(NULL, NULL, false, false, false, false, '{}', '{}', '{}') $$;
REVOKE ALL ON FUNCTION app.leave FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.leave TO portal_app;

CREATE FUNCTION app.enter_system(p_net bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$ SELECT app.set_scope(p_net, NULL, false, false, false, true, '{}', '{}', '{}') $$;
REVOKE ALL ON FUNCTION app.enter_system FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter_system TO portal_worker;

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps what was written: no % there', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

DROP = "DROP SCHEMA app CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("network", "0001_ground")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        read_only("network_network"),
        lock(
            "network_journalentry",
            read=["whole", "ours", "mine", "own_row"],
            write=[],
            insert=["everyone"],
            append_only=True,
        ),
        lock("network_errand", read=[], write=[], insert=["everyone"]),
        lock("network_letter", read=["whole"], write=["whole"], insert=["everyone"], remove=[]),
        lock(
            "network_document",
            read=["own_row", "invoice", "report"],
            write=[],
            insert=["own_row"],
            clauses={
                "invoice": "(kind = 'invoice' AND ((SELECT app.money()) OR (SELECT app.whole())"
                " OR membership_id = ANY ((SELECT app.memberships())::bigint[])))",
                "report": "(kind = 'report' AND ((SELECT app.reports()) OR (SELECT app.whole())"
                " OR (SELECT app.money())))",
            },
        ),
        lock(
            "network_job",
            read=["own_row", "whole"],
            write=["own_row"],
            remove=[],
            keys={"result_id": "network_document"},
        ),
        lock("network_submission", read=["own_row"], write=["own_row"]),
    ]
