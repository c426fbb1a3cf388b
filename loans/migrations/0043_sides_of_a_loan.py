"""A loan is what both signed when a transaction ends; each side assesses and ends for itself."""

from django.db import migrations

AS_SIGNED = """
-- A part stays with its loan; and when a transaction ends, a loan that takes somebody's days is
-- what both signed, whatever was moved in between.
CREATE FUNCTION app.hold_loan_as_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint;
    pk bigint;
    loan public.loans_loan;
BEGIN
    IF TG_OP = 'DELETE' THEN
        net := OLD.network_id;
        pk := (to_jsonb(OLD) ->> 'loan_id')::bigint;
    ELSE
        net := NEW.network_id;
        pk := CASE TG_TABLE_NAME
              WHEN 'loans_loan' THEN NEW.id
              WHEN 'loans_loanpart' THEN (to_jsonb(NEW) ->> 'loan_id')::bigint
              ELSE (SELECT w.loan_id FROM public.loans_wording w
                     WHERE w.network_id = NEW.network_id
                       AND w.id = (to_jsonb(NEW) ->> 'wording_id')::bigint) END;
    END IF;
    IF TG_TABLE_NAME = 'loans_loanpart' AND TG_OP = 'UPDATE'
        AND to_jsonb(NEW) ->> 'loan_id' <> to_jsonb(OLD) ->> 'loan_id'
    THEN
        RAISE EXCEPTION 'an extent stays with its loan'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT * INTO loan FROM public.loans_loan l WHERE l.network_id = net AND l.id = pk;
    IF (loan.stage = 'signed' OR loan.stage = 'running' OR loan.stage = 'review')
        AND NOT app.loan_is_signed(loan.network_id, loan.id, loan.starts, loan.ends)
    THEN
        RAISE EXCEPTION 'a loan is what both have signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_signed';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.hold_loan_as_signed FROM PUBLIC;
CREATE CONSTRAINT TRIGGER loans_loan_as_signed AFTER UPDATE ON loans_loan
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.hold_loan_as_signed();
CREATE CONSTRAINT TRIGGER loans_loanpart_as_signed AFTER INSERT OR UPDATE OR DELETE ON loans_loanpart
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.hold_loan_as_signed();
CREATE CONSTRAINT TRIGGER loans_signature_as_signed AFTER UPDATE ON loans_signature
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.hold_loan_as_signed();
"""

SIDES = """
-- A paper is uploaded by the HR signer of the side that it is for, or by a coordinator.
CREATE FUNCTION app.keep_loan_upload() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
BEGIN
    SELECT l.* INTO loan FROM public.loans_loan l
      JOIN public.loans_wording w ON w.network_id = l.network_id AND w.loan_id = l.id
     WHERE w.network_id = NEW.network_id AND w.id = NEW.wording_id;
    IF loan.id IS NULL OR app.system() THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.loans_agreementfile f
         WHERE f.network_id = NEW.network_id AND f.id = NEW.file_id
           AND f.wording_id = NEW.wording_id AND f.kind = 'uploaded')
        OR NOT (app.whole() OR EXISTS (
            SELECT FROM public.members_role r
             WHERE r.network_id = NEW.network_id AND r.kind = 'hr_signer'
               AND r.membership_id = CASE NEW.side WHEN 'lender' THEN loan.lender_id
                                                   ELSE loan.borrower_id END
               AND r.person_id = ANY (app.people())
               AND r.since <= app.today() AND (r.until IS NULL OR r.until >= app.today())))
    THEN
        RAISE EXCEPTION 'HR of that side uploads its paper, on that day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_signature_signer';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_upload FROM PUBLIC;
CREATE TRIGGER loans_signature_upload BEFORE INSERT ON loans_signature
    FOR EACH ROW WHEN (NEW.how = 'upload') EXECUTE FUNCTION app.keep_loan_upload();

-- The borrower assesses its need anew while the loan runs; the lender answers, once.
CREATE FUNCTION app.keep_loan_review() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
    answer text[] := ARRAY['agreed', 'answered_at', 'answered_by', 'why'];
BEGIN
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = NEW.loan_id FOR UPDATE;
    IF loan.id IS NULL OR app.system() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - answer IS DISTINCT FROM to_jsonb(OLD) - answer
                             OR OLD.agreed IS NOT NULL)
    THEN
        RAISE EXCEPTION 'an assessment and its answer stand as they were written'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF loan.stage NOT IN ('running', 'review') THEN
        RAISE EXCEPTION 'a running loan is extended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_order';
    END IF;
    IF NOT (CASE
        WHEN TG_OP = 'INSERT' AND NEW.agreed IS NULL THEN
            loan.borrower_id = ANY (app.memberships()) OR loan.leader_id = ANY (app.people())
            OR (loan.borrower_id IS NULL AND app.whole())
        WHEN TG_OP = 'UPDATE' THEN
            loan.lender_id = ANY (app.memberships()) OR (loan.lender_id IS NULL AND app.whole())
        ELSE false END)
    THEN
        RAISE EXCEPTION 'the borrower assesses and the lender answers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_review_side';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_review FROM PUBLIC;
CREATE TRIGGER loans_review_stands BEFORE INSERT OR UPDATE ON loans_review
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_review();

-- Each of the three answers for itself, after the last day of a loan that began.
CREATE FUNCTION app.keep_loan_evaluation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
BEGIN
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = NEW.loan_id FOR UPDATE;
    IF loan.id IS NULL THEN
        RETURN NEW;
    END IF;
    IF loan.started_at IS NULL OR loan.stage NOT IN ('ended', 'broken') THEN
        RAISE EXCEPTION 'a loan is evaluated when it is over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_evaluation_open';
    END IF;
    IF NOT (app.system() OR CASE NEW.who
        WHEN 'employee' THEN loan.person_id = ANY (app.people())
        WHEN 'lender' THEN loan.lender_id = ANY (app.memberships())
                           OR loan.person_id = ANY (app.staff())
        ELSE loan.borrower_id = ANY (app.memberships()) OR loan.leader_id = ANY (app.people())
        END)
    THEN
        RAISE EXCEPTION 'each answers for itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_evaluation_side';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_evaluation FROM PUBLIC;
CREATE TRIGGER loans_evaluation_stands BEFORE INSERT ON loans_evaluation
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_evaluation();
"""

ENDS = """
-- A side ends a loan for itself; sooner than the notice asks for the other side's yes.
CREATE FUNCTION app.keep_early_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
    answer text[] := ARRAY['agreed', 'answered_at', 'answered_by'];
    own text;
BEGIN
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = NEW.loan_id FOR UPDATE;
    IF loan.id IS NULL THEN
        RETURN NEW;
    END IF;
    IF loan.stage NOT IN ('signed', 'running', 'review') OR loan.ended_on <= NEW.last_day THEN
        RAISE EXCEPTION 'there is no loan to end'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_order';
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.shorter := NEW.last_day < (app.today() + make_interval(
            months => app.loan_notice_months(NEW.network_id, NEW.loan_id)))::date;
        own := NEW.side;
        IF NEW.agreed IS NOT NULL OR NEW.last_day < app.today() OR NEW.last_day >= loan.ends THEN
            RAISE EXCEPTION 'an early end lies ahead and before the last day'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_last_day';
        END IF;
    ELSE
        own := CASE NEW.side WHEN 'lender' THEN 'borrower' ELSE 'lender' END;
        IF to_jsonb(NEW) - answer IS DISTINCT FROM to_jsonb(OLD) - answer
            OR OLD.agreed IS NOT NULL OR NOT OLD.shorter
        THEN
            RAISE EXCEPTION 'a notice and its answer stand as they were given'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF NOT (app.system() OR CASE own
        WHEN 'lender' THEN loan.lender_id = ANY (app.memberships())
                           OR (loan.lender_id IS NULL AND app.whole())
        ELSE loan.borrower_id = ANY (app.memberships())
             OR (loan.borrower_id IS NULL AND app.whole()) END)
    THEN
        RAISE EXCEPTION 'each side speaks for itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_early_end_side';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_early_end FROM PUBLIC;
CREATE TRIGGER loans_earlyend_stands BEFORE INSERT OR UPDATE ON loans_earlyend
    FOR EACH ROW EXECUTE FUNCTION app.keep_early_end();
"""

TAKEN_AWAY = """
DROP TRIGGER loans_earlyend_stands ON loans_earlyend;
DROP FUNCTION app.keep_early_end;
DROP TRIGGER loans_evaluation_stands ON loans_evaluation;
DROP FUNCTION app.keep_loan_evaluation;
DROP TRIGGER loans_review_stands ON loans_review;
DROP FUNCTION app.keep_loan_review;
DROP TRIGGER loans_signature_upload ON loans_signature;
DROP FUNCTION app.keep_loan_upload;
DROP TRIGGER loans_signature_as_signed ON loans_signature;
DROP TRIGGER loans_loanpart_as_signed ON loans_loanpart;
DROP TRIGGER loans_loan_as_signed ON loans_loan;
DROP FUNCTION app.hold_loan_as_signed;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0042_order_mended")]

    operations = [migrations.RunSQL("".join((AS_SIGNED, SIDES, ENDS)), TAKEN_AWAY)]
