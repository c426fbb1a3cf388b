"""A loan is at every moment what both signed: its days, its extents, its last day, its extension.

What `0003_order_of_a_loan` left open: a wording that followed after both had signed and before
the loan stood on it, extents that were not the signed ones, a last day set on a draft, days that
moved under review without a signature, and terms that were laid after a loan was signed.
"""

from importlib import import_module

from django.db import migrations

SIGNED = """
-- A wording holds for a loan when both have signed it by its hash, neither signature has fallen,
-- and its days and extents are the loan's.
CREATE FUNCTION app.loan_wording_holds(
    network bigint, loan bigint, wording bigint, first_day date, last_day date)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.loans_wording w
         WHERE w.network_id = $1 AND w.loan_id = $2 AND w.id = $3
           AND w.content ->> 'starts' = $4::text AND w.content ->> 'ends' = $5::text
           AND (SELECT count(DISTINCT s.side) FROM public.loans_signature s
                 WHERE s.network_id = w.network_id AND s.wording_id = w.id
                   AND s.fell_at IS NULL AND s.digest = w.digest) = 2
           AND (SELECT string_agg(concat_ws(' ', t.starts, t.ends, t.percent), ', ' ORDER BY t.starts)
                  FROM public.loans_loanpart t
                 WHERE t.network_id = w.network_id AND t.loan_id = w.loan_id)
             = (SELECT string_agg(concat_ws(' ', e ->> 'starts', e ->> 'ends', e ->> 'percent'),
                                  ', ' ORDER BY e ->> 'starts')
                  FROM jsonb_array_elements(w.content -> 'parts') e)
           AND NOT EXISTS (
               SELECT FROM public.loans_loanpart t
                WHERE t.network_id = w.network_id AND t.loan_id = w.loan_id
                  AND (t.starts < $4 OR t.ends > $5)))
$$;
REVOKE ALL ON FUNCTION app.loan_wording_holds FROM PUBLIC;

CREATE OR REPLACE FUNCTION app.loan_is_signed(
    network bigint, loan bigint, first_day date, last_day date)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.loans_wording w
                    WHERE w.network_id = $1 AND w.loan_id = $2
                      AND app.loan_wording_holds($1, $2, w.id, $3, $4))
$$;
"""

ENDING = """
-- The notice of a loan in months: what the agreement says that holds, or its rules.
CREATE FUNCTION app.loan_notice_months(network bigint, loan bigint) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT (w.content ->> 'notice_months')::integer FROM public.loans_wording w
          WHERE w.network_id = l.network_id AND w.loan_id = l.id
            AND app.loan_wording_holds(l.network_id, l.id, w.id, l.starts, l.ends)
          ORDER BY w.number DESC LIMIT 1),
        (SELECT t.notice_months::integer FROM public.loans_loanterms t
          WHERE t.network_id = l.network_id AND t.legal = l.legal AND l.starts >= t.since
            AND (t.until IS NULL OR l.starts <= t.until)), 1)
      FROM public.loans_loan l WHERE l.network_id = $1 AND l.id = $2
$$;
REVOKE ALL ON FUNCTION app.loan_notice_months FROM PUBLIC;

-- Whether a side has ended a loan on a day in a span: with its notice, or with the other's yes.
CREATE FUNCTION app.loan_may_end(
    network bigint, loan bigint, first_day date, last_day date, by_side text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.loans_earlyend e
         WHERE e.network_id = $1 AND e.loan_id = $2 AND e.last_day BETWEEN $3 AND $4
           AND e.side = $5 AND (e.agreed OR NOT e.shorter))
$$;
REVOKE ALL ON FUNCTION app.loan_may_end FROM PUBLIC;
"""

WORDINGS = """
-- A wording follows the one before, and every signature falls but those that the loan stands on.
CREATE OR REPLACE FUNCTION app.keep_wording() RETURNS trigger
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
       AND NOT (loan.stage = 'review' AND app.loan_wording_holds(
                w.network_id, w.loan_id, w.id, loan.starts, loan.ends));
    RETURN NEW;
END $$;
"""

LOANS = """
CREATE OR REPLACE FUNCTION app.keep_loan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    interest public.loans_interest;
    fixed text[] := ARRAY['notice_id', 'interest_id', 'person_id', 'lender_id', 'borrower_id',
                          'lender_party_id', 'borrower_party_id', 'legal', 'made_by', 'made_at'];
    word text;
    extended date;
    goes_on boolean;
BEGIN
    SELECT * INTO interest FROM public.loans_interest i
     WHERE i.network_id = NEW.network_id AND i.id = NEW.interest_id FOR SHARE;
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'draft' OR NEW.signed_at IS NOT NULL OR NEW.started_at IS NOT NULL
            OR NEW.ended_on IS NOT NULL OR NEW.broken_by <> ''
        THEN
            RAISE EXCEPTION 'a loan begins as a draft' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'loans_loan_order';
        END IF;
        IF interest.id IS NULL THEN
            RETURN NEW;  -- the composite key refuses it at the end of the transaction
        END IF;
        IF NOT app.loan_consent_stands(NEW.network_id, NEW.interest_id)
            OR interest.withdrawn_at IS NOT NULL OR interest.agreed_at IS NULL
        THEN
            RAISE EXCEPTION 'a loan needs the person''s and the manager''s consent'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_consent';
        END IF;
        IF (interest.person_id, interest.membership_id, interest.party_id, interest.notice_id)
            IS DISTINCT FROM (NEW.person_id, NEW.lender_id, NEW.lender_party_id, NEW.notice_id)
        THEN
            RAISE EXCEPTION 'a loan is of the one who was interested'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF (SELECT count(DISTINCT m.authority_id) FROM public.members_membership m
             WHERE m.network_id = NEW.network_id AND m.id IN (NEW.lender_id, NEW.borrower_id)) = 1
            AND NEW.lender_id IS NOT NULL AND NEW.borrower_id IS NOT NULL
        THEN
            RAISE EXCEPTION 'an authority does not lend to itself'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_other_authority';
        END IF;
        IF NEW.legal = 'state' AND (EXISTS (
            SELECT FROM public.members_membership m
              JOIN public.members_authority a ON a.id = m.authority_id
              JOIN public.members_legalperson p ON p.id = a.legal_person_id
             WHERE m.network_id = NEW.network_id AND m.id IN (NEW.lender_id, NEW.borrower_id)
               AND NOT p.is_state)
            OR EXISTS (
            SELECT FROM public.loans_outsideparty o
             WHERE o.network_id = NEW.network_id
               AND o.id IN (NEW.lender_party_id, NEW.borrower_party_id)
               AND o.kind NOT IN ('state_agency', 'court', 'university', 'county_board')))
        THEN
            RAISE EXCEPTION 'the rules of the State hold between its own authorities'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_legal';
        END IF;
        IF NEW.legal <> 'state' AND NOT EXISTS (
            SELECT FROM public.loans_consent c
             WHERE c.network_id = NEW.network_id AND c.interest_id = NEW.interest_id
               AND c.legal = NEW.legal)
        THEN
            RAISE EXCEPTION 'outside the State the employee consents as well'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_consent';
        END IF;
    ELSE
        FOREACH word IN ARRAY fixed LOOP
            IF to_jsonb(NEW) -> word IS DISTINCT FROM to_jsonb(OLD) -> word THEN
                RAISE EXCEPTION 'a loan stays of the same person and parties'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
        END LOOP;
        IF NEW.stage <> OLD.stage AND NOT (CASE OLD.stage
            WHEN 'draft' THEN NEW.stage IN ('signed', 'broken')
            WHEN 'signed' THEN NEW.stage IN ('running', 'broken')
            WHEN 'running' THEN NEW.stage IN ('review', 'ended', 'broken')
            WHEN 'review' THEN NEW.stage IN ('running', 'ended', 'broken')
            WHEN 'ended' THEN NEW.stage = 'evaluated'
            WHEN 'broken' THEN NEW.stage = 'evaluated'
            ELSE false END)
        THEN
            RAISE EXCEPTION 'a loan does not go from % to %', OLD.stage, NEW.stage
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_order';
        END IF;
        -- A draft's days are proposed; signed ones move by an extension alone, and only its end.
        IF (NEW.starts, NEW.ends) IS DISTINCT FROM (OLD.starts, OLD.ends)
            AND OLD.stage <> 'draft'
            AND NOT (OLD.stage = 'review' AND NEW.stage = 'running' AND NEW.starts = OLD.starts)
        THEN
            RAISE EXCEPTION 'the days of a signed loan stand'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_days_stand';
        END IF;
        IF OLD.stage = 'review' AND NEW.ends <> OLD.ends THEN
            SELECT max(r.needed_until) INTO extended FROM public.loans_review r
             WHERE r.network_id = NEW.network_id AND r.loan_id = NEW.id AND r.agreed;
            IF extended IS NULL OR extended < NEW.ends OR OLD.ended_on IS NOT NULL THEN
                RAISE EXCEPTION 'an extension asks for a new assessment of the need'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_extended';
            END IF;
        END IF;
        IF NEW.stage IN ('signed', 'running') AND NEW.stage <> OLD.stage THEN
            IF NOT app.loan_consent_stands(NEW.network_id, NEW.interest_id)
                OR interest.withdrawn_at IS NOT NULL OR interest.agreed_at IS NULL
            THEN
                RAISE EXCEPTION 'no loan without the person''s and the manager''s consent'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_consent';
            END IF;
            IF NOT app.loan_is_signed(NEW.network_id, NEW.id, NEW.starts, NEW.ends) THEN
                RAISE EXCEPTION 'no loan without both signatures on its wording'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_signed';
            END IF;
        END IF;
        IF NEW.stage = 'signed' AND OLD.stage = 'draft' AND EXISTS (
            SELECT FROM public.loans_consent c
             WHERE c.network_id = NEW.network_id AND c.interest_id = NEW.interest_id
               AND (NEW.starts < c.starts OR NEW.ends > c.ends OR EXISTS (
                   SELECT FROM public.loans_loanpart t
                    WHERE t.network_id = NEW.network_id AND t.loan_id = NEW.id
                      AND t.percent > c.percent)))
        THEN
            RAISE EXCEPTION 'the manager said yes within limits'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_limits';
        END IF;
        IF NEW.stage = 'running' AND OLD.stage = 'signed' AND NEW.starts > app.today() THEN
            RAISE EXCEPTION 'a loan runs from its first day'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_first_day';
        END IF;
        IF NEW.stage = 'signed' AND OLD.stage = 'draft' THEN
            NEW.signed_at := coalesce(NEW.signed_at, now());
        ELSIF NEW.signed_at IS DISTINCT FROM OLD.signed_at THEN
            RAISE EXCEPTION 'when it was signed stands'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.stage = 'running' AND OLD.stage = 'signed' THEN
            NEW.started_at := coalesce(NEW.started_at, now());
        ELSIF NEW.started_at IS DISTINCT FROM OLD.started_at THEN
            RAISE EXCEPTION 'when it began stands'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        -- An early last day is set while the loan goes on, as a notice said, and frees the days
        -- after it. What is over ended on its last day, which has passed by then.
        goes_on := OLD.stage IN ('signed', 'running', 'review')
                   AND NEW.stage IN ('signed', 'running', 'review');
        IF NEW.ended_on IS DISTINCT FROM OLD.ended_on AND goes_on AND NOT coalesce(
                NEW.ended_on BETWEEN greatest(NEW.starts, app.today()) AND NEW.ends
                AND app.loan_may_end(NEW.network_id, NEW.id, NEW.ended_on, NEW.ended_on,
                                     NEW.broken_by), false)
            OR NEW.stage = 'draft' AND NEW.ended_on IS NOT NULL
            OR OLD.stage IN ('draft', 'signed') AND NEW.stage = 'broken'
                AND NEW.ended_on IS NOT NULL
            OR OLD.stage = 'signed' AND NEW.stage = 'broken' AND NOT app.loan_may_end(
                NEW.network_id, NEW.id, '-infinity', NEW.starts - 1, NEW.broken_by)
            OR OLD.stage IN ('running', 'review') AND NEW.stage IN ('ended', 'broken')
                AND (NEW.ended_on IS DISTINCT FROM coalesce(OLD.ended_on, OLD.ends)
                     OR NEW.ended_on >= app.today()
                     OR (NEW.stage = 'broken') <> (OLD.ended_on IS NOT NULL))
            OR OLD.stage IN ('ended', 'broken', 'evaluated')
                AND NEW.ended_on IS DISTINCT FROM OLD.ended_on
        THEN
            RAISE EXCEPTION 'a last day lies within the loan, and as a notice said'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_last_day';
        END IF;
    END IF;
    -- Longer than the rule allows only after a new written assessment that both agreed to. Asked
    -- where the days are laid: rules that come later do not hinder a loan that stands.
    IF (TG_OP = 'INSERT' OR (NEW.starts, NEW.ends) IS DISTINCT FROM (OLD.starts, OLD.ends)
            OR (NEW.stage = 'signed' AND OLD.stage = 'draft'))
        AND NEW.ends > (NEW.starts + make_interval(
        months => app.loan_months(NEW.network_id, NEW.legal, NEW.starts)))::date
    THEN
        SELECT max(r.needed_until) INTO extended FROM public.loans_review r
         WHERE r.network_id = NEW.network_id AND r.loan_id = NEW.id AND r.agreed;
        IF extended IS NULL OR extended < NEW.ends THEN
            RAISE EXCEPTION 'a longer loan asks for a new assessment of the need'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_longest';
        END IF;
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
        before("0003_order_of_a_loan", "ORDER", "keep_loan"),
        before("0004_what_hangs_on_a_loan", "HANGING", "keep_wording"),
        before("0003_order_of_a_loan", "ORDER", "loan_is_signed"),
        "DROP FUNCTION app.loan_may_end;",
        "DROP FUNCTION app.loan_notice_months;",
        "DROP FUNCTION app.loan_wording_holds;",
    )
)


class Migration(migrations.Migration):
    dependencies = [("loans", "0041_early_end_locks")]

    operations = [
        migrations.RunSQL("".join((SIGNED, ENDING, WORDINGS, LOANS)), BACK),
    ]
