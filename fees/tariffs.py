"""How a fee is computed from a fee model and the facts of a payer: no database, no clock.

The rules that hold for every model: the yearly fee comes first, bounded by floor and ceiling; an
associated party pays its share of it; a part of a year pays its part; the host's reduction and
the credit for contributed hours come last, each rounded to the öre, and nothing falls below zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from fees.rules import Missing
from network.money import ZERO, round_kr


class Method(models.TextChoices):
    """How a fee model turns facts into an amount."""

    BANDS = "bands", _("by band of employees")
    LEVELS = "levels", _("by level")
    HEADS = "heads", _("per employee")
    BASE = "base", _("base amount and an amount per employee")


class PartYear(models.TextChoices):
    """What a member pays that joined or left within the year."""

    WHOLE = "whole", _("the whole year")
    MONTHS = "months", _("for each month begun")
    DAYS = "days", _("for each day")


class Change(models.TextChoices):
    """What changed a yearly fee, in the order in which it is reckoned."""

    FLOOR = "floor", _("the least that a member pays")
    CEILING = "ceiling", _("the most that a member pays")
    ASSOCIATED = "associated", _("share of an associated party")
    PART_YEAR = "part_year", _("part of the year")
    HOST = "host", _("reduction for the host authority")
    IN_KIND = "in_kind", _("credit for contributed hours")


@dataclass(frozen=True)
class Adjustment:
    """One change of a fee; amount in kronor, below zero where it lowers the fee."""

    change: Change
    amount: Decimal


@dataclass(frozen=True)
class Step:
    """One step of a fee model: from a head count upwards, or of a level; amount in kronor."""

    amount: Decimal
    lower: int | None = None
    level: str = ""


@dataclass(frozen=True)
class Tariff:
    """A fee model as plain data; amounts in kronor, shares in percent.

    `base` pays for the first `included` employees. `in_kind_share` is how much of the value of
    contributed hours is credited, `in_kind_ceiling` how much of the fee that may take at most.
    """

    method: str
    steps: Sequence[Step]
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    associated: Decimal | None = None
    base: Decimal | None = None
    included: int = 0
    part_year: str = PartYear.WHOLE
    associated_share: Decimal | None = None
    host_reduction: Decimal | None = None
    in_kind_share: Decimal | None = None
    in_kind_ceiling: Decimal | None = None
    in_kind_years_back: int = 1


@dataclass(frozen=True)
class Fee:
    """A computed fee: quantity times price, before VAT; `lower` and `upper` bound its band.

    `adjustments` are what changed it from the whole fee of a year.
    """

    amount: Decimal
    quantity: int = 1
    price: Decimal = Decimal(0)
    lower: int | None = None
    upper: int | None = None
    level: str = ""
    adjustments: tuple[Adjustment, ...] = ()


def part_of(by: str, year: int, since: date | None, until: date | None) -> Fraction:
    """The part of a year that a member pays for; an open end is for ever, never is nothing."""
    first = max(since or date.min, date(year, 1, 1))
    last = min(until or date.max, date(year, 12, 31))
    if last < first:
        return Fraction(0)
    if by == PartYear.MONTHS:
        return Fraction(last.month - first.month + 1, 12)
    if by == PartYear.DAYS:
        whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
        return Fraction((last - first).days + 1, whole)
    return Fraction(1)


def fee_of(
    tariff: Tariff,
    *,
    head_count: int | None,
    level: str = "",
    is_associated: bool = False,
    is_host: bool = False,
    in_kind: Decimal = ZERO,
    part: Fraction = Fraction(1),
) -> Fee | Missing:
    """The fee of one member, or what is missing to compute it.

    `part` is the part of the year that it is a member, `in_kind` the value in kronor of the hours
    that it contributed.
    """
    if is_associated and tariff.associated is not None:
        year: Fee | Missing = _whole(tariff.associated)
    else:
        year = _year(tariff, head_count, level)
    if isinstance(year, Missing):
        return year
    changes = list(year.adjustments)
    amount = year.amount
    shares: list[tuple[Change, Fraction]] = []
    if is_associated and tariff.associated is None and tariff.associated_share is not None:
        shares.append((Change.ASSOCIATED, Fraction(tariff.associated_share) / 100))
    if part != 1 and tariff.part_year != PartYear.WHOLE:
        shares.append((Change.PART_YEAR, part))
    if is_host and tariff.host_reduction:
        shares.append((Change.HOST, 1 - Fraction(tariff.host_reduction) / 100))
    for change, share in shares:
        after = round_kr(_times(amount, share))
        changes.append(Adjustment(change, after - amount))
        amount = after
    credit = _credit(tariff, amount, in_kind)
    if credit:
        changes.append(Adjustment(Change.IN_KIND, -credit))
        amount -= credit
    if len(changes) == len(year.adjustments):
        return year
    return Fee(amount, 1, amount, year.lower, year.upper, year.level, tuple(changes))


def _times(amount: Decimal, share: Fraction) -> Decimal:
    return amount * share.numerator / share.denominator


def _credit(tariff: Tariff, amount: Decimal, in_kind: Decimal) -> Decimal:
    if tariff.in_kind_share is None or not in_kind:
        return ZERO
    credit = min(round_kr(in_kind * tariff.in_kind_share / 100), amount)
    if tariff.in_kind_ceiling is not None:
        credit = min(credit, round_kr(amount * tariff.in_kind_ceiling / 100))
    return credit


def _year(tariff: Tariff, head_count: int | None, level: str) -> Fee | Missing:
    """The fee of a whole year of an ordinary member."""
    if tariff.method == Method.LEVELS:
        if not level:
            return Missing.LEVEL
        found = next((step for step in tariff.steps if step.level == level), None)
        return _whole(found.amount, level=level) if found else Missing.STEP
    if not head_count:
        return Missing.HEAD_COUNT
    if tariff.method == Method.BASE:
        extra = sum(
            (
                step.amount * heads
                for step, heads in _spread(tariff.steps, head_count, tariff.included)
            ),
            ZERO,
        )
        return _bounded(tariff, _whole((tariff.base or ZERO) + extra))
    band = band_of(tariff.steps, head_count)
    if band is None:
        return Missing.STEP
    step, upper = band
    if tariff.method == Method.BANDS:
        return _bounded(tariff, _whole(step.amount, lower=step.lower, upper=upper))
    price = round_kr(step.amount)
    return _bounded(tariff, Fee(round_kr(price * head_count), head_count, price, step.lower, upper))


def _spread(steps: Sequence[Step], head_count: int, included: int) -> list[tuple[Step, int]]:
    """How many employees beyond the included ones pay each step's amount."""
    spread, above = [], head_count
    for step in sorted(steps, key=lambda step: step.lower or 1, reverse=True):
        first = max(step.lower or 1, included + 1)
        if above >= first:
            spread.append((step, above - first + 1))
            above = first - 1
    return spread


def _bounded(tariff: Tariff, fee: Fee) -> Fee:
    """The fee within floor and ceiling."""
    for change, bound in ((Change.FLOOR, tariff.floor), (Change.CEILING, tariff.ceiling)):
        outside = bound is not None and (
            fee.amount < bound if change == Change.FLOOR else fee.amount > bound
        )
        if bound is not None and outside:
            amount = round_kr(bound)
            told = (*fee.adjustments, Adjustment(change, amount - fee.amount))
            fee = Fee(amount, 1, amount, fee.lower, fee.upper, fee.level, told)
    return fee


def _whole(
    amount: Decimal, *, lower: int | None = None, upper: int | None = None, level: str = ""
) -> Fee:
    rounded = round_kr(amount)
    return Fee(rounded, 1, rounded, lower, upper, level)


def band_of(steps: Sequence[Step], head_count: int) -> tuple[Step, int | None] | None:
    """The band that a head count falls in and its last number; None below the first band.

    A band reaches to where the next begins, so bands can neither overlap nor leave a gap.
    """
    upper: int | None = None
    for step in sorted(steps, key=lambda step: step.lower or 0, reverse=True):
        if step.lower is not None and step.lower <= head_count:
            return step, upper
        upper = (step.lower or 1) - 1
    return None
