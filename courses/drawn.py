"""What draws on a contract: its courses and candidates, their runs, and whose seats they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from courses import words
from courses.models import (
    Allotment,
    CallOffRight,
    CostLine,
    Enrolment,
    PlannedSeats,
    Procurement,
    Run,
)
from courses.purchasing import FRAMEWORK
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
    """The runs that a contract may pay for: of its courses, and those planned with it."""
    courses = it.purposes.filter(course__isnull=False).values("course")
    candidates = it.purposes.filter(candidate__isnull=False).values("candidate")
    return (
        Run.objects.filter(
            Q(course__in=courses)
            | Q(planned__procurement=it)
            | Q(planned__candidate__in=candidates)
        )
        .exclude(state__in=[RunState.CANCELLED, RunState.SETTLED])
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
    rows = {run.pk: Drawn(run, words.when(run.sessions.all())) for run in runs}
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
    """By run, the members with seats there that may not call off from the contract.

    Asked where a framework is used, or where the network has said who may.
    """
    runs = list(runs)
    allowed = set(CallOffRight.objects.filter(procurement=it).values_list("membership", flat=True))
    if not runs or (it.form not in FRAMEWORK and not allowed):
        return {}
    pairs = set(Allotment.objects.filter(run__in=runs).values_list("run", "membership"))
    pairs |= set(
        Enrolment.objects.holding().filter(run__in=runs).values_list("run", "membership").distinct()
    )
    pairs |= set(
        PlannedSeats.objects.filter(planned_run__run__in=runs).values_list(
            "planned_run__run", "membership"
        )
    )
    missing = [(run, member) for run, member in pairs if member not in allowed]
    members = Membership.objects.select_related("authority").in_bulk(
        {member for _run, member in missing}
    )
    found: dict[int, list[str]] = {}
    for run, member in missing:
        if member in members:
            found.setdefault(run, []).append(members[member].short_name)
    return {run: sorted(names, key=swedish_order) for run, names in found.items()}
