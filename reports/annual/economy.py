"""The year's economy from the fees, what earlier years left, and the time that members gave."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Min, Sum
from django.db.models.functions import Round
from django.urls import get_urlconf, set_urlconf
from django.utils.text import capfirst

from courses.models import CostLine
from courses.rules import RunState
from fees.budgets.lines import Row, read_year
from fees.budgets.outcomes import billed
from fees.models import BudgetLine, Charge, Contribution
from fees.rules import Unit
from network.money import ZERO
from network.wording import in_language
from reports.annual.facts import Economy, Given, MoneyLine


def economy(year: int) -> Economy:
    """Income, costs and budget of a year, as the page of the budget tells them.

    What earlier years left is all their income less all their costs, by the same counting.
    """
    with _addresses():
        read = read_year(BudgetLine.objects.filter(year=year), year, present=False)
    carried, since = _carried(year)
    return Economy(_lines(read.income), _lines(read.costs), carried, since)


@contextmanager
def _addresses() -> Iterator[None]:
    """The budget's rows carry addresses within the network, which a job stands outside."""
    before = get_urlconf()
    set_urlconf(settings.NETWORK_URLCONF)
    try:
        yield
    finally:
        set_urlconf(before)


def _lines(rows: Sequence[Row]) -> list[MoneyLine]:
    return [MoneyLine(capfirst(row.label), row.outcome, row.budget, row.by_hand) for row in rows]


def _carried(year: int) -> tuple[Decimal, int | None]:
    """What the years before left, and the first of them; five questions whatever their number."""
    january = date(year, 1, 1)
    lines = billed().filter(invoice__day__lt=january)
    income = lines.aggregate(sum=Sum("net"), first=Min("invoice__day"))
    own = Charge.objects.inside().filter(settled_on__lt=january)
    inside = own.aggregate(sum=Sum("net"), first=Min("settled_on"))
    actual = CostLine.objects.filter(stage=CostLine.Stage.ACTUAL, run__begins_at__year__lt=year)
    cost = actual.exclude(run__state=RunState.PLANNED).aggregate(
        sum=Sum(Round(F("quantity") * F("price"), precision=2)), first=Min("run__begins_at")
    )
    by_hand = BudgetLine.objects.filter(year__lt=year, source="", outcome__isnull=False)
    hand: dict[str, Decimal] = defaultdict(lambda: ZERO)
    years = [told["first"].year for told in (income, inside, cost) if told["first"]]
    for side, total, first in (
        by_hand.values_list("side").annotate(total=Sum("outcome"), first=Min("year")).order_by()
    ):
        hand[side] += total
        years.append(first)
    earned = (income["sum"] or ZERO) + (inside["sum"] or ZERO) + hand[BudgetLine.Side.INCOME]
    spent = (cost["sum"] or ZERO) + hand[BudgetLine.Side.COST]
    return earned - spent, min(years, default=None)


def given(year: int) -> list[Given]:
    """The accepted time of a year by kind, the most valued first."""
    found: dict[str, dict[str, Decimal]] = {}
    rows = (
        Contribution.objects.accepted()
        .filter(since__year=year)
        .order_by()
        .values_list("kind__name_sv", "kind__name_en", "unit")
        .annotate(quantity=Sum("quantity"), value=Sum("value"))
    )
    for swedish, english, unit, quantity, value in rows:
        one = found.setdefault(
            in_language(swedish, english), {"hours": ZERO, "days": ZERO, "value": ZERO}
        )
        one["hours" if unit == Unit.HOUR else "days"] += quantity
        one["value"] += value
    named = [Given(label, **sums) for label, sums in found.items()]
    return sorted(named, key=lambda one: (-one.value, one.label))
