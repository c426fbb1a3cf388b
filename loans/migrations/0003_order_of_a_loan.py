"""The order in which a loan comes about: consent, one signed wording, its days, one person's time."""

from django.db import migrations

ORDER = """
-- Whether the manager's yes stands; the triggers ask it in whatever scope they run.
CREATE FUNCTION app.loan_consent_stands(network bigint, interest bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.loans_consent c
                    WHERE c.network_id = $1 AND c.interest_id = $2
                      AND c.given AND c.withdrawn_at IS NULL)
$$;
REVOKE ALL ON FUNCTION app.loan_consent_stands FROM PUBLIC;

-- The longest time of a loan, in months: the network's own rule of the day, or else six
-- (Arbetsgivarverket). loans/terms.py says the same with its source.
CREATE FUNCTION app.loan_months(network bigint, rules text, day date) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT t.max_months::integer FROM public.loans_loanterms t
                      WHERE t.network_id = $1 AND t.legal = $2 AND $3 >= t.since
                        AND (t.until IS NULL OR $3 <= t.until)), 6)
$$;
REVOKE ALL ON FUNCTION app.loan_months FROM PUBLIC;

-- A wording that both have signed by its hash, and that neither signature has fallen from.
CREATE FUNCTION app.loan_is_signed(network bigint, loan bigint, first_day date, last_day date)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.loans_wording w
         WHERE w.network_id = $1 AND w.loan_id = $2
           AND w.content ->> 'starts' = $3::text AND w.content ->> 'ends' = $4::text
           AND (SELECT count(DISTINCT s.side) FROM public.loans_signature s
                 WHERE s.network_id = w.network_id AND s.wording_id = w.id
                   AND s.fell_at IS NULL AND s.digest = w.digest) = 2)
$$;
REVOKE ALL ON FUNCTION app.loan_is_signed FROM PUBLIC;

-- Nobody is lent for more than their whole time on any day, in all loans and networks together.
-- A sum can only grow where a part begins, so those days are all that need looking at.
CREATE FUNCTION app.hold_loan_extent(network bigint, lent bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who bigint;
BEGIN
    IF lent IS NULL THEN
        RETURN;
    END IF;
    SELECT p.user_id INTO who FROM public.members_person p
     WHERE p.network_id = network AND p.id = lent;
    PERFORM pg_advisory_xact_lock(hashtextextended(
        'staff loan ' || coalesce('user ' || who, 'person ' || lent), 0));
    IF EXISTS (
        WITH lends AS (
            SELECT t.starts, least(t.ends, coalesce(l.ended_on, t.ends)) AS ends, t.percent
              FROM public.loans_loanpart t
              JOIN public.loans_loan l ON l.network_id = t.network_id AND l.id = t.loan_id
              JOIN public.members_person p ON p.network_id = l.network_id AND p.id = l.person_id
             WHERE (p.id = lent OR (who IS NOT NULL AND p.user_id = who))
               AND l.stage <> 'draft'
               AND NOT (l.stage IN ('broken', 'evaluated') AND l.ended_on IS NULL)
        )
        SELECT FROM lends a
         WHERE a.starts <= a.ends
           AND (SELECT sum(b.percent) FROM lends b
                 WHERE a.starts BETWEEN b.starts AND b.ends) > 100
    ) THEN
        RAISE EXCEPTION 'nobody is lent for more than 100 per cent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_extent_whole';
    END IF;
END $$;
REVOKE ALL ON FUNCTION app.hold_loan_extent FROM PUBLIC;

CREATE FUNCTION app.keep_loan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    interest public.loans_interest;
    fixed text[] := ARRAY['notice_id', 'interest_id', 'person_id', 'lender_id', 'borrower_id',
                          'lender_party_id', 'borrower_party_id', 'legal', 'made_by'];
    word text;
    extended date;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'draft' OR NEW.signed_at IS NOT NULL OR NEW.started_at IS NOT NULL THEN
            RAISE EXCEPTION 'a loan begins as a draft' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'loans_loan_order';
        END IF;
        SELECT * INTO interest FROM public.loans_interest i
         WHERE i.network_id = NEW.network_id AND i.id = NEW.interest_id FOR SHARE;
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
        IF NEW.legal = 'state' AND EXISTS (
            SELECT FROM public.members_membership m
              JOIN public.members_authority a ON a.id = m.authority_id
              JOIN public.members_legalperson p ON p.id = a.legal_person_id
             WHERE m.network_id = NEW.network_id AND m.id IN (NEW.lender_id, NEW.borrower_id)
               AND NOT p.is_state)
        THEN
            RAISE EXCEPTION 'the rules of the State hold between its own authorities'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_legal';
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
        IF (NEW.starts, NEW.ends) IS DISTINCT FROM (OLD.starts, OLD.ends)
            AND OLD.stage NOT IN ('draft', 'review')
        THEN
            RAISE EXCEPTION 'the days of a signed loan stand'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_days_stand';
        END IF;
        IF NEW.stage IN ('signed', 'running') AND NEW.stage <> OLD.stage THEN
            IF NOT app.loan_consent_stands(NEW.network_id, NEW.interest_id) THEN
                RAISE EXCEPTION 'no loan without the manager''s consent'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_consent';
            END IF;
            IF NOT app.loan_is_signed(NEW.network_id, NEW.id, NEW.starts, NEW.ends) THEN
                RAISE EXCEPTION 'no loan without both signatures on its wording'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_signed';
            END IF;
        END IF;
        IF NEW.stage = 'running' AND OLD.stage = 'signed' AND NEW.starts > app.today() THEN
            RAISE EXCEPTION 'a loan runs from its first day'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_loan_first_day';
        END IF;
    END IF;
    -- Longer than the rule allows only after a new written assessment that both agreed to.
    IF NEW.ends > (NEW.starts + make_interval(
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
REVOKE ALL ON FUNCTION app.keep_loan FROM PUBLIC;
CREATE TRIGGER loans_loan_stands BEFORE INSERT OR UPDATE ON loans_loan
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan();

CREATE FUNCTION app.after_loan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.stage <> 'draft' THEN
        PERFORM app.hold_loan_extent(NEW.network_id, NEW.person_id);
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.after_loan FROM PUBLIC;
CREATE TRIGGER loans_loan_extent AFTER UPDATE ON loans_loan
    FOR EACH ROW EXECUTE FUNCTION app.after_loan();

-- The extent is what the signed wording says: it moves while a wording is open, and lies within.
CREATE FUNCTION app.keep_loan_part() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part public.loans_loanpart := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    loan public.loans_loan;
BEGIN
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = part.network_id AND l.id = part.loan_id FOR UPDATE;
    IF loan.id IS NOT NULL THEN
        IF loan.stage NOT IN ('draft', 'review') THEN
            RAISE EXCEPTION 'the extent of a signed loan stands'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_part_stands';
        END IF;
        IF TG_OP <> 'DELETE' AND loan.stage <> 'draft' THEN
            PERFORM app.hold_loan_extent(loan.network_id, loan.person_id);
        END IF;
        IF TG_OP <> 'DELETE' AND EXISTS (
            SELECT FROM public.loans_loanpart t
             WHERE t.network_id = part.network_id AND t.loan_id = part.loan_id
               AND t.id <> part.id
               AND daterange(t.starts, t.ends, '[]') && daterange(part.starts, part.ends, '[]'))
        THEN
            RAISE EXCEPTION 'a day of a loan has one extent'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_part_one_extent';
        END IF;
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_part FROM PUBLIC;
CREATE TRIGGER loans_loanpart_stands AFTER INSERT OR UPDATE OR DELETE ON loans_loanpart
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_part();
"""
NO_ORDER = """
DROP TRIGGER loans_loanpart_stands ON loans_loanpart;
DROP FUNCTION app.keep_loan_part;
DROP TRIGGER loans_loan_extent ON loans_loan;
DROP FUNCTION app.after_loan;
DROP TRIGGER loans_loan_stands ON loans_loan;
DROP FUNCTION app.keep_loan;
DROP FUNCTION app.hold_loan_extent;
DROP FUNCTION app.loan_is_signed;
DROP FUNCTION app.loan_months;
DROP FUNCTION app.loan_consent_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0002_locks")]

    operations = [migrations.RunSQL(ORDER, NO_ORDER)]
