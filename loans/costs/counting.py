"""What some days of a loan cost, to the day: salary, absence taken off, and overhead.

A day of a month costs the monthly salary divided by the days of that month, times the extent of
the loan that day, times the share that the borrower pays. Every line is computed from its exact
days and rounded once; the sum is the sum of the lines, so that the paper adds up.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

from loans.rules import LineKind
from network.money import ZERO, round_kr

DAY = timedelta(days=1)
# Digits enough that dividing never moves a half öre: salaries have twelve, percentages five.
DIGITS = 80


@dataclass(frozen=True, order=True)
class Span:
    """Some days, both ends included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many calendar days."""
        return (self.until - self.since).days + 1

    def within(self, other: "Span") -> "Span | None":
        """The days that it has in common with another span; None when there are none."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since <= until else None


@dataclass(frozen=True)
class Extent:
    """The extent of a loan in some of its days, in per cent of full time."""

    span: Span
    percent: int


@dataclass(frozen=True)
class Price:
    """What a month of full time costs: kronor, overhead on it and the borrower's share in %."""

    salary: Decimal
    overhead: Decimal = ZERO
    share: Decimal = Decimal(100)


@dataclass(frozen=True)
class Line:
    """A computed line: which days, at which extent, and kronor (below zero for absence)."""

    kind: LineKind
    amount: Decimal
    span: Span | None = None
    percent: int | None = None

    @property
    def days(self) -> int | None:
        """How many calendar days; None for what is no days."""
        return self.span.days if self.span else None


def cost_lines(
    price: Price, extents: Sequence[Extent], span: Span, absences: Iterable[Span] = ()
) -> list[Line]:
    """The lines of salary by month and extent, of absence taken off, and of overhead on the rest.

    Days without an extent cost nothing. Absences count once where they overlap, and only within
    the span.
    """
    worked = list(_pieces(extents, span))
    away = [piece for absent in joined(absences) for piece in _pieces(extents, absent.within(span))]
    exact = sum((_salary(price, one) for one in worked), Fraction(0))
    exact -= sum((_salary(price, one) for one in away), Fraction(0))
    lines = [
        Line(LineKind.SALARY, in_kr(_salary(price, one)), one.span, one.percent) for one in worked
    ]
    lines += [
        Line(LineKind.ABSENCE, in_kr(-_salary(price, one)), one.span, one.percent) for one in away
    ]
    if overhead := in_kr(exact * Fraction(price.overhead) / 100):
        lines.append(Line(LineKind.OVERHEAD, overhead))
    return lines


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days as few spans as can be, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.since <= found[-1].until + DAY:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return found


def in_kr(exact: Fraction) -> Decimal:
    """An exact amount in whole öre, rounded once."""
    with localcontext(prec=DIGITS):
        return round_kr(Decimal(exact.numerator) / Decimal(exact.denominator))


def days_of_month(day: date) -> int:
    """How many days the month of a day has."""
    return monthrange(day.year, day.month)[1]


def _salary(price: Price, piece: Extent) -> Fraction:
    part = Fraction(piece.percent, 100) * Fraction(price.share) / 100
    return Fraction(price.salary) * part * piece.span.days / days_of_month(piece.span.since)


def _pieces(extents: Sequence[Extent], span: Span | None) -> Iterator[Extent]:
    """The days of a span by month and extent, in order."""
    if span is None:
        return
    for month in months_of(span):
        for extent in sorted(extents, key=lambda one: one.span):
            if common := month.within(extent.span):
                yield Extent(common, extent.percent)


def months_of(span: Span) -> Iterator[Span]:
    """The days of a span, month by month."""
    since = span.since
    while since <= span.until:
        last = since.replace(day=days_of_month(since))
        yield Span(since, min(last, span.until))
        since = last + DAY
