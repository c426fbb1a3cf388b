"""Which contracts end when, and whether each course to be bought has one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import (
    Campaign,
    Candidate,
    PlannedRun,
    Procurement,
    ProcurementCandidate,
)
from courses.needs.rules import Verdict
from courses.procurements.buying import Standing, standings
from courses.procurements.purchasing import BuyingState
from network.months import months_later
from network.seat import Seat
from network.start import ToDo
from network.wording import date_long

SHOWN = 5


@dataclass(frozen=True)
class Renewal:
    """A contract with its last day, and until when an option would prolong it."""

    it: Procurement
    last_day: date
    option_until: date | None
    due: bool
    over: bool


def renewals_of(seat: Seat, day: date) -> list[Renewal]:
    """The contracts by their last day, those that ended last half-year first."""
    found = (
        Procurement.objects.seen_by(seat)
        .contracted()
        .with_last_day()
        .with_facts()
        .filter(holds_until__gte=months_later(day, -6))
        .order_by("holds_until", "pk")
    )
    rows = []
    for it in found:
        contract = it.contract
        option, last = contract.next_option, contract.last_day
        if last is not None:
            rows.append(
                Renewal(
                    it,
                    last,
                    option.until if option else None,
                    contract.is_due(day),
                    contract.is_over(day),
                )
            )
    return rows


def todos(seat: Seat) -> list[ToDo]:
    """Contracts to renew, and contracts that lack their notice of deviation."""
    if not seat.may("keep_procurements"):
        return []
    today = timezone.localdate()
    due = [row for row in renewals_of(seat, today) if row.due]
    found = [
        ToDo(
            _("Decide what follows %(title)s") % {"title": row.it.title},
            _("An option prolongs the contract until %(day)s.")
            % {"day": date_long(row.option_until)}
            if row.option_until
            else _("The contract ends and has no option: buy anew in time."),
            _("Look"),
            reverse("procurement", args=[row.it.pk]),
            row.last_day,
        )
        for row in due[:SHOWN]
    ]
    contracted = Procurement.objects.contracted().with_facts().filter(ends__gte=today)
    lacking = [row for row in standings(contracted.order_by("pk")) if row.lacks]
    found += [
        ToDo(
            _("Complete the procurement %(title)s") % {"title": row.it.title},
            str(row.lacks[0].label),
            _("Complete"),
            reverse("procurement_change", args=[row.it.pk]),
        )
        for row in lacking[:SHOWN]
    ]
    return found


@dataclass(frozen=True)
class Guarded:
    """A course to be bought, and whether there is a contract for it."""

    candidate: Any
    standings: list[Standing]
    runs: int

    @property
    def best(self) -> Standing | None:
        """The procurement that has come furthest."""
        order = {
            BuyingState.CONTRACTED.value: 0,
            BuyingState.UNDER_WAY.value: 1,
            BuyingState.PLANNED.value: 2,
        }
        alive = [row for row in self.standings if row.it.state in order]
        return min(alive, key=lambda row: order[row.it.state], default=None)

    @property
    def has_contract(self) -> bool:
        """Whether a contract reaches into the year of the plan."""
        best, first = self.best, date(self.candidate.campaign.year, 1, 1)
        if best is None or best.it.state != BuyingState.CONTRACTED:
            return False
        last = best.it.last_day
        return last is None or last >= first


def guard(campaign: Campaign) -> list[Guarded]:
    """Each candidate that is to be bought, with its procurements; the same few questions."""
    planned = PlannedRun.objects.filter(
        candidate=OuterRef("pk"),
        teaching=PlannedRun.Teaching.SUPPLIER,
        plan__state__in=["decided", "published"],
    )
    runs = PlannedRun.objects.filter(plan__state__in=["decided", "published"])
    candidates = list(
        Candidate.objects.filter(campaign=campaign)
        .standing()
        .with_verdict()
        .annotate(by_supplier=Exists(planned))
        .filter(
            Q(verdict=Verdict.PROCURE)
            | Q(by_supplier=True, verdict=None)
            | Q(by_supplier=True, verdict=Verdict.CARRY_OUT)
        )
        .select_related("campaign", "course")
        .prefetch_related(Prefetch("planned", runs, to_attr="decided_runs"))
        .order_by("position", "pk")
    )
    of_candidate, of_course = _purposes(candidates)
    wanted = {pk for group in (*of_candidate.values(), *of_course.values()) for pk in group}
    rows = {
        row.it.pk: row for row in standings(Procurement.objects.filter(pk__in=wanted).with_facts())
    }
    return [
        Guarded(
            one,
            [
                rows[pk]
                for pk in sorted(
                    of_candidate.get(one.pk, set()) | of_course.get(one.course_id or 0, set())
                )
                if pk in rows
            ],
            len(one.decided_runs),
        )
        for one in candidates
    ]


def _purposes(
    candidates: Iterable[Candidate],
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The procurements by candidate and by course."""
    candidates = list(candidates)
    links = ProcurementCandidate.objects.filter(
        Q(candidate__in=candidates)
        | Q(course__in=[one.course_id for one in candidates if one.course_id])
    ).values_list("procurement", "candidate", "course")
    of_candidate: dict[int, set[int]] = {}
    of_course: dict[int, set[int]] = {}
    for procurement, candidate, course in links:
        if candidate:
            of_candidate.setdefault(candidate, set()).add(procurement)
        else:
            of_course.setdefault(course, set()).add(procurement)
    return of_candidate, of_course
