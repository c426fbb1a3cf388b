"""Filters that write numbers in the language of the page."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from network import figures, wording

register = template.Library()


def _language() -> str:
    return (get_language() or "sv")[:2]


@register.filter
def count(value: Decimal | int) -> str:
    """A whole number: 1 234."""
    return figures.figure(value, language=_language())


@register.filter
def decimal(value: Decimal | int, decimals: int = 1) -> str:
    """A number with decimals: 1 234,5."""
    return figures.figure(value, decimals, language=_language())


@register.filter
def amount(value: Decimal | int) -> str:
    """Kronor and öre in a column whose head names the unit: 1 234,50."""
    return figures.figure(value, 2, language=_language())


@register.filter
def money(value: Decimal | int) -> str:
    """Kronor and öre with the unit: 1 234,50 kr."""
    return wording.kr(value)


@register.filter
def percent(part: Decimal | int, whole: Decimal | int) -> str:
    """The part of the whole: 90 %."""
    return figures.percent(part, whole, language=_language())


@register.filter
def fives(digits: str) -> str:
    """A payment reference in groups of five, so that it can be typed: 20260 10708."""
    return " ".join(digits[i : i + 5] for i in range(0, len(digits), 5))


@register.filter
def share(part: Decimal | int, whole: Decimal | int) -> str:
    """The part of the whole in a column whose head names the unit: 90."""
    return figures.percent(part, whole, language="en").rstrip("%")


@register.filter
def known_amount(value: Decimal | int | None) -> str:
    """An amount in a column, a dash where nobody knows it: 1 234,50."""
    return "\N{EN DASH}" if value is None else figures.figure(value, 2, language=_language())
