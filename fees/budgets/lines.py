"""Budget beside outcome: the lines of a year, their differences and sums. Kronor without VAT."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fees.budgets.outcomes import (
    Cost,
    cost_headings,
    costs_of,
    income_headings,
    income_of,
    inside_of,
    waiting,
)
from fees.models import BudgetLine
from fees.rules import FeeKind
from network import charts
from network.charts import Chart
from network.money import ZERO
from network.wording import kr_short

INCOME, COST = BudgetLine.Side.INCOME, BudgetLine.Side.COST


@dataclass(frozen=True)
class Row:
    """One heading of a year: what was meant and what it came to; None where nobody knows.

    `inside` is the part of the outcome that a host owed itself, and settled inside it.
    """

    side: str
    label: str
    budget: Decimal | None
    outcome: Decimal | None
    line: BudgetLine | None = None
    url: str = ""
    waits: Decimal = ZERO
    inside: Decimal = ZERO
    inside_url: str = ""
    by_hand: bool = False

    @property
    def difference(self) -> Decimal | None:
        """How much the outcome is above the budget."""
        if self.budget is None or self.outcome is None:
            return None
        return self.outcome - self.budget

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the budget."""
        if self.difference is None or not self.budget:
            return None
        return self.difference * 100 / self.budget


@dataclass(frozen=True)
class Year:
    """A year's budget and outcome."""

    year: int
    income: tuple[Row, ...]
    costs: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Income, then costs."""
        return (*self.income, *self.costs)

    @property
    def sums(self) -> dict[str, Row]:
        """Income, costs, and what is left."""
        income = summed(INCOME, _("Income together"), self.income)
        costs = summed(COST, _("Costs together"), self.costs)
        left = Row(
            "",
            _("Result"),
            (income.budget or ZERO) - (costs.budget or ZERO),
            (income.outcome or ZERO) - (costs.outcome or ZERO),
        )
        return {"income": income, "cost": costs, "result": left}


def summed(side: str, label: str, rows: Sequence[Row]) -> Row:
    """The sum of some rows; what nobody knows counts as nothing."""
    budget = sum((row.budget for row in rows if row.budget is not None), ZERO)
    outcome = sum((row.outcome for row in rows if row.outcome is not None), ZERO)
    return Row(side, label, budget, outcome, waits=sum((row.waits for row in rows), ZERO))


def read_year(lines: Iterable[BudgetLine], year: int, *, present: bool) -> Year:
    """A year's budget lines beside what the year brought in and cost.

    What waits for an invoice is told beside the outcome of the `present` year, never in it.
    """
    lines = list(lines)
    income, own, costs = income_of(year), inside_of(year), costs_of(year)
    waits = waiting() if present else {}
    return Year(
        year,
        tuple(_income(lines, income, own, waits, year)),
        tuple(_costs(lines, costs)),
    )


def _income(
    lines: Sequence[BudgetLine],
    income: Mapping[str, Decimal],
    own: Mapping[str, Decimal],
    waits: Mapping[str, Decimal],
    year: int,
) -> Iterable[Row]:
    planned = {line.source: line for line in lines if line.side == INCOME and line.source}
    address = reverse("billed_lines")
    for kind, label in income_headings().items():
        line = planned.get(kind)
        if line or income.get(kind) or own.get(kind) or waits.get(kind):
            url = f"{address}?year={year}&kind={kind}" if kind in income else ""
            budget = line.amount if line else None
            inside = own.get(kind, ZERO)
            yield Row(
                INCOME,
                label,
                budget,
                income.get(kind, ZERO) + inside,
                line,
                url,
                waits.get(kind, ZERO),
                inside,
                f"{reverse('charges')}?state=inside&settled={year}&kind={kind}",
            )
    yield from _by_hand(lines, INCOME)


def _costs(lines: Sequence[BudgetLine], costs: Mapping[str, Cost]) -> Iterable[Row]:
    planned = {line.source: line for line in lines if line.side == COST and line.source}
    for source, label in cost_headings().items():
        line, cost = planned.get(source), costs.get(source)
        if line or cost:
            budget = line.amount if line else None
            outcome = cost.amount if cost else ZERO
            yield Row(COST, label, budget, outcome, line, cost.url if cost else "")
    yield from _by_hand(lines, COST)


def _by_hand(lines: Sequence[BudgetLine], side: str) -> Iterable[Row]:
    for line in lines:
        if line.side == side and not line.source:
            yield Row(side, line.heading, line.amount, line.outcome, line, by_hand=True)


def chart_of(year: Year) -> Chart | None:
    """Outcome as bars, budget as ticks; None where nothing is above zero."""
    rows = [
        (row.label, max(row.outcome or ZERO, ZERO), row.budget or ZERO)
        for row in (*year.income, *year.costs)
        if row.budget or (row.outcome or ZERO) > 0
    ]
    if not rows:
        return None
    left = year.sums["result"]
    facts = {"outcome": kr_short(left.outcome or ZERO), "budget": kr_short(left.budget or ZERO)}
    title = _("The result is %(outcome)s; the budget says %(budget)s") % facts
    return charts.bars_and_ticks(
        title,
        rows,
        head=_("Heading"),
        heads=(_("outcome"), _("budget")),
        unit=_("Outcome (bar) and budget (tick), kronor without VAT"),
        alt=_("Bar chart: outcome and budget of each heading. %(title)s.") % {"title": title},
        language=get_language() or "sv",
    )


# What a member pays, in the columns that people ask for.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "membership": (FeeKind.MEMBERSHIP,),
    "courses": (FeeKind.COURSE_SEAT, FeeKind.SETTLEMENT),
    "late": (FeeKind.LATE_FEE, FeeKind.NO_SHOW),
    "rest": (FeeKind.STAFF_LOAN, FeeKind.OTHER),
}


def group_of(kind: str) -> str:
    """The column that a kind of fee stands in."""
    return next(name for name, kinds in GROUPS.items() if kind in kinds)


def by_member(lines: Iterable[Mapping[str, Any]]) -> dict[int, dict[str, Decimal]]:
    """What each member was billed, by column, from sums by member, kind and credit.

    A sum that says nothing of credit is of what a host settled inside it.
    """
    found: dict[int, dict[str, Decimal]] = {}
    for line in lines:
        row = found.setdefault(
            line["membership"], dict.fromkeys((*GROUPS, "credited", "inside", "sum"), ZERO)
        )
        row[group_of(line["kind"])] += line["total"]
        row["sum"] += line["total"]
        if "invoice__is_credit" not in line:
            row["inside"] += line["total"]
        elif line["invoice__is_credit"]:
            row["credited"] += line["total"]
    return found
