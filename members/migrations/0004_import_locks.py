"""Locks on the member lists, and the one fact of a known authority that a list may fill in."""

from django.db import migrations

from network.schema import lock

NUMBER = """
-- A coordinator may fill in a number that nobody knew, and change none that is there.
CREATE FUNCTION app.number_authority(p_authority bigint, p_number text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (app.whole() OR app.system()) THEN
        RAISE EXCEPTION 'only a network coordinator completes authorities'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.members_authority SET organisation_number = p_number
     WHERE id = p_authority AND organisation_number = '';
END $$;
REVOKE ALL ON FUNCTION app.number_authority FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.number_authority TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0003_member_import"), ("network", "0002_scope_and_locks")]

    operations = [
        migrations.RunSQL(NUMBER, "DROP FUNCTION app.number_authority;"),
        lock(
            "members_memberimport",
            read=["whole"],
            write=["whole"],
            remove=[],
            keys={"document_id": "network_document"},
        ),
    ]
