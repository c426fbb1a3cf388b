"""From a need to what became of it, and from a run back to who asked: one chain of rows.

Everything is read through the seat and the locks of the database: an employee gets the chain
without other authorities' figures, who answers for an authority its own and sums, those who
oversee the needs all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from courses.models import (
    Allotment,
    Campaign,
    Candidate,
    Decision,
    NeedLine,
    Plan,
    PlannedRun,
    PlannedSeats,
    Procurement,
    Run,
    SeatCount,
)
from courses.needs import hit_rate
from courses.needs.hit_rate import OVER, Totals
from courses.needs.querysets import ANSWERED
from courses.needs.rules import Verdict
from network.seat import Seat


@dataclass
class RunFacts:
    """A run that came of the plan: its seats, who had them, and who came."""

    run: Run
    planned: PlannedRun | None = None
    taken: int = 0
    own_planned: int = 0
    own_kept: int = 0  # seats that were the authority's own
    own_named: int = 0
    own_seats: int = 0
    own_came: int = 0
    came: int | None = None  # of all, for those who may know
    rated: Decimal | None = None
    answers: int = 0

    @property
    def over(self) -> bool:
        """Whether it has been held."""
        return self.run.state in OVER


@dataclass
class Chain:
    """What became of a candidate, as far as a seat may know it."""

    candidate: Candidate
    campaign: Campaign
    parts: list[Candidate] = field(default_factory=list)  # those that were put together with it
    lines: list[NeedLine] = field(default_factory=list)  # those that the seat sees
    totals: Totals | None = None
    decisions: list[Decision] = field(default_factory=list)
    procurements: list[Procurement] = field(default_factory=list)  # those that the seat sees
    planned: list[PlannedRun] = field(default_factory=list)
    runs: list[RunFacts] = field(default_factory=list)
    following: Candidate | None = None
    by_course: bool = False  # found by the course alone, no plan says so

    @property
    def decision(self) -> Decision | None:
        """The one that holds."""
        return self.decisions[0] if self.decisions else None


def of_candidate(candidate: Candidate, seat: Seat) -> Chain:
    """The chain of a candidate; the same number of questions however much came of it."""
    whole = candidate.merged_into or candidate
    chain = Chain(whole, whole.campaign)
    chain.parts = list(Candidate.objects.filter(merged_into=whole).order_by("pk"))
    family = [whole.pk, *(part.pk for part in chain.parts)]
    chain.lines = list(
        NeedLine.objects.seen_by(seat)
        .asking()
        .filter(candidate__in=family, answer__state__in=ANSWERED)
        .select_related("membership__authority", "answer")
        .order_by("-spring", "-autumn", "pk")
    )
    chain.totals = hit_rate.totals([chain.campaign.pk]).get(whole.pk)
    chain.decisions = list(Decision.objects.filter(candidate__in=family).order_by("-at", "-pk"))
    chain.procurements = list(
        Procurement.objects.seen_by(seat)
        .for_candidate(whole, chain.parts)
        .with_facts()
        .order_by("starts", "pk")
    )
    chain.planned = list(
        PlannedRun.objects.filter(candidate__in=family, plan__state=Plan.State.PUBLISHED)
        .select_related("run__course", "host__authority")
        .order_by("-term", "number")  # spring before autumn
    )
    chain.runs = _runs(chain, seat)
    chain.following = _following(whole)
    return chain


def of_run(run: Run, seat: Seat) -> Chain | None:
    """The chain that a run stands in; by its course and year where no plan names it."""
    planned = (
        PlannedRun.objects.filter(run=run)
        .select_related("candidate__campaign", "candidate__merged_into__campaign")
        .first()
    )
    candidates = Candidate.objects.seen_by(seat).select_related("campaign", "merged_into__campaign")
    candidate = planned.candidate if planned else None
    if candidate is None and run.begins_at is not None:
        candidate = candidates.filter(
            course=run.course_id, campaign__year=run.begins_at.year
        ).first()
    if candidate is None:
        return None
    chain = of_candidate(candidate, seat)
    chain.by_course = planned is None
    if run.pk not in {facts.run.pk for facts in chain.runs}:
        chain.runs += _facts([run], {}, seat)
    return chain


def _runs(chain: Chain, seat: Seat) -> list[RunFacts]:
    """Runs of the plan; and others of the course that year, where the plan made none."""
    planned = {one.run_id: one for one in chain.planned if one.run_id}
    asked = Q(pk__in=planned)
    if not planned and chain.candidate.course_id:
        asked = Q(course=chain.candidate.course_id, begins_at__year=chain.campaign.year)
    runs = Run.objects.seen_by(seat).filter(asked).select_related("course")
    return _facts(runs.prefetch_related("sessions").order_by("begins_at", "pk"), planned, seat)


def _facts(runs: Iterable[Run], planned: dict[Any, PlannedRun], seat: Seat) -> list[RunFacts]:
    found = {run.pk: RunFacts(run, planned.get(run.pk)) for run in runs}
    if not found:
        return []
    own = seat.scope.memberships
    for run, taken in SeatCount.objects.filter(run__in=found).values_list("run", "taken"):
        found[run].taken = taken
    for run, member, seats in PlannedSeats.objects.filter(
        planned_run__run__in=found, planned_run__plan__state=Plan.State.PUBLISHED
    ).values_list("planned_run__run", "membership", "seats"):
        found[run].own_planned += seats if member in own else 0
    for run, seats, used in Allotment.objects.filter(run__in=found, membership__in=own).values_list(
        "run", "seats", "used"
    ):
        found[run].own_kept += seats
        found[run].own_named += used
    everybody = hit_rate.sees_all(seat)
    for run, member, seats, there in hit_rate.came(found):
        facts = found[run]
        if member in own:
            facts.own_seats += seats
            facts.own_came += there if facts.over else 0
        if everybody and facts.over:
            facts.came = (facts.came or 0) + there
    _rate(list(found.values()))
    return list(found.values())


def _rate(facts: Sequence[RunFacts]) -> None:
    over = [one for one in facts if one.over and one.run.begins_at]
    if not over:
        return
    years = {one.run.begins_at.year for one in over if one.run.begins_at}
    for year in years:  # as a rule one: that of the plan
        means = hit_rate.ratings({one.run.course_id for one in over}, year)
        for one in over:
            if one.run.begins_at and one.run.begins_at.year == year and one.run.course_id in means:
                one.rated, one.answers = means[one.run.course_id]


def _following(candidate: Candidate) -> Candidate | None:
    """The same course in the needs assessment that follows, with the one it is part of."""
    following = Candidate.objects.filter(campaign__previous=candidate.campaign_id).select_related(
        "campaign", "merged_into"
    )
    same = Q(title_sv=candidate.title_sv)
    if candidate.course_id:
        same |= Q(course=candidate.course_id)
    found: Candidate | None = following.filter(same).order_by("course", "pk").first()
    return (found.merged_into or found) if found else None


@dataclass(frozen=True)
class Beginning:
    """What next year's needs assessment begins with, for a course of this year's."""

    candidate: Candidate
    asked: int
    planned: int
    came: int
    rated: Decimal | None
    verdict: str

    @property
    def again(self) -> bool:
        """Whether it is worth asking for again: not declined, and somebody asked or it waits."""
        return self.verdict != Verdict.DECLINE and bool(self.asked or self.verdict == Verdict.WAIT)


def start_from(campaign: Campaign, seat: Seat) -> list[Beginning]:
    """The candidates of a year with what became of them, to begin the next year from."""
    rates = hit_rate.of_campaign(campaign, seat)
    holds = Decision.objects.filter(candidate__campaign=campaign).in_force()
    verdicts = dict(holds.values_list("candidate", "verdict"))
    found = []
    for one in (
        Candidate.objects.seen_by(seat)
        .filter(campaign=campaign)
        .standing()
        .select_related("course", "area")
        .order_by("position", "pk")
    ):
        met = rates[one.pk].total
        found.append(
            Beginning(
                one,
                met.asked or 0,
                met.planned or 0,
                met.came or 0,
                rates[one.pk].rated,
                verdicts.get(one.pk, ""),
            )
        )
    return found
