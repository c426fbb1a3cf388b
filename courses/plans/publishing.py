"""What publishing a decided plan does: which runs are made, kept, changed and called off. Pure.

A later version is compared with the published one, run by run of the same candidate and term.
Only what the two versions hold differently is changed: what somebody has changed on a run since
stays as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from courses.needs.rules import Term
from courses.rules import RunState

RELEASE = timedelta(weeks=6)  # before the week of the course, unnamed seats go to all
SHORTEST = timedelta(days=14)  # that an authority has to name people
OVER = frozenset({RunState.CANCELLED, RunState.HELD, RunState.SETTLED})
UNSEEN = frozenset({RunState.PLANNED, RunState.TENTATIVE})  # nobody could enrol on it yet


@dataclass(frozen=True)
class Planned:
    """A planned run as publishing reads it; `run` is the run that it became."""

    pk: int
    candidate: int
    term: str
    number: int
    seats: int
    week: int | None = None
    host: int | None = None
    cost: Decimal = Decimal(0)
    shares: Mapping[int, int] = field(default_factory=dict)
    run: int | None = None

    @property
    def given(self) -> int:
        """Seats that are some authority's own."""
        return sum(self.shares.values())


@dataclass(frozen=True)
class Fresh:
    """A run that only the new version holds."""

    new: Planned

    @property
    def one(self) -> Planned:
        """What the lists name it by."""
        return self.new


@dataclass(frozen=True)
class Kept:
    """A run of the published version, and the same run in the new one."""

    old: Planned
    new: Planned

    @property
    def one(self) -> Planned:
        """What the lists name it by."""
        return self.new


@dataclass(frozen=True)
class Gone:
    """A run of the published version that the new one does not hold."""

    old: Planned

    @property
    def one(self) -> Planned:
        """What the lists name it by."""
        return self.old


Pair = Fresh | Kept | Gone


def pairs(old: Sequence[Planned], new: Sequence[Planned]) -> list[Pair]:
    """Which run became which: alike in everything, else in week, in number, then in turn.

    Planned runs that are published already are left out.
    """
    before = [one for one in old if one.run is not None]
    after = [one for one in new if one.run is None]
    found: list[Pair] = []
    for alike in LIKENESS:
        waiting: dict[Any, list[Planned]] = {}
        for one in before:
            waiting.setdefault(alike(one), []).append(one)
        for one in list(after):
            if same := waiting.get(alike(one)):
                mate = same.pop(0)
                before.remove(mate)
                after.remove(one)
                found.append(Kept(mate, one))
    found += [Fresh(one) for one in after]
    found += [Gone(one) for one in before]
    return sorted(found, key=_in_order)


LIKENESS: tuple[Callable[[Planned], Any], ...] = (
    lambda one: (
        one.candidate, one.term, one.week, one.seats, one.host, tuple(sorted(one.shares.items())),
    ),
    lambda one: (one.candidate, one.term, one.week),
    lambda one: (one.candidate, one.term, one.number),
    lambda one: (one.candidate, one.term),
)  # fmt: skip


def _in_order(pair: Pair) -> tuple[int, bool, int, bool]:
    one = pair.one
    return one.candidate, one.term == Term.AUTUMN, one.number, isinstance(pair, Gone)


@dataclass(frozen=True)
class Changes:
    """What differs between two versions of a planned run; None where nothing does.

    `shares` are seats more or fewer by authority.
    """

    seats: int | None = None
    week: int | None = None
    host: int | None = None
    cost: Decimal | None = None
    shares: Mapping[int, int] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether something differs at all."""
        told = (self.seats, self.week, self.host, self.cost)
        return bool(self.shares) or any(value is not None for value in told)


def changes(old: Planned, new: Planned) -> Changes:
    """What differs from the one to the other."""
    shares = {
        member: more
        for member in sorted({*old.shares, *new.shares})
        if (more := new.shares.get(member, 0) - old.shares.get(member, 0))
    }
    return Changes(
        seats=new.seats if new.seats != old.seats else None,
        week=new.week if new.week != old.week else None,
        host=new.host if new.host != old.host else None,
        cost=new.cost if new.cost != old.cost else None,
        shares=shares,
    )


def may_call_off(state: str, enrolled: int) -> bool:
    """Whether publishing may call a run off by itself: nobody could enrol yet, nobody has."""
    return state in UNSEEN and not enrolled


def monday(year: int, week: int | None) -> date | None:
    """The first day of an ISO week; None for a week that the year does not have."""
    if week is None:
        return None
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def release_day(week_of: date | None, today: date) -> date | None:
    """When unnamed seats of a published run go to all: six weeks before its week.

    At least two weeks are left to name people; None keeps the seats until the course begins.
    """
    if week_of is None:
        return None
    day = max(week_of - RELEASE, today + SHORTEST)
    return day if day < week_of else None
