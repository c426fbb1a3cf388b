"""The employee's own consent is theirs alone, and words to the manager are forgotten in time."""

from importlib import import_module

from django.db import migrations

INTERESTS = """
-- As before, and one's own consent outside the State's rules stands once one has said yes.
CREATE OR REPLACE FUNCTION app.keep_loan_interest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loose text[] := ARRAY['agreed_at', 'own_consent', 'withdrawn_at', 'withdrawn_by',
                          'declined_at'];
    own boolean := NEW.person_id IS NULL OR NEW.person_id = ANY (app.people())
                   OR app.system();
    named boolean := NEW.approach_id IS NOT NULL
                     AND NEW.membership_id = ANY (app.memberships());
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT own AND (NEW.agreed_at IS NOT NULL OR NEW.own_consent) THEN
            RAISE EXCEPTION 'only the person says yes' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
    THEN
        IF NOT app.system() THEN
            RAISE EXCEPTION 'an interest stands as it was written'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF OLD.agreed_at IS NOT NULL AND NEW.own_consent IS DISTINCT FROM OLD.own_consent
        AND NOT app.system()
    THEN
        RAISE EXCEPTION 'one''s own consent is taken back by withdrawing'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT own AND ((NEW.agreed_at, NEW.own_consent) IS DISTINCT FROM (OLD.agreed_at, OLD.own_consent)
        OR (NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at AND NOT coalesce(named, false)))
    THEN
        RAISE EXCEPTION 'only the person says yes, and no'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.declined_at IS NOT NULL AND OLD.declined_at IS NULL
        AND NOT app.system()
        AND NOT app.loan_consent_stands(NEW.network_id, NEW.id)
    THEN
        RAISE EXCEPTION 'nobody else knows of it before the manager''s yes'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN
        PERFORM FROM public.loans_loan l
         WHERE l.network_id = NEW.network_id AND l.interest_id = NEW.id FOR UPDATE;
        IF EXISTS (
            SELECT FROM public.loans_loan l
             WHERE l.network_id = NEW.network_id AND l.interest_id = NEW.id
               AND (l.stage = 'signed' OR l.stage = 'running' OR l.stage = 'review'))
        THEN
            RAISE EXCEPTION 'a signed loan is ended with notice'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_interest_signed';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""

CONSENTS = """
-- As before, and the employee agrees only where they have said so themselves.
CREATE OR REPLACE FUNCTION app.before_loan_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    interest public.loans_interest;
BEGIN
    SELECT * INTO interest FROM public.loans_interest i
     WHERE i.network_id = NEW.network_id AND i.id = NEW.interest_id FOR NO KEY UPDATE;
    IF interest.id IS NULL OR TG_OP = 'UPDATE' THEN
        RETURN NEW;  -- a key to nothing is refused at the end of the transaction
    END IF;
    IF interest.withdrawn_at IS NOT NULL OR interest.agreed_at IS NULL THEN
        RAISE EXCEPTION 'the interest does not wait for an answer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_consent_open';
    END IF;
    IF NEW.person_id IS DISTINCT FROM interest.person_id THEN
        RAISE EXCEPTION 'a consent is about the one who is interested'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.employee_agrees AND NOT interest.own_consent THEN
        RAISE EXCEPTION 'nobody agrees in the employee''s place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_consent_employee';
    END IF;
    IF NEW.person_id = ANY (app.people()) THEN
        RAISE EXCEPTION 'nobody consents to their own loan'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

-- As before, and the portal itself may forget the words to the employee.
CREATE OR REPLACE FUNCTION app.keep_loan_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loose text[] := ARRAY['withdrawn_at', 'withdrawn_by'];
BEGIN
    -- The portal forgets what the manager wrote, when the time for it has come.
    IF app.system() AND NEW.why = '' AND to_jsonb(NEW) - 'why' = to_jsonb(OLD) - 'why' THEN
        RETURN NEW;
    END IF;
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
"""


def before(module: str, name: str, function: str) -> str:
    """A function as an earlier migration made it, to go back to."""
    source = getattr(import_module(f"loans.migrations.{module}"), name)
    start = source.index(f"CREATE FUNCTION app.{function}(")
    end = source.index("REVOKE ALL", start)
    return str(source[start:end]).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


BACK = "".join(
    (
        before("0021_order_of_consent", "ORDER", "keep_loan_interest"),
        before("0021_order_of_consent", "ORDER", "before_loan_consent"),
        before("0004_what_hangs_on_a_loan", "HANGING", "keep_loan_consent"),
    )
)


class Migration(migrations.Migration):
    dependencies = [("loans", "0062_crisis_call_locks")]

    operations = [migrations.RunSQL(INTERESTS + CONSENTS, BACK)]
