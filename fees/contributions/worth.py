"""What the accepted contributions in kind of a year are worth, for each member."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from fees.models import Contribution


def in_kind_of(year: int) -> dict[int, Decimal]:
    """By membership, what the hours of a year are worth in kronor; never below zero."""
    return accepted_by_year([year]).get(year, {})


def accepted_by_year(years: Sequence[int]) -> dict[int, dict[int, Decimal]]:
    """By year and membership, what the accepted hours are worth in kronor."""
    rows = (
        Contribution.objects.accepted()
        .filter(since__year__gte=min(years), since__year__lte=max(years))
        .annotate(in_year=ExtractYear("since"))
        .values("in_year", "membership")
        .annotate(worth=Sum("value"))
        .values_list("in_year", "membership", "worth")
        .order_by()
    )
    found: dict[int, dict[int, Decimal]] = {}
    for year, membership, worth in rows:
        found.setdefault(year, {})[membership] = worth
    return found
