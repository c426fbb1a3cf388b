"""What a year brought in and cost, by the source that a budget line is compared with.

Income is what stands on the year's invoices without VAT, credit notes taken off, by kind of fee,
and what the host that sends itself no invoice settled of its own inside it. What a lender sells for
its staff is the lender's income, and none of the network's.
What it cost is told by the rooms above, who know what for: they declare themselves with
`give_costs`, and the fees never ask what a course is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from fees.models import Charge, InvoiceLine
from fees.rules import FeeKind
from network.money import ZERO


@dataclass(frozen=True)
class Cost:
    """What one source of costs came to in a year, in kronor without VAT; `url` shows its rows."""

    source: str
    label: str
    amount: Decimal
    url: str = ""


@dataclass(frozen=True)
class CostSource:
    """A room that knows costs: the headings it knows, and what they came to in a year."""

    headings: Callable[[], Mapping[str, str]]
    costs: Callable[[int], Iterable[Cost]]


@dataclass
class _Sources:
    found: list[CostSource] = field(default_factory=list)


_sources = _Sources()


def give_costs(
    *, headings: Callable[[], Mapping[str, str]], costs: Callable[[int], Iterable[Cost]]
) -> None:
    """Declare a room's costs: their headings in words, and what they came to in a year."""
    _sources.found.append(CostSource(headings, costs))


def cost_headings() -> dict[str, str]:
    """Every source of costs, in words."""
    named: dict[str, str] = {}
    for source in _sources.found:
        named |= source.headings()
    return named


def costs_of(year: int) -> dict[str, Cost]:
    """What every source came to in a year."""
    return {cost.source: cost for source in _sources.found for cost in source.costs(year)}


def income_headings() -> dict[str, str]:
    """Every kind of fee, in words."""
    return {kind.value: capfirst(str(kind.label)) for kind in FeeKind}


def billed(year: int | None = None) -> QuerySet[Any]:
    """Invoice lines with their kind of fee, of a year where one is given."""
    lines: QuerySet[Any] = InvoiceLine.objects.annotate(
        kind=Coalesce("charge__kind", "invoice__kind")
    )
    lines = lines.exclude(invoice__kind=FeeKind.STAFF_LOAN)
    return lines.filter(invoice__day__year=year) if year else lines


def income_of(year: int) -> dict[str, Decimal]:
    """What is billed in a year by kind of fee, without VAT."""
    rows = billed(year).values_list("kind").annotate(total=Sum("net")).order_by()
    return dict(rows)


def inside(year: int) -> QuerySet[Any]:
    """What hosts settled of their own inside them in a year."""
    found: QuerySet[Any] = Charge.objects.inside().filter(settled_on__year=year)
    return found


def inside_of(year: int) -> dict[str, Decimal]:
    """What hosts settled of their own in a year by kind of fee, without VAT."""
    rows = inside(year).values_list("kind").annotate(total=Sum("net")).order_by()
    return dict(rows)


def waiting() -> dict[str, Decimal]:
    """What is charged and stands on no invoice yet, by kind of fee."""
    rows = (
        Charge.objects.waiting()
        .filter(seller=None)
        .values_list("kind")
        .annotate(total=Sum("net"))
        .order_by()
    )
    return {kind: total or ZERO for kind, total in rows}
