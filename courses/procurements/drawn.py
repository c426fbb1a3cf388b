"""What draws on a contract: its courses and candidates, their runs, and whose seats they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from courses import words
from courses.extents import first_day
from courses.models import (
    Allotment,
    CallOffRight,
    CostLine,
    Enrolment,
    PlannedSeats,
    Procurement,
    Run,
)
from courses.procurements.buying import refusal_in_words
from courses.procurements.purchasing import FRAMEWORK
from courses.rules import RunState
from members.models import Membership
from network.money import ZERO
from network.sorting import swedish_order


@dataclass
class Drawn:
    """A run that draws on a contract, and what it costs by it. Kronor without VAT."""

    run: Run
    when: str
    estimated: Decimal = ZERO
    actual: Decimal = ZERO
    without_right: list[str] = field(default_factory=list)


def runs_for(it: Procurement) -> Any:
    """The coming runs that a contract may pay for: of its courses, and those planned with it."""
    courses = it.purposes.filter(course__isnull=False).values("course")
    candidates = it.purposes.filter(candidate__isnull=False).values("candidate")
    return (
        Run.objects.filter(
            Q(course__in=courses)
            | Q(planned__procurement=it)
            | Q(planned__candidate__in=candidates)
        )
        .exclude(state__in=[RunState.CANCELLED, RunState.HELD, RunState.SETTLED])
        .distinct()
    )


def drawn_by(it: Procurement) -> list[Drawn]:
    """The runs with costs by the contract, or that it is for, the next first."""
    lines = list(CostLine.objects.filter(procurement=it))
    about = Q(pk__in={line.run_id for line in lines}) | Q(pk__in=runs_for(it).values("pk"))
    runs = (
        Run.objects.filter(about)
        .select_related("course")
        .prefetch_related("sessions")
        .order_by("begins_at", "pk")
    )
    rows = {run.pk: Drawn(run, words.when_of(run)) for run in runs}
    for line in lines:
        if line.run_id in rows:
            row = rows[line.run_id]
            if line.stage == CostLine.Stage.ACTUAL:
                row.actual += line.amount
            else:
                row.estimated += line.amount
    for run, names in without_right(it, rows).items():
        rows[run].without_right = names
    return list(rows.values())


def without_right(it: Procurement, runs: Iterable[int]) -> dict[int, list[str]]:
    """By run, the members with seats there that may not call off from the contract."""
    found = _without_right([it], _seats_on(list(runs)))
    return {run: names for (_contract, run), names in found.items()}


@dataclass(frozen=True)
class Warned:
    """A contract that a run's costs draw on, and what is wrong with that."""

    it: Procurement
    refused: str
    without_right: list[str]


def warnings_of(run: Run, lines: Iterable[CostLine]) -> list[Warned]:
    """What is wrong with the contracts that a run's costs come from: ended, or not for all."""
    wanted = {line.procurement_id for line in lines if line.procurement_id}
    if not wanted:
        return []
    contracts = list(Procurement.objects.filter(pk__in=wanted).with_facts().order_by("pk"))
    begins, missing = first_day(run), _without_right(contracts, _seats_on([run.pk]))
    found = [
        Warned(it, refusal_in_words(it, begins), missing.get((it.pk, run.pk), []))
        for it in contracts
    ]
    return [one for one in found if one.refused or one.without_right]


def _seats_on(runs: list[int]) -> set[tuple[int, int]]:
    """The (run, member) that have seats, promised or planned ones too."""
    if not runs:
        return set()
    held = Enrolment.objects.holding().filter(run__in=runs)
    planned = PlannedSeats.objects.filter(planned_run__run__in=runs)
    return {
        *Allotment.objects.filter(run__in=runs).values_list("run", "membership"),
        *held.values_list("run", "membership").distinct(),
        *planned.values_list("planned_run__run", "membership"),
    }


def _without_right(
    contracts: Iterable[Procurement], seats: set[tuple[int, int]]
) -> dict[tuple[int, int], list[str]]:
    """By (contract, run), whose seats the contract is not for.

    Asked where a framework is used, or where the network has said who may call off.
    """
    if not seats:
        return {}
    contracts = list(contracts)
    allowed: dict[int, set[int]] = {}
    for contract, member in CallOffRight.objects.filter(procurement__in=contracts).values_list(
        "procurement", "membership"
    ):
        allowed.setdefault(contract, set()).add(member)
    missing = [
        (it.pk, run, member)
        for it in contracts
        if it.form in FRAMEWORK or it.pk in allowed
        for run, member in seats
        if member not in allowed.get(it.pk, set())
    ]
    members = Membership.objects.select_related("authority").in_bulk(
        {member for _contract, _run, member in missing}
    )
    found: dict[tuple[int, int], list[str]] = {}
    for contract, run, member in missing:
        if member in members:
            found.setdefault((contract, run), []).append(members[member].short_name)
    return {key: sorted(names, key=swedish_order) for key, names in found.items()}
