"""What each run of a year cost and brought in; kronor without VAT, four questions in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.models import CostLine, Run, Settlement, SettlementShare
from courses.rules import RunState
from network import charts
from network.charts import Chart
from network.money import ZERO
from network.wording import kr_short

SHOWN = 12


@dataclass
class RunOutcome:
    """One run: what it was estimated to cost, what it cost, and what was charged for it."""

    run: Run
    estimated: Decimal = ZERO
    actual: Decimal = ZERO
    kinds: dict[str, Decimal] = field(default_factory=dict)
    settled: bool = False
    seats: int = 0
    income: Decimal = ZERO

    @property
    def title(self) -> str:
        """The course, and which run of it."""
        return f"{self.run.course.title} {self.run.number}"

    @property
    def begins(self) -> Any:
        """The day that it begins."""
        return timezone.localdate(self.run.begins_at) if self.run.begins_at else None

    @property
    def difference(self) -> Decimal | None:
        """How much more it cost than was estimated; None before it has cost anything."""
        return self.actual - self.estimated if self.actual and self.estimated else None

    @property
    def result(self) -> Decimal | None:
        """What was charged, less what it cost; None before the run is settled."""
        return self.income - self.actual if self.settled else None


def outcomes(runs: Iterable[Run]) -> list[RunOutcome]:
    """The economy of some runs, in their order."""
    found = {run.pk: RunOutcome(run) for run in runs}
    for line in CostLine.objects.filter(run__in=found):
        one = found[line.run_id]
        if line.stage == CostLine.Stage.ACTUAL:
            one.actual += line.amount
            one.kinds[line.kind] = one.kinds.get(line.kind, ZERO) + line.amount
        else:
            one.estimated += line.amount
    for settlement in Settlement.objects.filter(run__in=found):
        one = found[settlement.run_id]
        one.settled, one.seats = True, settlement.seats
    for share in SettlementShare.objects.filter(run__in=found):
        found[share.run_id].income += share.final + share.late
    return list(found.values())


def runs_of(year: int) -> Any:
    """The runs that begin in a year and are announced, in order."""
    runs = Run.objects.filter(begins_at__year=year).exclude(state=RunState.PLANNED)
    return runs.select_related("course").order_by("begins_at", "pk")


def sums_of(rows: Sequence[RunOutcome]) -> dict[str, Decimal]:
    """What the runs come to together."""
    return {
        name: sum((getattr(row, name) or ZERO for row in rows), ZERO)
        for name in ("estimated", "actual", "income", "result")
    }


def chart_of(rows: Sequence[RunOutcome]) -> Chart | None:
    """The dearest runs: cost as bars, estimate as ticks."""
    dear = sorted(rows, key=lambda row: max(row.actual, row.estimated), reverse=True)[:SHOWN]
    dear = [row for row in dear if row.actual or row.estimated]
    if not dear:
        return None
    sums = sums_of(rows)
    facts = {"actual": kr_short(sums["actual"]), "estimated": kr_short(sums["estimated"])}
    title = _("The runs have cost %(actual)s; %(estimated)s was estimated") % facts
    return charts.bars_and_ticks(
        title,
        [(row.title, row.actual, row.estimated) for row in dear],
        head=_("Run"),
        heads=(_("outcome"), _("estimate")),
        unit=_("Cost (bar) and estimate (tick), kronor without VAT"),
        alt=_("Bar chart: what the dearest runs cost, and their estimates. %(title)s.")
        % {"title": title},
        language=get_language() or "sv",
    )
