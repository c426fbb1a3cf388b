"""What a late withdrawal costs (sen avbokning): pure rules, amounts in kronor without VAT.

The network's policy is a row of tiers. When somebody enrols it becomes days and kronor for that
run, and those are frozen on the enrolment: nothing that is decided later costs more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from network.money import ZERO, round_kr


class Substitute(TextChoices):
    """Who may take over a seat without cost."""

    OWN = "own", _("a colleague of the same authority")
    NONE = "none", _("nobody")


class Ending(TextChoices):
    """How a seat was given up, as far as the cost asks."""

    WITHDRAWN = "withdrawn", _("withdrawn")
    ABSENT = "no_show", _("did not come")
    ORGANISER = "run_cancelled", _("cancelled by the organiser")


@dataclass(frozen=True)
class Tier:
    """From how many days before the first session a withdrawal costs how much."""

    days_before: int
    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)

    def fee(self, price: Decimal) -> Decimal:
        """The fee in kronor for a seat at this price; a free seat costs only the fixed amount."""
        return round_kr(price * self.percent / 100 + self.amount)


@dataclass(frozen=True)
class Rest:
    """What else the policy says; frozen beside the tiers."""

    sickness_free: bool = False
    reserve_waives: bool = False
    substitute: str = Substitute.OWN
    first_day: date | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is frozen on the enrolment."""
        return {
            "sickness_free": self.sickness_free,
            "reserve_waives": self.reserve_waives,
            "substitute": str(self.substitute),
            "first_day": self.first_day.isoformat() if self.first_day else None,
        }

    @classmethod
    def from_json(cls, frozen: Mapping[str, Any]) -> "Rest":
        """As it was frozen on the enrolment."""
        first = frozen.get("first_day")
        return cls(
            bool(frozen.get("sickness_free")),
            bool(frozen.get("reserve_waives")),
            frozen.get("substitute", Substitute.OWN),
            date.fromisoformat(first) if first else None,
        )


@dataclass(frozen=True)
class Term:
    """What a withdrawal costs until a day, that day included; without a day to the end.

    `by` is the hour of that day until which it holds, where the policy has one. The term that
    is `absent` is not for a withdrawal but for who never comes, and carries the policy's `rest`.
    """

    until: date | None
    fee: Decimal
    by: time | None = None
    absent: bool = False
    rest: Rest = Rest()

    def as_json(self) -> dict[str, Any]:
        """As it is frozen on the enrolment."""
        frozen: dict[str, Any] = {
            "until": self.until.isoformat() if self.until else None,
            "fee": str(self.fee),
        }
        if self.by:
            frozen["by"] = self.by.isoformat("minutes")
        if self.absent:
            frozen |= {"absent": True, "rest": self.rest.as_json()}
        return frozen

    @classmethod
    def from_json(cls, frozen: Mapping[str, Any]) -> "Term":
        """As it was frozen on the enrolment; rows from before hours and absence have neither."""
        until, by = frozen["until"], frozen.get("by")
        return cls(
            date.fromisoformat(until) if until else None,
            Decimal(frozen["fee"] or 0),
            time.fromisoformat(by) if by else None,
            bool(frozen.get("absent")),
            Rest.from_json(frozen.get("rest", {})),
        )


@dataclass(frozen=True)
class Policy:
    """The network's rule as plain data; `free_amount` is what a free run costs instead of tiers.

    `absent` is what it costs not to come; None: as much as the last tier.
    """

    tiers: Sequence[Tier]
    cut_off: time | None = None
    absent: Tier | None = None
    free_amount: Decimal | None = None
    rest: Rest = Rest()


def terms_of(tiers: Sequence[Tier], *, price: Decimal, first_day: date) -> list[Term]:
    """The tiers alone as days and kronor for one run, in the order of the days."""
    return agreed(Policy(tiers), price=price, first_day=first_day)[:-1] if tiers else []


def agreed(policy: Policy, *, price: Decimal, first_day: date) -> list[Term]:
    """A policy as days and kronor for one run, in the order of the days, absence last.

    A tier holds from its number of days before the first session and until the next begins;
    the last one holds to the end.
    """
    ordered = sorted(policy.tiers, key=lambda tier: -tier.days_before)
    terms = []
    for place, tier in enumerate(ordered):
        last = place == len(ordered) - 1
        until = None if last else first_day - timedelta(days=tier.days_before)
        by = policy.cut_off if until else None
        terms.append(Term(until, _fee(policy, tier, price), by))
    if not terms and policy.absent is None:
        return []
    dearest = ordered[-1] if ordered else Tier(0)
    rest = replace(policy.rest, first_day=first_day)
    missed = _fee(policy, policy.absent or dearest, price)
    return [*terms, Term(None, missed, absent=True, rest=rest)]


def _fee(policy: Policy, tier: Tier, price: Decimal) -> Decimal:
    if price == 0 and policy.free_amount is not None:
        costs = tier.percent > 0 or tier.amount > 0
        return round_kr(policy.free_amount) if costs else ZERO
    return tier.fee(price)


def rest_of(terms: Iterable[Term]) -> Rest:
    """What else was agreed; rows from before it was asked have agreed to nothing else."""
    return next((term.rest for term in terms if term.absent), Rest())


def term_on(terms: Sequence[Term], day: date, clock: time | None = None) -> Term | None:
    """The term that holds for a withdrawal on a day, at an hour; none without late fees."""
    return next((term for term in terms if not term.absent and _holds(term, day, clock)), None)


def _holds(term: Term, day: date, clock: time | None) -> bool:
    if term.until is None or day < term.until:
        return True
    return day == term.until and not (term.by and clock and clock > term.by)


def free_until(terms: Sequence[Term]) -> date | None:
    """The last day to withdraw without cost."""
    free = (term.until for term in terms if term.until and not term.fee and not term.absent)
    return max(free, default=None)


def current(terms: Sequence[Term], *, first_day: date | None, free: date | None) -> list[Term]:
    """The frozen terms as they hold after the run got new days: never earlier than agreed.

    `first_day` is the run's first day by now; `free` the last day on which a postponed run lets
    everybody withdraw without cost.
    """
    agreed_on = rest_of(terms).first_day
    moved = timedelta(0)
    if first_day and agreed_on:
        moved = max(first_day - agreed_on, moved)
    later = [replace(term, until=term.until + moved if term.until else None) for term in terms]
    if free is None:
        return later
    return [
        Term(free, ZERO),
        *(term for term in later if term.absent or term.until is None or term.until > free),
    ]


def due(
    terms: Sequence[Term], ending: str, *, at: datetime | None = None, sick: bool = False
) -> Decimal:
    """What the authority owes for a seat that was given up; `at` in local time.

    Only a withdrawal and an absence cost anything, and neither does for the sick where the
    policy exempts them. What the organiser takes away is free.
    """
    if sick and rest_of(terms).sickness_free:
        return ZERO
    if ending == Ending.ABSENT:
        return next((term.fee for term in terms if term.absent), _dearest(terms))
    if ending != Ending.WITHDRAWN or at is None:
        return ZERO
    term = term_on(terms, at.date(), at.time())
    return term.fee if term else ZERO


def _dearest(terms: Sequence[Term]) -> Decimal:
    """Rows from before absence had a term: the last tier held for those who never came."""
    return next((term.fee for term in terms if term.until is None), ZERO)


@dataclass(frozen=True)
class GivenUp:
    """A seat that somebody withdrew from, and when."""

    key: int
    at: datetime


def replaced(given_up: Iterable[GivenUp], reserves: Iterable[GivenUp]) -> dict[int, int]:
    """Which reserve took which seat, by key: each takes the seat that became free last.

    A seat is passed on in the moment in which it becomes free, so the latest before is the one.
    """
    seats = sorted(given_up, key=lambda seat: (seat.at, seat.key))
    taken: dict[int, int] = {}
    for reserve in sorted(reserves, key=lambda reserve: (reserve.at, reserve.key)):
        before = [seat for seat in seats if seat.at <= reserve.at and seat.key not in taken]
        if before:
            taken[before[-1].key] = reserve.key
    return taken
