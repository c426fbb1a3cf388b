"""Filters that write amounts, dates and times in pages, letters and documents.

An empty value stays empty, so a page need not ask before it shows one.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template

from network import identifiers, wording

register = template.Library()


def _shown(writer: Callable[[Any], str], value: Any) -> str:
    return "" if value is None or value == "" else writer(value)


@register.filter
def kr(value: Decimal | int | None) -> str:
    """1 234 567,50 kr."""
    return _shown(wording.kr, value)


@register.filter
def kr_short(value: Decimal | int | None) -> str:
    """7 400 kr where there are no öre."""
    return _shown(wording.kr_short, value)


@register.filter
def tkr(value: Decimal | int | None) -> str:
    """260 tkr."""
    return _shown(wording.tkr, value)


@register.filter
def number(value: Decimal | int | None) -> str:
    """12 345."""
    return _shown(wording.number, value)


@register.filter
def date_long(value: date | None) -> str:
    """13 december 2026."""
    return _shown(wording.date_long, value)


@register.filter
def date_iso(value: date | None) -> str:
    """2026-12-13."""
    return _shown(wording.date_iso, value)


@register.filter
def clock(value: datetime | time | None) -> str:
    """kl. 9 or kl. 15.30."""
    return _shown(wording.clock, value)


@register.filter
def at(value: datetime | time | None, day: str = "") -> str:
    """09.45, or 2026-12-13 09.45 with a day's format."""
    return "" if value is None or value == "" else wording.at(value, day)


@register.filter
def time_span(start: datetime | time | None, end: datetime | time | None = None) -> str:
    """kl. 9–15.30; without an end only the start."""
    if start is None or end is None:
        return _shown(wording.clock, start)
    return wording.time_span(start, end)


@register.filter
def week(value: date | None) -> str:
    """v. 47."""
    return _shown(wording.week, value)


@register.filter
def organisation_number(digits: str | None) -> str:
    """202100-5489."""
    return _shown(identifiers.show_organisation_number, digits)
