"""The locks on programmes, modules and those who take part."""

from django.db import migrations

from network.schema import lock

PROGRAMME, PARTICIPATION = "induction_programme", "induction_participation"
PERSON = "members_person"


def of_participation(table: str) -> dict[str, str]:
    """Clauses of a row that belongs to a participation: who sees that sees it; each their own."""
    # The participation's own policies hold inside the sub-select.
    seen = (
        "EXISTS (SELECT 1 FROM induction_participation p"  # noqa: S608 - the tables' own names
        f" WHERE p.network_id = {table}.network_id AND p.id = {table}.participation_id"
        f" AND p.person_id = {table}.person_id)"
    )
    return {
        "who_sees_it": seen,
        "own_hand": f"(person_id = ANY ((SELECT app.people())::bigint[]) AND {seen})",
    }


def of_programme(table: str) -> dict[str, str]:
    """A part of a programme is seen by who sees the programme."""
    return {
        "with_it": "EXISTS (SELECT 1 FROM induction_programme g"  # noqa: S608 - as above
        f" WHERE g.network_id = {table}.network_id AND g.id = {table}.programme_id)"
    }


class Migration(migrations.Migration):
    dependencies = [
        ("induction", "0001_programmes"),
        ("members", "0002_grants_and_locks"),
    ]

    operations = [
        lock(
            PROGRAMME,
            read=["whole", "published"],
            write=["whole"],
            remove=[],
            clauses={"published": "published_at IS NOT NULL"},
            keys={"mentor_round_id": "mentorship_mentorround"},
        ),
        lock(
            "induction_programmemember",
            read=["whole", "with_it"],
            write=["whole"],
            clauses=of_programme("induction_programmemember"),
            keys={"programme_id": PROGRAMME, "membership_id": "members_membership"},
        ),
        lock(
            "induction_module",
            read=["whole", "with_it"],
            write=["whole"],
            clauses=of_programme("induction_module"),
            keys={
                "programme_id": PROGRAMME,
                "course_id": "courses_course",
                "meeting_id": "mentorship_jointmeeting",
            },
        ),
        lock(
            PARTICIPATION,
            read=["whole", "mine", "staff", "ours"],
            write=["whole"],
            remove=[],
            keys={
                "programme_id": PROGRAMME,
                "person_id": PERSON,
                "membership_id": "members_membership",
            },
        ),
        lock(
            "induction_participationanswer",
            read=["whole", "who_sees_it"],
            write=[],
            insert=["own_hand"],
            remove=[],
            clauses=of_participation("induction_participationanswer"),
            keys={"participation_id": PARTICIPATION, "person_id": PERSON},
        ),
        lock(
            "induction_participationend",
            read=["whole", "who_sees_it"],
            write=[],
            insert=["whole", "own_hand"],
            remove=[],
            clauses=of_participation("induction_participationend"),
            keys={"participation_id": PARTICIPATION, "person_id": PERSON},
        ),
        lock(
            "induction_moduledone",
            read=["whole", "who_sees_it"],
            write=["whole", "own_hand"],
            clauses=of_participation("induction_moduledone"),
            keys={
                "participation_id": PARTICIPATION,
                "module_id": "induction_module",
                "person_id": PERSON,
            },
        ),
    ]
