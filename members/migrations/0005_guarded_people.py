"""Who holds a role beyond the authority is not moved, renamed or ended by its local coordinator."""

from django.db import migrations

GUARD = """
-- Otherwise a local coordinator could hand the network coordinator's place to another sign-in.
CREATE FUNCTION app.guard_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.net() IS NULL OR app.whole() OR app.system() THEN RETURN NEW; END IF;
    IF EXISTS (
        SELECT FROM public.members_role r
         WHERE r.network_id = OLD.network_id AND r.person_id = OLD.id
           AND r.kind NOT IN ('local_coordinator', 'hr_signer')
           AND coalesce(r.until, 'infinity') >= app.today()
    ) THEN
        RAISE EXCEPTION 'only the network coordinates who holds a role in it'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.guard_person FROM PUBLIC;
CREATE TRIGGER members_person_guard BEFORE UPDATE OF user_id, email, membership_id, until
    ON members_person FOR EACH ROW
    WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id OR OLD.email IS DISTINCT FROM NEW.email
          OR OLD.membership_id IS DISTINCT FROM NEW.membership_id
          OR OLD.until IS DISTINCT FROM NEW.until)
    EXECUTE FUNCTION app.guard_person();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0004_import_locks")]

    operations = [
        migrations.RunSQL(
            GUARD,
            "DROP TRIGGER members_person_guard ON members_person; DROP FUNCTION app.guard_person;",
        )
    ]
