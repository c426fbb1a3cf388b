"""What the database holds of pairs, and the locks on all that a programme writes."""

from django.db import migrations

from network.schema import composite_key, lock

# The two of a pair, as columns of the pair itself.
ONE_OF_THE_TWO = (
    "(mentee_person_id = ANY ((SELECT app.people())::bigint[])"
    " OR mentor_person_id = ANY ((SELECT app.people())::bigint[]))"
)
PAIR = {"asked_two": f"(asked_at IS NOT NULL AND {ONE_OF_THE_TWO})"}


def of_the_two(table: str, extra: str = "") -> str:
    """The row's pair is one that the reader is in and was asked about."""
    return (
        "EXISTS (SELECT 1 FROM mentorship_pair p"  # noqa: S608 - made of the tables' own names
        f" WHERE p.network_id = {table}.network_id AND p.id = {table}.pair_id"
        " AND p.asked_at IS NOT NULL"
        " AND (p.mentee_person_id = ANY ((SELECT app.people())::bigint[])"
        f" OR p.mentor_person_id = ANY ((SELECT app.people())::bigint[])){extra})"
    )


def theirs(table: str, column: str = "person_id", *, running: bool = False) -> dict[str, str]:
    """Clauses of a table that belongs to a pair: the two read it, each writes in their own name."""
    own = f"{column} = ANY ((SELECT app.people())::bigint[])"
    under_way = " AND p.ended_at IS NULL"
    if running:
        under_way += " AND p.started_at IS NOT NULL"
    return {
        "the_two": of_the_two(table),
        "own_hand": f"({own} AND {of_the_two(table, under_way)})",
        "own_words": own,
    }


ASSENT_OF_THE_TWO = """EXISTS (SELECT 1 FROM mentorship_agreement a
  JOIN mentorship_pair p ON p.network_id = a.network_id AND p.id = a.pair_id
 WHERE a.network_id = mentorship_agreementassent.network_id
   AND a.id = mentorship_agreementassent.agreement_id
   AND (p.mentee_person_id = ANY ((SELECT app.people())::bigint[])
        OR p.mentor_person_id = ANY ((SELECT app.people())::bigint[])))"""

WRITER_OF_INTEREST = """(person_id = ANY ((SELECT app.people())::bigint[]) AND EXISTS (
SELECT 1 FROM mentorship_interest i WHERE i.network_id = mentorship_avoided.network_id
   AND i.id = mentorship_avoided.interest_id AND i.person_id = mentorship_avoided.person_id))"""

PAIRS = """
-- A pair repeats who its expressions of interest are of, so that its policies read one row; the
-- hard rules are held here whatever the matching or a hand does.
CREATE FUNCTION app.keep_pair() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mentee public.mentorship_interest;
    mentor public.mentorship_interest;
    taken integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.round_id, NEW.mentee_id, NEW.mentor_id, NEW.mentee_person_id,
            NEW.mentor_person_id, NEW.mentee_membership_id, NEW.mentor_membership_id)
            IS DISTINCT FROM (OLD.round_id, OLD.mentee_id, OLD.mentor_id, OLD.mentee_person_id,
            OLD.mentor_person_id, OLD.mentee_membership_id, OLD.mentor_membership_id)
        THEN
            RAISE EXCEPTION 'a pair stays of the same two; make another'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
            RAISE EXCEPTION 'a pair that has ended stays ended'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.started_at IS NOT NULL AND OLD.started_at IS NULL AND (
            SELECT count(*) FROM public.mentorship_pairanswer a
             WHERE a.network_id = NEW.network_id AND a.pair_id = NEW.id AND a.accepted) <> 2
        THEN
            RAISE EXCEPTION 'a pair starts when both have said yes'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO mentee FROM public.mentorship_interest
     WHERE network_id = NEW.network_id AND id = NEW.mentee_id;
    -- The mentor's row is the gate at which two hands that give away the last place meet.
    SELECT * INTO mentor FROM public.mentorship_interest
     WHERE network_id = NEW.network_id AND id = NEW.mentor_id FOR UPDATE;
    IF mentee.id IS NULL OR mentor.id IS NULL THEN
        RETURN NEW;  -- the composite keys refuse it at the end of the transaction
    END IF;
    IF mentee.role <> 'mentee' OR mentor.role <> 'mentor'
        OR mentee.round_id <> NEW.round_id OR mentor.round_id <> NEW.round_id
        OR (mentee.person_id, mentee.membership_id, mentor.person_id, mentor.membership_id)
            IS DISTINCT FROM (NEW.mentee_person_id, NEW.mentee_membership_id,
            NEW.mentor_person_id, NEW.mentor_membership_id)
    THEN
        RAISE EXCEPTION 'a pair is of a mentee and a mentor of its round'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (SELECT count(DISTINCT m.authority_id) FROM public.members_membership m
         WHERE m.network_id = NEW.network_id
           AND m.id IN (NEW.mentee_membership_id, NEW.mentor_membership_id)) <> 2
    THEN
        RAISE EXCEPTION 'mentor and mentee work at different authorities'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentorship_pair_other_authority';
    END IF;
    SELECT count(*) INTO taken FROM public.mentorship_pair p
     WHERE p.network_id = NEW.network_id AND p.mentor_id = NEW.mentor_id AND p.ended_at IS NULL;
    IF NEW.ended_at IS NULL AND taken >= mentor.capacity THEN
        RAISE EXCEPTION 'the mentor takes no more mentees'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentorship_pair_capacity';
    END IF;
    RETURN NEW;
END $$;
-- Each of the two may end it, without the right to change anything else of the pair.
CREATE FUNCTION app.end_pair() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.mentorship_pair SET ended_at = NEW.at
     WHERE network_id = NEW.network_id AND id = NEW.pair_id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER mentorship_pairend_ends AFTER INSERT ON mentorship_pairend
    FOR EACH ROW EXECUTE FUNCTION app.end_pair();
REVOKE ALL ON FUNCTION app.end_pair() FROM PUBLIC;
CREATE TRIGGER mentorship_pair_stands BEFORE INSERT OR UPDATE ON mentorship_pair
    FOR EACH ROW EXECUTE FUNCTION app.keep_pair();
REVOKE ALL ON FUNCTION app.keep_pair() FROM PUBLIC;
"""
NO_PAIRS = """
DROP TRIGGER mentorship_pairend_ends ON mentorship_pairend;
DROP FUNCTION app.end_pair();
DROP TRIGGER mentorship_pair_stands ON mentorship_pair;
DROP FUNCTION app.keep_pair();
"""
INTEREST, PERSON, PAIR_TABLE = "mentorship_interest", "members_person", "mentorship_pair"
ROUND = "mentorship_mentorround"


class Migration(migrations.Migration):
    dependencies = [
        ("mentorship", "0003_programme"),
        ("members", "0016_competence_locks"),
    ]

    operations = [
        lock(
            "mentorship_jointmeeting",
            read=["everyone"],
            write=["whole"],
            remove=[],
            keys={"round_id": ROUND},
        ),
        lock(
            "mentorship_interestdraft",
            read=["mine"],
            write=["mine"],
            keys={"round_id": ROUND, "person_id": PERSON},
        ),
        lock(
            "mentorship_avoided",
            read=["whole", "mine"],
            write=["whole", "writer"],
            insert=["writer"],
            clauses={"writer": WRITER_OF_INTEREST},
            keys={
                "interest_id": INTEREST,
                "person_id": PERSON,
                "who_id": PERSON,
                "authority_id": "members_membership",
            },
        ),
        lock(
            "mentorship_matching",
            read=["whole"],
            write=["whole"],
            remove=[],
            keys={"round_id": ROUND},
        ),
        lock(
            "mentorship_pairrule",
            read=["whole"],
            write=["whole"],
            keys={"round_id": ROUND, "mentee_id": INTEREST, "mentor_id": INTEREST},
        ),
        lock(
            PAIR_TABLE,
            read=["whole", "asked_two"],
            write=["whole"],
            remove=[],
            clauses=PAIR,
            keys={
                "round_id": ROUND,
                "matching_id": "mentorship_matching",
                "mentee_id": INTEREST,
                "mentor_id": INTEREST,
                "mentee_person_id": PERSON,
                "mentor_person_id": PERSON,
                "mentee_membership_id": "members_membership",
                "mentor_membership_id": "members_membership",
            },
        ),
        lock(
            "mentorship_pairanswer",
            read=["whole", "the_two"],
            write=[],
            insert=["own_hand"],
            remove=[],
            clauses=theirs("mentorship_pairanswer"),
            keys={"pair_id": PAIR_TABLE, "person_id": PERSON},
        ),
        lock(
            "mentorship_pairend",
            read=["whole", "the_two"],
            write=[],
            insert=["whole", "one_ends_it"],
            remove=[],
            clauses={
                "the_two": of_the_two("mentorship_pairend"),
                "one_ends_it": of_the_two("mentorship_pairend", " AND p.ended_at IS NULL"),
            },
            keys={"pair_id": PAIR_TABLE},
        ),
        lock(
            "mentorship_agreement",
            read=["the_two"],
            write=[],
            insert=["own_hand"],
            remove=[],
            clauses=theirs("mentorship_agreement", "written_by_id"),
            keys={"pair_id": PAIR_TABLE, "written_by_id": PERSON},
        ),
        lock(
            "mentorship_agreementassent",
            read=["whole", "of_agreement"],
            write=[],
            insert=["own_yes"],
            remove=[],
            clauses={
                "of_agreement": ASSENT_OF_THE_TWO,
                "own_yes": "(person_id = ANY ((SELECT app.people())::bigint[])"
                f" AND {ASSENT_OF_THE_TWO})",
            },
            keys={"agreement_id": "mentorship_agreement", "person_id": PERSON},
        ),
        lock(
            "mentorship_contact",
            read=["whole", "the_two"],
            write=["own_words"],
            insert=["own_hand"],
            clauses=theirs("mentorship_contact", running=True),
            keys={"pair_id": PAIR_TABLE, "person_id": PERSON},
        ),
        lock(
            "mentorship_pairevaluation",
            read=["whole", "own_words"],
            write=[],
            insert=["own_hand"],
            remove=[],
            clauses={
                **theirs("mentorship_pairevaluation"),
                "own_hand": "(person_id = ANY ((SELECT app.people())::bigint[]) AND "
                + of_the_two("mentorship_pairevaluation", " AND p.started_at IS NOT NULL")
                + ")",
            },
            keys={"pair_id": PAIR_TABLE, "person_id": PERSON},
        ),
        migrations.RunSQL(PAIRS, NO_PAIRS),
        migrations.RunSQL(
            composite_key(INTEREST, "former_id", INTEREST),
            f"DROP INDEX {INTEREST}_former_id_idx;"
            f"ALTER TABLE {INTEREST} DROP CONSTRAINT {INTEREST}_former_id_in_network;",
        ),
    ]
