"""The council's list: what was asked of each candidate, what is proposed, what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Campaign, Candidate, Decision, NeedLine, Plan, PlannedRun
from courses.needs.hit_rate import HitRate
from courses.needs.hit_rate import before as rates_before
from courses.needs.querysets import ANSWERED
from courses.needs.rules import Importance, Term, Verdict
from network.seat import Seat


@dataclass
class Proposal:
    """What a plan holds of a candidate; cost in kronor without VAT."""

    runs: dict[str, int] = field(default_factory=dict)  # by term
    seats: int = 0
    cost: Decimal = Decimal(0)

    @property
    def words(self) -> str:
        """2 in spring, 1 in autumn."""
        told = {
            Term.SPRING.value: lambda n: ngettext("%(n)s run in spring", "%(n)s runs in spring", n),
            Term.AUTUMN.value: lambda n: ngettext("%(n)s run in autumn", "%(n)s runs in autumn", n),
        }
        return ", ".join(
            told[term](self.runs[term]) % {"n": self.runs[term]}
            for term in told
            if self.runs.get(term)
        )


@dataclass
class Row:
    """A candidate before the council."""

    candidate: Candidate
    spring: int = 0
    autumn: int = 0
    must: int = 0  # seats that cannot wait
    members: set[int] = field(default_factory=set)
    proposal: Proposal | None = None
    past: HitRate | None = None
    decision: Decision | None = None
    decisions: int = 0

    @property
    def seats(self) -> int:
        """Asked for in both terms."""
        return self.spring + self.autumn

    @property
    def verdict(self) -> str:
        """What holds, or nothing."""
        return self.decision.verdict if self.decision else ""


def rows_of(campaign: Campaign, plan: Plan | None, seat: Seat) -> list[Row]:
    """The candidates that stand, in the order of the list; the same questions for any number."""
    candidates = list(
        Candidate.objects.seen_by(seat)
        .filter(campaign=campaign)
        .select_related("area", "course")
        .order_by("position", "pk")
    )
    by_id = {one.pk: one for one in candidates}
    rows = {one.pk: Row(one) for one in candidates if one.merged_into_id is None}
    _add_needs(rows, by_id, campaign, seat)
    if plan is not None:
        _add_proposals(rows, plan)
    for decision in (
        Decision.objects.seen_by(seat).filter(candidate__campaign=campaign).order_by("at", "pk")
    ):
        if row := rows.get(decision.candidate_id):
            row.decision = decision
            row.decisions += 1
    past = rates_before([row.candidate for row in rows.values()], campaign.previous, seat)
    for row in rows.values():
        row.past = past.get(row.candidate.pk)
    return list(rows.values())


def _add_needs(
    rows: dict[int, Row], by_id: dict[int, Candidate], campaign: Campaign, seat: Seat
) -> None:
    lines = (
        NeedLine.objects.seen_by(seat)
        .filter(answer__campaign=campaign, answer__state__in=ANSWERED, candidate__isnull=False)
        .exclude(spring=0, autumn=0)
        .values_list("candidate", "membership", "importance", "spring", "autumn")
    )
    for pk, member, importance, spring, autumn in lines:
        row = rows.get(by_id[pk].home_id if pk in by_id else 0)
        if row is None:
            continue
        row.spring += spring
        row.autumn += autumn
        row.members.add(member)
        if importance == Importance.MUST:
            row.must += spring + autumn


def _add_proposals(rows: dict[int, Row], plan: Plan) -> None:
    for one in PlannedRun.objects.filter(plan=plan):
        row = rows.get(one.candidate_id)
        if row is None:
            continue
        row.proposal = row.proposal or Proposal()
        row.proposal.runs[one.term] = row.proposal.runs.get(one.term, 0) + 1
        row.proposal.seats += one.seats
        row.proposal.cost += one.cost


def proposed(plans: Sequence[Plan], asked: str | None) -> Plan | None:
    """The plan that the list shows: the one asked for, else the version that holds.

    Without a version it is the latest variant that holds any runs. `plans`: the latest first,
    with their totals.
    """
    if asked and asked.isdecimal():
        chosen = next((plan for plan in plans if plan.pk == int(asked)), None)
        if chosen is not None:
            return chosen
    versions = [plan for plan in plans if plan.version is not None]
    if versions:
        return max(versions, key=lambda plan: plan.version or 0)
    filled = (plan for plan in plans if getattr(plan, "run_count", 0))
    return next(filled, plans[0] if plans else None)


@dataclass(frozen=True)
class Progress:
    """How far the council has come."""

    decided: int
    of: int

    @property
    def words(self) -> str:
        """9 of 14 decided."""
        facts = {"decided": self.decided, "of": self.of}
        return _("%(decided)s of %(of)s are decided") % facts


def progress(rows: Iterable[Row]) -> Progress:
    """How many of the candidates are decided."""
    held = list(rows)
    return Progress(sum(row.decision is not None for row in held), len(held))


def chosen(rows: Iterable[Row], *, q: str = "", state: str = "", area: str = "") -> list[Row]:
    """The rows that fit the filters; what cannot be understood filters nothing."""
    found = list(rows)
    if q.strip():
        found = [row for row in found if q.strip().casefold() in row.candidate.title.casefold()]
    if state == "undecided":
        found = [row for row in found if row.decision is None]
    elif state in Verdict.values:
        found = [row for row in found if row.verdict == state]
    if area.isdecimal():
        found = [row for row in found if row.candidate.area_id == int(area)]
    return found


SORTS: dict[str, Any] = {
    "title": lambda row: row.candidate.title.casefold(),
    "seats": lambda row: row.seats,
    "must": lambda row: row.must,
    "cost": lambda row: row.proposal.cost if row.proposal else Decimal(0),
}


def ordered(rows: list[Row], sort: str) -> list[Row]:
    """The rows as the head of a column asks; else as the list of candidates stands."""
    key = SORTS.get(sort.lstrip("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else rows
