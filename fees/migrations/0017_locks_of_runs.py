"""Runs that two people answer for: what nobody may change, and the locks on exclusions."""

from django.db import migrations

from network.schema import lock

RUNS = """
-- The one who approves has neither prepared the run nor changed whom it bills. What was approved
-- stays, and the approval can be taken back only while no number is used.
CREATE FUNCTION app.keep_invoice_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fixed text[] := ARRAY['kind', 'year', 'issuer_id', 'two_people', 'prepared_by',
                          'prepared_at', 'charged_until'];
    word text;
BEGIN
    FOREACH word IN ARRAY fixed LOOP
        IF to_jsonb(NEW) -> word IS DISTINCT FROM to_jsonb(OLD) -> word THEN
            RAISE EXCEPTION 'what an invoice run is for stays as it was prepared'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    IF OLD.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'a cancelled run stays cancelled' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.approved_at IS NOT NULL
        AND (NEW.approved_at, NEW.approved_by) IS DISTINCT FROM (OLD.approved_at, OLD.approved_by)
        AND (NEW.approved_at IS NOT NULL OR EXISTS (
            SELECT FROM public.fees_invoice
             WHERE network_id = NEW.network_id AND run_id = NEW.id
        ))
    THEN
        RAISE EXCEPTION 'an approval stands once a number is used'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.approved_at IS NOT NULL AND OLD.approved_at IS NULL AND NEW.two_people AND (
        NEW.handed_over_at IS NULL OR NEW.handed_over_by = NEW.approved_by OR EXISTS (
            SELECT FROM public.fees_exclusion
             WHERE network_id = NEW.network_id AND run_id = NEW.id
               AND (by = NEW.approved_by OR undone_by = NEW.approved_by)
        )
    ) THEN
        RAISE EXCEPTION 'somebody else approves a run than those who prepared and changed it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_invoice_run FROM PUBLIC;
CREATE TRIGGER fees_invoicerun_stays BEFORE UPDATE ON fees_invoicerun
    FOR EACH ROW EXECUTE FUNCTION app.keep_invoice_run();

-- Whom a run leaves out is settled when it is approved; until then only the mark of undoing moves.
CREATE FUNCTION app.keep_exclusion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loose text[] := ARRAY['undone_by', 'undone_at'];
    settled boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.undone_at IS NOT NULL
        OR to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose)
    THEN
        RAISE EXCEPTION 'an exclusion is only undone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT approved_at IS NOT NULL OR cancelled_at IS NOT NULL INTO settled
      FROM public.fees_invoicerun
     WHERE network_id = NEW.network_id AND id = NEW.run_id
       FOR NO KEY UPDATE;
    IF settled THEN
        RAISE EXCEPTION 'whom a run leaves out is settled when it is approved'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_exclusion FROM PUBLIC;
CREATE TRIGGER fees_exclusion_stays BEFORE INSERT OR UPDATE ON fees_exclusion
    FOR EACH ROW EXECUTE FUNCTION app.keep_exclusion();
CREATE TRIGGER fees_exclusion_no_delete BEFORE DELETE ON fees_exclusion
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_exclusion_keep BEFORE TRUNCATE ON fees_exclusion
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- A run issues nothing before it is approved, nor after the approval was taken back.
CREATE FUNCTION app.check_run_approved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    approved boolean;
BEGIN
    IF NEW.run_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT approved_at IS NOT NULL INTO approved FROM public.fees_invoicerun
     WHERE network_id = NEW.network_id AND id = NEW.run_id
       FOR SHARE;
    IF NOT approved THEN
        RAISE EXCEPTION 'the invoice run is not approved'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.check_run_approved FROM PUBLIC;
CREATE TRIGGER fees_invoice_run_approved BEFORE INSERT ON fees_invoice
    FOR EACH ROW EXECUTE FUNCTION app.check_run_approved();

-- Whether anybody could be the second pair of eyes; an economist sees nobody's roles.
CREATE FUNCTION app.other_economists() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.money() THEN
        RETURN 0;
    END IF;
    RETURN (
        SELECT count(DISTINCT p.user_id)
          FROM public.members_role r
          JOIN public.members_person p ON p.network_id = r.network_id AND p.id = r.person_id
         WHERE r.network_id = app.net() AND r.kind = 'economist' AND p.user_id <> app.uid()
           AND r.since <= app.today() AND (r.until IS NULL OR r.until >= app.today())
           AND (p.since IS NULL OR p.since <= app.today())
           AND (p.until IS NULL OR p.until >= app.today())
    );
END $$;
REVOKE ALL ON FUNCTION app.other_economists FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.other_economists TO portal_app;

-- What happened to a run or an invoice is read by every economist, or the one who approves would
-- not see what the one who prepared did.
CREATE POLICY money_reads ON network_journalentry FOR SELECT TO portal_app
    USING (network_id = (SELECT app.net()) AND (
        (SELECT app.system()) OR ((SELECT app.money()) AND subject LIKE 'fees.%')
    ));
"""
UNDO = """
DROP POLICY money_reads ON network_journalentry;
DROP FUNCTION app.other_economists;
DROP TRIGGER fees_invoice_run_approved ON fees_invoice;
DROP FUNCTION app.check_run_approved;
DROP TRIGGER fees_exclusion_keep ON fees_exclusion;
DROP TRIGGER fees_exclusion_no_delete ON fees_exclusion;
DROP TRIGGER fees_exclusion_stays ON fees_exclusion;
DROP FUNCTION app.keep_exclusion;
DROP TRIGGER fees_invoicerun_stays ON fees_invoicerun;
DROP FUNCTION app.keep_invoice_run;
"""
KEYS = {"run_id": "fees_invoicerun", "membership_id": "members_membership"}


class Migration(migrations.Migration):
    dependencies = [("fees", "0016_runs_of_two")]

    operations = [
        lock("fees_exclusion", read=["whole", "money"], write=["money"], remove=[], keys=KEYS),
        lock("fees_unissued", read=["whole", "money"], write=["money"], keys=KEYS),
        migrations.RunSQL(RUNS, UNDO),
    ]
