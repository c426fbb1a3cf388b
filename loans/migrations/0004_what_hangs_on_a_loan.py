"""Wordings, signatures, consent and statements: what may follow on what, held by triggers."""

from django.db import migrations

HANGING = """
-- A wording follows the one before and makes open signatures fall; what both signed stays.
CREATE FUNCTION app.keep_wording() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
BEGIN
    NEW.digest := encode(sha256(convert_to(NEW.content::text, 'UTF8')), 'hex');
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = NEW.loan_id FOR UPDATE;
    IF loan.id IS NULL THEN
        RETURN NEW;
    END IF;
    IF loan.stage NOT IN ('draft', 'review') THEN
        RAISE EXCEPTION 'a signed agreement stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_wording_stands';
    END IF;
    UPDATE public.loans_signature s SET fell_at = now()
      FROM public.loans_wording w
     WHERE w.network_id = NEW.network_id AND w.loan_id = NEW.loan_id
       AND s.network_id = w.network_id AND s.wording_id = w.id AND s.fell_at IS NULL
       AND (SELECT count(DISTINCT o.side) FROM public.loans_signature o
             WHERE o.network_id = w.network_id AND o.wording_id = w.id
               AND o.fell_at IS NULL) < 2;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_wording FROM PUBLIC;
CREATE TRIGGER loans_wording_follows BEFORE INSERT ON loans_wording
    FOR EACH ROW EXECUTE FUNCTION app.keep_wording();

-- A signature is on the newest wording, by its hash, by somebody who is HR signer today.
CREATE FUNCTION app.keep_loan_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wording public.loans_wording;
    loan public.loans_loan;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'fell_at' IS DISTINCT FROM to_jsonb(OLD) - 'fell_at'
            OR OLD.fell_at IS NOT NULL
        THEN
            RAISE EXCEPTION 'a signature stands as it was given'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO wording FROM public.loans_wording w
     WHERE w.network_id = NEW.network_id AND w.id = NEW.wording_id;
    IF wording.id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = wording.loan_id FOR UPDATE;
    IF loan.stage NOT IN ('draft', 'review') THEN
        RAISE EXCEPTION 'there is nothing to sign'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_signature_open';
    END IF;
    IF NEW.digest <> wording.digest OR EXISTS (
        SELECT FROM public.loans_wording w
         WHERE w.network_id = wording.network_id AND w.loan_id = wording.loan_id
           AND w.number > wording.number)
    THEN
        RAISE EXCEPTION 'another wording has followed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_signature_newest';
    END IF;
    IF NEW.how = 'portal' AND NOT EXISTS (
        SELECT FROM public.members_role r
          JOIN public.members_person p ON p.network_id = r.network_id AND p.id = r.person_id
         WHERE r.network_id = NEW.network_id AND r.kind = 'hr_signer'
           AND r.membership_id = CASE NEW.side WHEN 'lender' THEN loan.lender_id
                                               ELSE loan.borrower_id END
           AND p.user_id = NEW.user_id
           AND NEW.user_id = (SELECT app.uid())
           AND r.since <= app.today() AND (r.until IS NULL OR r.until >= app.today())
           AND (p.since IS NULL OR p.since <= app.today())
           AND (p.until IS NULL OR p.until >= app.today()))
    THEN
        RAISE EXCEPTION 'an HR signer of that side signs, on that day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_signature_signer';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_signature FROM PUBLIC;
CREATE TRIGGER loans_signature_stands BEFORE INSERT OR UPDATE ON loans_signature
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_signature();

-- A yes may be taken back until the loan is signed; a draft of it is then broken off.
CREATE FUNCTION app.keep_loan_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loose text[] := ARRAY['withdrawn_at', 'withdrawn_by'];
BEGIN
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR OLD.withdrawn_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'an answer stands as it was given'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.interest_id = NEW.interest_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM public.loans_loan l
         WHERE l.network_id = NEW.network_id AND l.interest_id = NEW.interest_id
           AND (l.stage = 'signed' OR l.stage = 'running' OR l.stage = 'review'))
    THEN
        RAISE EXCEPTION 'a signed loan is ended with notice'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_consent_signed';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_consent FROM PUBLIC;
CREATE TRIGGER loans_consent_stands BEFORE UPDATE ON loans_consent
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_consent();
CREATE FUNCTION app.after_loan_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.loans_loan SET stage = 'broken', broken_by = 'lender'
     WHERE network_id = NEW.network_id AND interest_id = NEW.interest_id AND stage = 'draft';
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.after_loan_consent FROM PUBLIC;
CREATE TRIGGER loans_consent_withdrawn AFTER UPDATE ON loans_consent
    FOR EACH ROW WHEN (NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION app.after_loan_consent();

-- A statement is for days of the loan; an approved one stands.
CREATE FUNCTION app.keep_loan_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'an approved statement stands' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = NEW.loan_id;
    IF loan.id IS NOT NULL AND (loan.started_at IS NULL OR NEW.since < loan.starts
        OR NEW.until > coalesce(loan.ended_on, loan.ends))
    THEN
        RAISE EXCEPTION 'a statement is for days of the loan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_within';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_statement FROM PUBLIC;
CREATE TRIGGER loans_statement_stands BEFORE INSERT OR UPDATE ON loans_statement
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_statement();
"""
NO_HANGING = """
DROP TRIGGER loans_statement_stands ON loans_statement;
DROP FUNCTION app.keep_loan_statement;
DROP TRIGGER loans_consent_withdrawn ON loans_consent;
DROP FUNCTION app.after_loan_consent;
DROP TRIGGER loans_consent_stands ON loans_consent;
DROP FUNCTION app.keep_loan_consent;
DROP TRIGGER loans_signature_stands ON loans_signature;
DROP FUNCTION app.keep_loan_signature;
DROP TRIGGER loans_wording_follows ON loans_wording;
DROP FUNCTION app.keep_wording;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0003_order_of_a_loan")]

    operations = [migrations.RunSQL(HANGING, NO_HANGING)]
