"""The locks on certificates of the programme, and the public question whether one holds."""

from django.db import migrations

from network.schema import lock

CERTIFICATES = """
-- What anybody may know who holds a certificate's code, in whatever network it was issued.
CREATE FUNCTION app.check_induction_certificate(p_code text)
RETURNS TABLE (name text, title text, days text, network text, protected boolean, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN p.protected THEN '' ELSE c.name END, c.programme, c.days, w.name,
           p.protected, c.revoked_at IS NOT NULL
      FROM public.network_network w
      JOIN public.induction_inductioncertificate c ON c.network_id = w.id AND c.code = p_code
      JOIN public.members_person p ON p.network_id = c.network_id AND p.id = c.person_id
$$;

-- An issued certificate can be revoked, and nothing else.
CREATE FUNCTION app.keep_induction_certificate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL
       OR (NEW.participation_id, NEW.person_id, NEW.membership_id, NEW.code, NEW.language,
           NEW.name, NEW.programme, NEW.days, NEW.paper, NEW.issued_at)
          IS DISTINCT FROM
          (OLD.participation_id, OLD.person_id, OLD.membership_id, OLD.code, OLD.language,
           OLD.name, OLD.programme, OLD.days, OLD.paper, OLD.issued_at) THEN
        RAISE EXCEPTION 'a certificate keeps what it says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'induction_certificate_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_certificate BEFORE UPDATE ON induction_inductioncertificate
    FOR EACH ROW EXECUTE FUNCTION app.keep_induction_certificate();

REVOKE ALL ON FUNCTION app.check_induction_certificate, app.keep_induction_certificate FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.check_induction_certificate TO portal_app;
"""
DROP = """
DROP TRIGGER keeps_certificate ON induction_inductioncertificate;
DROP FUNCTION app.check_induction_certificate, app.keep_induction_certificate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("induction", "0003_certificates"),
        ("members", "0002_grants_and_locks"),
    ]

    operations = [
        lock(
            "induction_inductioncertificate",
            read=["whole", "mine"],
            write=["whole"],
            insert=[],
            remove=[],
            keys={
                "participation_id": "induction_participation",
                "person_id": "members_person",
                "membership_id": "members_membership",
            },
        ),
        migrations.RunSQL(CERTIFICATES, DROP),
    ]
