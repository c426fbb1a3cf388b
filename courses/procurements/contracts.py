"""When a contract holds, and what its prices come to; pure, the day is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.procurements.purchasing import BuyingState
from network.months import months_later

RENEWAL_MONTHS = 6


class PriceUnit(models.TextChoices):
    """What a price of a contract is for one of."""

    RUN = "run", _("run")
    SEAT = "seat", _("seat")
    DAY = "day", _("course day")
    HOUR = "hour", _("hour")


@dataclass(frozen=True)
class Prolonging:
    """An option of a contract: until when it would hold then, and whether it was used."""

    until: date
    used: bool


@dataclass(frozen=True)
class Contract:
    """When a contract holds."""

    state: str
    starts: date
    ends: date | None
    options: tuple[Prolonging, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last day with the options that were used; None for no end."""
        if self.ends is None:
            return None
        return max([self.ends, *(one.until for one in self.options if one.used)])

    @property
    def next_option(self) -> Prolonging | None:
        """The nearest option that is not used and would prolong it."""
        last = self.last_day
        ahead = [one for one in self.options if not one.used and last and one.until > last]
        return min(ahead, key=lambda one: one.until, default=None)

    def is_due(self, day: date, months: int = RENEWAL_MONTHS) -> bool:
        """Whether it ends within some months, so that one must think of what comes after."""
        if self.state != BuyingState.CONTRACTED or self.last_day is None:
            return False
        return day <= self.last_day <= months_later(day, months)

    def is_over(self, day: date) -> bool:
        """Whether nothing can be bought by it any more."""
        past = self.last_day is not None and self.last_day < day
        return self.state == BuyingState.ENDED or (self.state == BuyingState.CONTRACTED and past)


class Refusal(models.TextChoices):
    """Why nothing can be bought by a contract on a day."""

    NONE_YET = "none_yet", _("There is no contract yet.")
    STOPPED = "stopped", _("The procurement was stopped.")
    ENDED = "ended", _("The contract is ended.")
    NOT_BEGUN = "not_begun", _("The contract does not hold before %(day)s.")
    OVER = "over", _("The contract ended on %(day)s.")


def refusal(contract: Contract, day: date) -> Refusal | None:
    """Why a run on a day cannot use a contract; None when it can."""
    if contract.state in (BuyingState.PLANNED, BuyingState.UNDER_WAY):
        return Refusal.NONE_YET
    if contract.state == BuyingState.STOPPED:
        return Refusal.STOPPED
    if day < contract.starts:
        return Refusal.NOT_BEGUN
    if contract.last_day is not None and contract.last_day < day:
        return Refusal.OVER
    return Refusal.ENDED if contract.state == BuyingState.ENDED else None


@dataclass(frozen=True)
class Price:
    """A price of a contract in a span of days, both included. Kronor without VAT."""

    unit: str
    kind: str
    amount: Decimal
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is the price of a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or self.until >= day
        )


@dataclass(frozen=True)
class Extent:
    """How much of each unit a run takes."""

    day: date
    seats: int
    days: Decimal
    hours: Decimal

    def of(self, unit: str) -> Decimal:
        """The quantity of a unit."""
        return {
            PriceUnit.RUN: Decimal(1),
            PriceUnit.SEAT: Decimal(self.seats),
            PriceUnit.DAY: self.days,
            PriceUnit.HOUR: self.hours,
        }[PriceUnit(unit)]


def estimate(prices: Iterable[Price], run: Extent) -> list[tuple[Price, Decimal]]:
    """The prices that hold on a run's first day, each with how many; nothing of what is none."""
    found = [(price, run.of(price.unit)) for price in prices if price.holds(run.day)]
    return [(price, quantity) for price, quantity in found if quantity > 0]
