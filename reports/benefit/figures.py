"""A member's year in figures, counted by the database, beside the network's mean.

Kronor without VAT. What is not settled yet is told apart, at the price that each seat was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

from network.money import ZERO, round_kr

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Benefit:
    """What a member, or all of them together, got, gave and paid in a year."""

    membership_id: int | None
    members: int
    seats: int
    unmet: int
    absent: int
    settled: Decimal
    late: Decimal
    expected: Decimal
    fee: Decimal
    hours: Decimal
    days: Decimal
    worth: Decimal
    lent_people: int
    lent_days: Decimal
    borrowed_people: int
    borrowed_days: Decimal
    mentors_given: int
    mentors_taken: int
    heads: int | None
    meetings: int = 0
    meeting_hours: Decimal = ZERO

    @property
    def course_fees(self) -> Decimal:
        """What the year's seats cost, with late fees and what is not settled yet."""
        return self.settled + self.late + self.expected

    @property
    def cost(self) -> Decimal:
        """Course fees and membership fee."""
        return self.course_fees + self.fee

    @property
    def per_seat(self) -> Decimal | None:
        """The cost of each seat, the membership fee with it; None without a seat."""
        return round_kr(self.cost / self.seats) if self.seats else None

    @property
    def per_hundred(self) -> Decimal | None:
        """Seats for each hundred employees; None where nobody has counted them."""
        return use_of(self.seats, self.heads)

    def mean(self, name: str) -> Decimal:
        """The mean of one figure for each member."""
        value = Decimal(getattr(self, name))
        return (value / self.members).quantize(TENTH, ROUND_HALF_UP) if self.members else ZERO


def use_of(seats: int, heads: int | None) -> Decimal | None:
    """Seats for each hundred employees, with one decimal."""
    if not heads:
        return None
    return (Decimal(seats) * 100 / heads).quantize(TENTH, ROUND_HALF_UP)


def benefits_of(year: int) -> tuple[dict[int, Benefit], Benefit | None]:
    """Each member's year that the open scope may read, and all members' together.

    The sum is missing for an authority of a network with fewer than five members, since it would
    give the others away.
    """
    asked = (
        "(SELECT b.*, m.meetings, m.meeting_hours FROM app.benefit_of(%s::integer) b"
        " JOIN app.benefit_meetings(%s::integer) m"
        " ON m.membership_id IS NOT DISTINCT FROM b.membership_id) benefits"
    )
    rows = [Benefit(*row) for row in _asked(asked, year, year)]
    own = {row.membership_id: row for row in rows if row.membership_id is not None}
    return own, next((row for row in rows if row.membership_id is None), None)


def _asked(what: str, *facts: int) -> list[tuple[Any, ...]]:
    """The rows of one of the database's own functions; `what` is never what somebody typed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {what}", facts)  # noqa: S608 - a constant of this module
        return list(cursor.fetchall())


@dataclass(frozen=True)
class RunRow:
    """A member's seats on one run, and what they cost."""

    run: int
    seats: int
    unmet: int
    absent: int
    settled: Decimal
    late: Decimal
    expected: Decimal

    @property
    def cost(self) -> Decimal:
        """What it costs, settled or not."""
        return self.settled + self.late + self.expected


def runs_of(year: int, membership_id: int) -> list[RunRow]:
    """The runs that a member had seats, waiting people or costs on."""
    rows = _asked("app.benefit_runs(%s::integer, %s::bigint)", year, membership_id)
    return [RunRow(*row) for row in rows]


@dataclass(frozen=True)
class MeetingRow:
    """A meeting that somebody took part in for a member, and the hours it took them."""

    meeting: int
    body: int
    day: date
    people: int
    hours: Decimal


def meetings_of(year: int, membership_id: int) -> list[MeetingRow]:
    """The meetings of a year that a member took part in, first to last."""
    rows = _asked("app.benefit_meetings_of(%s::integer, %s::bigint)", year, membership_id)
    return [MeetingRow(*row) for row in rows]


@dataclass(frozen=True)
class Use:
    """How much a member and the network used it in one year, for each hundred employees."""

    year: int
    own: Decimal
    network: Decimal


def use_over_years(membership_id: int, until: int, *, back: int = 4) -> list[Use]:
    """The ended years until one, oldest first, where both have counted their employees."""
    asked = "app.benefit_use(%s::bigint, %s::integer, %s::integer)"
    found = []
    for year, seats, heads, all_seats, all_heads in _asked(
        asked, membership_id, until - back, until
    ):
        own, network = use_of(seats, heads), use_of(all_seats, all_heads)
        if own is not None and network is not None:
            found.append(Use(year, own, network))
    return found


Prices = Mapping[int, list[tuple[date, date | None, Decimal, str]]]


def price_on(prices: Prices, course: int, day: date) -> Decimal | None:
    """The market price of a seat on a course that holds on a day."""
    for since, until, amount, _source in prices.get(course, []):
        if since <= day and (until is None or day <= until):
            return amount
    return None
