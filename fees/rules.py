"""How a fee is computed, which VAT relation holds and when it falls due: no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.money import round_kr


class FeeKind(models.TextChoices):
    """What a charge is for; the purpose itself is known only to the room that charges."""

    MEMBERSHIP = "membership", _("membership fee")
    COURSE_SEAT = "course_seat", _("course fee")
    LATE_FEE = "late_fee", _("late cancellation fee")
    STAFF_LOAN = "staff_loan", _("staff loan")


# The kinds that one run bills together, by the kind that the run is called after.
BILLED_TOGETHER = {
    FeeKind.MEMBERSHIP: (FeeKind.MEMBERSHIP,),
    FeeKind.COURSE_SEAT: (FeeKind.COURSE_SEAT, FeeKind.LATE_FEE),
}


class Method(models.TextChoices):
    """How a fee model turns facts into an amount."""

    BANDS = "bands", _("by band of employees")
    LEVELS = "levels", _("by level")
    HEADS = "heads", _("per employee")


class Relation(models.TextChoices):
    """Who sells to whom in law; the State is one legal person."""

    SAME = "same", _("within one legal person")
    TO_STATE = "to_state", _("from outside the State to the State")
    OTHER = "other", _("to another legal person")


class Category(models.TextChoices):
    """VAT category of the e-invoice standard (UNCL 5305)."""

    OUTSIDE = "O", _("outside VAT")
    STANDARD = "S", _("with VAT")
    EXEMPT = "E", _("exempt from VAT")


class Missing(models.TextChoices):
    """Why a member cannot be billed yet."""

    REFERENCE = "reference", _("Your reference is missing")
    HEAD_COUNT = "head_count", _("The head count is missing")
    LEVEL = "level", _("The level is missing")
    STEP = "step", _("No step of the fee model fits")
    VAT = "vat", _("No VAT rule covers the member")
    CREDIT = "credit", _("More is taken back than charged: it waits for the next run")


@dataclass(frozen=True)
class Step:
    """One step of a fee model: from a head count upwards, or of a level; amount in kronor."""

    amount: Decimal
    lower: int | None = None
    level: str = ""


@dataclass(frozen=True)
class Tariff:
    """A fee model as plain data; floor and ceiling bound what is paid per employee."""

    method: str
    steps: Sequence[Step]
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    associated: Decimal | None = None


@dataclass(frozen=True)
class Fee:
    """A computed fee: quantity times price, before VAT; `lower` and `upper` bound its band."""

    amount: Decimal
    quantity: int = 1
    price: Decimal = Decimal(0)
    lower: int | None = None
    upper: int | None = None
    level: str = ""


def fee_of(
    tariff: Tariff, *, head_count: int | None, level: str = "", is_associated: bool = False
) -> Fee | Missing:
    """The yearly fee of one member, or what is missing to compute it."""
    if is_associated and tariff.associated is not None:
        return _whole(tariff.associated)
    if tariff.method == Method.LEVELS:
        if not level:
            return Missing.LEVEL
        found = next((step for step in tariff.steps if step.level == level), None)
        return _whole(found.amount, level=level) if found else Missing.STEP
    if not head_count:
        return Missing.HEAD_COUNT
    band = band_of(tariff.steps, head_count)
    if band is None:
        return Missing.STEP
    step, upper = band
    if tariff.method == Method.BANDS:
        return _whole(step.amount, lower=step.lower, upper=upper)
    amount = round_kr(step.amount * head_count)
    bounded = amount if tariff.floor is None else max(amount, tariff.floor)
    bounded = bounded if tariff.ceiling is None else min(bounded, tariff.ceiling)
    if bounded != amount:
        return _whole(bounded, lower=step.lower, upper=upper)
    return Fee(amount, head_count, round_kr(step.amount), step.lower, upper)


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


def relation_of(*, same_person: bool, buyer_in_state: bool) -> Relation:
    """Which VAT relation holds between a seller and a buyer."""
    if same_person:
        return Relation.SAME
    return Relation.TO_STATE if buyer_in_state else Relation.OTHER


def due_date(day: date, payment_days: int) -> date:
    """The last day to pay: so many days later, moved on to the next bank day."""
    due = day + timedelta(days=payment_days)
    while not is_bank_day(due):
        due += timedelta(days=1)
    return due


def is_bank_day(day: date) -> bool:
    """Whether banks are open: no week-end, public holiday, or eve when they keep closed."""
    if day.weekday() >= 5:
        return False
    if (day.month, day.day) in {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26)}:
        return False
    if (day.month, day.day) == (12, 31) or day - easter(day.year) in _MOVABLE:
        return False
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return not midsummer_eve


# Good Friday, Easter Monday, Ascension Day; counted from Easter Sunday.
_MOVABLE = frozenset(timedelta(days=days) for days in (-2, 1, 39))


def easter(year: int) -> date:
    """Easter Sunday (Gauss's rule as written by Meeus, for every Gregorian year)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - f + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
