"""Whose yes an interest and a consent are, in which order, and who learns the name after them."""

from django.db import migrations

from network.schema import condition

ORDER = """
-- An interest is its person's: what it says stands, they alone say yes to it, and HR that named
-- somebody may only take the question back. Withdrawn before both have signed, its draft falls.
CREATE FUNCTION app.keep_loan_interest() RETURNS trigger
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
REVOKE ALL ON FUNCTION app.keep_loan_interest FROM PUBLIC;
CREATE TRIGGER loans_interest_stands BEFORE INSERT OR UPDATE ON loans_interest
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_interest();

CREATE FUNCTION app.after_loan_interest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.loans_loan SET stage = 'broken', broken_by = 'lender'
     WHERE network_id = NEW.network_id AND interest_id = NEW.id AND stage = 'draft';
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.after_loan_interest FROM PUBLIC;
CREATE TRIGGER loans_interest_withdrawn AFTER UPDATE ON loans_interest
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION app.after_loan_interest();

-- A consent answers an interest that stands, and nobody consents to their own. The interest's row
-- is locked first: a loan that is begun meanwhile reads it, so that one of the two waits.
CREATE FUNCTION app.before_loan_consent() RETURNS trigger
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
    IF NEW.person_id = ANY (app.people()) THEN
        RAISE EXCEPTION 'nobody consents to their own loan'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.before_loan_consent FROM PUBLIC;
CREATE TRIGGER loans_consent_before BEFORE INSERT OR UPDATE ON loans_consent
    FOR EACH ROW EXECUTE FUNCTION app.before_loan_consent();

-- Name and title of those whose managers have said yes, for the two sides and the coordinators:
-- none of them may read another authority's register. A protected name stays with its authority.
CREATE FUNCTION app.loan_interested(interests bigint[])
RETURNS TABLE (interest_id bigint, name text, title text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.id, CASE WHEN p.protected THEN '' ELSE p.name END::text,
           CASE WHEN p.protected THEN '' ELSE p.title END::text
      FROM public.loans_interest i
      JOIN public.members_person p ON p.network_id = i.network_id AND p.id = i.person_id
      JOIN public.loans_notice n ON n.network_id = i.network_id AND n.id = i.notice_id
      LEFT JOIN public.loans_approach a ON a.network_id = i.network_id AND a.id = i.approach_id
     WHERE i.network_id = app.net() AND i.id = ANY (interests)
       AND app.loan_consent_stands(i.network_id, i.id)
       AND (app.whole() OR app.system() OR n.membership_id = ANY (app.memberships())
            OR a.membership_id = ANY (app.memberships())
            OR i.membership_id = ANY (app.memberships()))
$$;
REVOKE ALL ON FUNCTION app.loan_interested FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.loan_interested TO portal_app;

-- The approaches for which oneself or one's staff was named: what the work would be is what they
-- say yes to. A plain sub-select would go round in a ring with the policy of the interest.
CREATE FUNCTION app.named_approaches() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(i.approach_id), '{}') FROM public.loans_interest i
     WHERE i.network_id = app.net() AND i.approach_id IS NOT NULL
       AND (i.person_id = ANY (app.people()) OR i.person_id = ANY (app.staff()))
$$;
REVOKE ALL ON FUNCTION app.named_approaches FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.named_approaches TO portal_app;
"""
NO_ORDER = """
DROP FUNCTION app.named_approaches;
DROP FUNCTION app.loan_interested;
DROP TRIGGER loans_consent_before ON loans_consent;
DROP FUNCTION app.before_loan_consent;
DROP TRIGGER loans_interest_withdrawn ON loans_interest;
DROP FUNCTION app.after_loan_interest;
DROP TRIGGER loans_interest_stands ON loans_interest;
DROP FUNCTION app.keep_loan_interest;
"""

# For an offer of staff it is the authority that would borrow that chooses or says no.
OURS = "((SELECT app.memberships())::bigint[])"
CLAUSES = {
    "chosen_by": "EXISTS (SELECT 1 FROM loans_notice n"  # noqa: S608 - made of the tables' own names
    " WHERE n.network_id = loans_interest.network_id AND n.id = loans_interest.notice_id"
    f" AND n.membership_id = ANY ({OURS}))",
    "approached_by": "EXISTS (SELECT 1 FROM loans_approach a"  # noqa: S608 - made of the tables' own names
    " WHERE a.network_id = loans_interest.network_id AND a.id = loans_interest.approach_id"
    f" AND a.membership_id = ANY ({OURS}))",
    "agreed_whole": "(app.loan_interest_agreed(id) AND (SELECT app.whole()))",
    "outside_whole": "(person_id IS NULL AND (SELECT app.whole()))",
}
BEFORE = ["mine", "staff", "chosen_by", "agreed_whole", "outside_whole"]


def writes(clauses: list[str]) -> str:
    """The policy of changes anew, with these clauses."""
    may = condition(clauses, CLAUSES)
    return (
        "DROP POLICY writes ON loans_interest; CREATE POLICY writes ON loans_interest"
        f" FOR UPDATE TO portal_app USING ({may}) WITH CHECK ({may});"
    )


APPROACHES = {
    "owner": "EXISTS (SELECT 1 FROM loans_notice n"  # noqa: S608 - made of the tables' own names
    " WHERE n.network_id = loans_approach.network_id AND n.id = loans_approach.notice_id"
    f" AND n.membership_id = ANY ({OURS}))",
    "named": "id = ANY ((SELECT app.named_approaches())::bigint[])",
}


def reads(clauses: list[str]) -> str:
    """Who reads an approach, anew, with these clauses."""
    return (
        "DROP POLICY reads ON loans_approach; CREATE POLICY reads ON loans_approach"
        f" FOR SELECT TO portal_app USING ({condition(clauses, APPROACHES)});"
    )


class Migration(migrations.Migration):
    dependencies = [("loans", "0020_limits_of_consent")]

    operations = [
        migrations.RunSQL(ORDER, NO_ORDER),
        migrations.RunSQL(writes([*BEFORE, "approached_by"]), writes(BEFORE)),
        migrations.RunSQL(
            reads(["whole", "ours", "owner", "named"]), reads(["whole", "ours", "owner"])
        ),
    ]
