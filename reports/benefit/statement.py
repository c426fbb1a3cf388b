"""One member's benefit statement: the figures, the courses, and the market price beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from courses.models import Course, Run
from members.models import Membership
from network.money import ZERO
from network.sorting import swedish_order
from reports.benefit.figures import (
    Benefit,
    Prices,
    RunRow,
    Use,
    price_on,
    runs_of,
    use_of,
    use_over_years,
)
from reports.models import MarketPrice


@dataclass
class CourseRow:
    """One course of the year: seats, what they cost, and what they had cost on the market."""

    name: str
    area: str
    seats: int = 0
    cost: Decimal = ZERO
    priced: int = 0  # seats whose course has a market price on the day
    priced_cost: Decimal = ZERO
    market: Decimal = ZERO

    @property
    def is_priced(self) -> bool:
        """Whether every seat of it can be compared."""
        return bool(self.seats) and self.priced == self.seats


@dataclass(frozen=True)
class RunShown:
    """One run of a member's year, with its course's name and its first day."""

    row: RunRow
    title: str
    begins: date


@dataclass(frozen=True)
class Statement:
    """A member's year, beside the network's."""

    year: int
    member: Membership
    own: Benefit
    network: Benefit | None
    courses: Sequence[CourseRow]
    runs: Sequence[RunShown]
    use: Sequence[Use]
    sources: Sequence[str] = field(default_factory=tuple)

    @property
    def priced(self) -> int:
        """Seats that have a market price."""
        return sum(one.priced for one in self.courses)

    @property
    def market(self) -> Decimal:
        """What those seats had cost on the open market."""
        return sum((one.market for one in self.courses), ZERO)

    @property
    def priced_cost(self) -> Decimal:
        """What those seats cost here."""
        return sum((one.priced_cost for one in self.courses), ZERO)

    @property
    def below(self) -> Decimal | None:
        """How far below the market price they were, the whole membership fee taken off."""
        return self.market - self.priced_cost - self.own.fee if self.priced else None

    @property
    def areas(self) -> list[tuple[str, Decimal, Decimal]]:
        """Cost and market price of the seats that can be compared, by area, dearest first."""
        found: dict[str, tuple[Decimal, Decimal]] = {}
        for one in self.courses:
            if one.priced:
                cost, market = found.get(one.area, (ZERO, ZERO))
                found[one.area] = (cost + one.priced_cost, market + one.market)
        return sorted(
            ((area, *both) for area, both in found.items()), key=lambda row: (-row[2], row[0])
        )


@dataclass(frozen=True)
class Shelf:
    """What every statement of a year is made with, read once."""

    year: int
    today: date
    prices: Prices
    runs: Mapping[int, tuple[int, str, str, date]]  # course, its name, its area, first day

    @classmethod
    def of(cls, year: int, today: date) -> "Shelf":
        """Market prices, and the runs of the year with their courses."""
        prices: dict[int, list[tuple[date, date | None, Decimal, str]]] = {}
        for row in MarketPrice.objects.order_by("since"):
            prices.setdefault(row.course_id, []).append(
                (row.since, row.until, row.amount, row.source)
            )
        runs = Run.objects.filter(begins_at__year=year).select_related("course__area")
        return cls(year, today, prices, {run.pk: _described(run) for run in runs})


def _described(run: Run) -> tuple[int, str, str, date]:
    course: Course = run.course
    begins = timezone.localdate(run.begins_at) if run.begins_at else date.max
    return course.pk, course.title, str(course.area) if course.area else "", begins


def statement_of(
    member: Membership, own: Benefit, network: Benefit | None, shelf: Shelf
) -> Statement:
    """A member's statement; two questions to the database, whatever its history."""
    rows = [row for row in runs_of(shelf.year, member.pk) if row.run in shelf.runs]
    courses: dict[int, CourseRow] = {}
    sources: set[str] = set()
    for row in rows:
        course, name, area, begins = shelf.runs[row.run]
        shown = courses.setdefault(course, CourseRow(name, area))
        shown.seats += row.seats
        shown.cost += row.cost
        price = price_on(shelf.prices, course, begins)
        if price is not None and row.seats:
            shown.priced += row.seats
            shown.priced_cost += row.cost
            shown.market += price * row.seats
            sources |= {
                source for _since, _until, amount, source in shelf.prices[course] if amount == price
            }
    runs = [RunShown(row, shelf.runs[row.run][1], shelf.runs[row.run][3]) for row in rows]
    runs.sort(key=lambda one: (one.begins, one.row.run))
    return Statement(
        shelf.year,
        member,
        own,
        network,
        sorted(
            (one for one in courses.values() if one.seats or one.cost),
            key=lambda one: (-one.cost, swedish_order(one.name)),
        ),
        runs,
        _use(member, own, network, shelf),
        sorted(sources),
    )


def _use(member: Membership, own: Benefit, network: Benefit | None, shelf: Shelf) -> list[Use]:
    ended = use_over_years(member.pk, min(shelf.year, shelf.today.year - 1))
    if shelf.year == shelf.today.year and network is not None:
        mine, all_of_them = own.per_hundred, use_of(network.seats, network.heads)
        if mine is not None and all_of_them is not None:
            ended.append(Use(shelf.year, mine, all_of_them))
    return ended[-5:]
