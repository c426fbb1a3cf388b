"""What the educational council decides on the candidates, as the coordinator writes it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from courses.models import Candidate, Decision, Plan
from network.models.journal import note
from network.seat import Seat


@dataclass(frozen=True)
class Meeting:
    """Where and when it was decided."""

    name: str
    day: date
    link: str = ""


@dataclass(frozen=True)
class Decided:
    """A verdict on a candidate, and why."""

    candidate: Candidate
    verdict: str
    reason: str


def decide(
    rows: Sequence[Decided], meeting: Meeting, *, by: Seat, plan: Plan | None = None
) -> list[Decision]:
    """Write decisions down; the last on each candidate holds, and the earlier ones stay to read.

    What is decided so already at the same meeting is not written a second time.
    """
    by.require("decide_candidates")
    candidates = [row.candidate.pk for row in rows]
    said = Decision.objects.filter(candidate__in=candidates).in_force()
    holds = {one.candidate_id: one for one in said}
    made = []
    for row in rows:
        there = holds.get(row.candidate.pk)
        if there and _same(there, row, meeting):
            continue
        made.append(
            Decision(
                candidate=row.candidate,
                verdict=row.verdict,
                reason=row.reason,
                meeting=meeting.name,
                met_on=meeting.day,
                link=meeting.link,
                plan=plan,
                by_user_id=by.user.pk,
            )
        )
    Decision.objects.bulk_create(made)
    for decision in made:
        note("decide_candidate", decision.candidate, verdict=str(decision.verdict))
    return made


def _same(there: Decision, row: Decided, meeting: Meeting) -> bool:
    now = (row.verdict, row.reason, meeting.name, meeting.day, meeting.link)
    return now == (there.verdict, there.reason, there.meeting, there.met_on, there.link)
