"""Who can lend what on a day of a crisis, and what is missing: by competence, never by name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loans.models import CanLend, Crisis, Notice
from loans.rules import NoticeKind, Occasion
from members.models import Competence
from network.sorting import swedish_order


def _whole(people: int, percent: int) -> Decimal:
    return Decimal(people * percent) / 100


@dataclass(frozen=True)
class Lender:
    """What an authority can lend of a competence; `later` when it begins after the day."""

    authority: str
    people: int
    percent: int
    since: date
    until: date
    remote: bool
    words: str
    later: bool

    @property
    def whole(self) -> Decimal:
        """As full-time people."""
        return _whole(self.people, self.percent)


@dataclass(frozen=True)
class Need:
    """A crisis need on the board, `later` when it begins after the day; `pk` is its notice."""

    pk: int
    title: str
    owner: str
    people: int
    percent: int
    since: date
    later: bool

    @property
    def whole(self) -> Decimal:
        """As full-time people."""
        return _whole(self.people, self.percent)


@dataclass(frozen=True)
class Line:
    """A competence: who can lend it, who needs it."""

    name: str
    lenders: tuple[Lender, ...]
    needs: tuple[Need, ...]

    @property
    def people(self) -> int:
        """How many can come on the day."""
        return sum(one.people for one in self.lenders if not one.later)

    @property
    def whole(self) -> Decimal:
        """The same as full-time people."""
        return sum((one.whole for one in self.lenders if not one.later), Decimal(0))

    @property
    def needed(self) -> Decimal:
        """What the board asks for, as full-time people."""
        return sum((one.whole for one in self.needs if not one.later), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """What is missing, as full-time people; zero where enough can come."""
        return max(self.needed - self.whole, Decimal(0))


def lines_on(crisis: Crisis, day: date, today: date) -> list[Line]:
    """Each competence that is offered or asked for, in the alphabet's order; three questions.

    A need that asks for two competences counts in both.
    """
    lenders: dict[str, list[Lender]] = defaultdict(list)
    rows = CanLend.objects.filter(crisis=crisis, until__gte=day)
    for row in rows.select_related("membership__authority"):
        lenders[row.competence].append(_lender(row, day))
    needs: dict[str, list[Need]] = defaultdict(list)
    if crisis.ended_on is None:
        for notice in _needs(day, today):
            for code in notice.competences:
                needs[code].append(_need(notice, day))
    names = Competence.objects.by_code()
    lines = [
        Line(
            names.get(code, code),
            tuple(sorted(lenders[code], key=lambda one: (one.later, one.since, one.authority))),
            tuple(needs[code]),
        )
        for code in {*lenders, *needs}
    ]
    return sorted(lines, key=lambda one: swedish_order(one.name))


def _lender(row: CanLend, day: date) -> Lender:
    return Lender(
        row.membership.short_name,
        row.people,
        row.percent,
        row.since,
        row.until,
        row.remote,
        row.words,
        row.since > day,
    )


def _needs(day: date, today: date) -> list[Notice]:
    found = Notice.objects.open_on(today).filter(
        kind=NoticeKind.NEED, occasion=Occasion.CRISIS, ends__gte=day
    )
    return list(found.select_related("membership__authority", "party").order_by("starts", "pk"))


def _need(notice: Notice, day: date) -> Need:
    owner, size = notice.owner.short_name, (notice.people, notice.percent)
    return Need(notice.pk, notice.title, owner, *size, notice.starts, notice.starts > day)
