"""What the register and the earlier rounds know of those who take part, asked once for all."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from mentorship.matching.candidates import name_key
from mentorship.models import Interest, MentorRound, Pair, PairEnd
from mentorship.rules import MENTEE, MENTOR


@dataclass(frozen=True)
class Known:
    """What the register knows of a human being: all their rows, managers and units."""

    selves: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    units: frozenset[tuple[int, str]] = frozenset()


# Each row of the person (one user may have had places at several members), and from each the
# managers all the way up; UNION stops where managers go in a ring.
LINES = """
WITH RECURSIVE line(start, id, manager_id, is_self) AS (
    SELECT p.id, o.id, o.manager_id, true FROM members_person p
      JOIN members_person o ON o.network_id = p.network_id
       AND (o.id = p.id OR o.user_id = p.user_id)
     WHERE p.id = ANY(%s)
    UNION
    SELECT line.start, m.id, m.manager_id, false FROM line
      JOIN members_person m ON m.id = line.manager_id
)
SELECT line.start, line.id, line.is_self, p.membership_id, p.unit FROM line
  JOIN members_person p ON p.id = line.id
"""


def register_of(people: list[int]) -> dict[int, Known]:
    rows: dict[int, dict[str, set[Any]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(LINES, [people])
        for start, pk, is_self, membership_id, unit in cursor.fetchall():
            known = rows.setdefault(start, {"selves": set(), "above": set(), "units": set()})
            known["selves" if is_self else "above"].add(pk)
            if is_self and unit.strip():
                known["units"].add((membership_id, name_key(unit)))
    return {
        start: Known(*(frozenset(known[name]) for name in ("selves", "above", "units")))
        for start, known in rows.items()
    }


def partners_of(people: list[int]) -> dict[int, frozenset[int]]:
    """Whom each person has been paired with before, in any round, as mentee or mentor."""
    met = Pair.objects.filter(started_at__isnull=False).filter(
        Q(mentee_person__in=people) | Q(mentor_person__in=people)
    )
    found: dict[int, set[int]] = {}
    for mentee, mentor in met.values_list("mentee_person_id", "mentor_person_id"):
        found.setdefault(mentee, set()).add(mentor)
        found.setdefault(mentor, set()).add(mentee)
    return {person: frozenset(others) for person, others in found.items()}


def waited_of(sought: MentorRound, people: list[int]) -> dict[int, int]:
    """In how many earlier rounds a mentor offered, with the manager's yes, and got nobody."""
    offered = Interest.objects.filter(
        person__in=people,
        role=MENTOR,
        withdrawn_at=None,
        answer__approved=True,
        round__starts__lt=sought.starts,
    ).exclude(as_mentor__started_at__isnull=False)
    counted: dict[int, int] = {}
    for person in offered.values_list("person_id", flat=True):
        counted[person] = counted.get(person, 0) + 1
    return counted


def earlier_of(ended: list[Pair], asked: list[Interest]) -> frozenset[tuple[int, int]]:
    """The mentees and mentors who were asked about each other, or were a pair, in this round.

    By the people and not by their requests: who withdraws and asks anew, or asks in the other
    role, is not proposed to the same one again.
    """
    theirs: dict[tuple[int, str], list[int]] = {}
    for row in asked:
        theirs.setdefault((row.person_id, row.role), []).append(row.pk)
    found = set()
    for pair in ended:
        two = pair.mentee_person_id, pair.mentor_person_id
        for asks, offers in (two, two[::-1]):
            found |= {
                (mentee, mentor)
                for mentee in theirs.get((asks, MENTEE), ())
                for mentor in theirs.get((offers, MENTOR), ())
            }
    return frozenset(found)


def silent_of(ended: list[Pair]) -> set[int]:
    """Those whose pair of this round ended early and who have not said if they want another."""
    silent = set()
    for pair in ended:
        end = getattr(pair, "end", None)
        if end is not None and end.kind == PairEnd.Kind.EARLY:
            silent |= {pair.mentee_id} if end.mentee_again is None else set()
            silent |= {pair.mentor_id} if end.mentor_again is None else set()
    return silent


def done_of(ended: list[Pair]) -> set[int]:
    """Those whose pair of this round is completed, or who have said that they want no other."""
    done = set()
    for pair in ended:
        end = getattr(pair, "end", None)
        if end is None:
            continue
        if end.kind == PairEnd.Kind.COMPLETED:
            done.add(pair.mentee_id)
        if end.kind == PairEnd.Kind.EARLY:
            done |= {pair.mentee_id} if end.mentee_again is False else set()
            done |= {pair.mentor_id} if end.mentor_again is False else set()
    return done
