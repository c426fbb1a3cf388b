"""How courses are bought (anskaffning): sums of the same kind, duties, contracts and prices.

Pure rules: no database, and the day is an argument. Limits are dated rows of the network.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.money import ZERO

NEAR = Decimal("0.80")  # the part of a limit from which one is warned
RENEWAL_MONTHS = 6


class BuyingForm(models.TextChoices):
    """How the network gets hold of a teacher."""

    OWN = "own", _("own staff")
    CALL_OFF = "call_off", _("call-off from a framework agreement")
    MINI = "mini", _("mini-competition")
    DIRECT = "direct", _("direct award")
    TENDER = "tender", _("procurement")


class BuyingState(models.TextChoices):
    """Where a procurement stands."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    CONTRACTED = "contracted", _("contracted")
    ENDED = "ended", _("ended")
    STOPPED = "stopped", _("stopped")


class PriceUnit(models.TextChoices):
    """What a price of a contract is for one of."""

    RUN = "run", _("run")
    SEAT = "seat", _("seat")
    DAY = "day", _("course day")
    HOUR = "hour", _("hour")


class LimitKind(models.TextChoices):
    """Amounts of the procurement act (LOU) from which something else holds."""

    DIRECT_AWARD = "direct_award", _("limit of direct awards")
    DOCUMENTATION = "documentation", _("duty to document a direct award")


STEPS: Mapping[str, frozenset[str]] = {
    BuyingState.PLANNED: frozenset(
        {BuyingState.UNDER_WAY, BuyingState.CONTRACTED, BuyingState.STOPPED}
    ),
    BuyingState.UNDER_WAY: frozenset({BuyingState.CONTRACTED, BuyingState.STOPPED}),
    BuyingState.CONTRACTED: frozenset({BuyingState.ENDED}),
    BuyingState.ENDED: frozenset(),
    BuyingState.STOPPED: frozenset({BuyingState.PLANNED}),
}
FRAMEWORK = frozenset({BuyingForm.CALL_OFF, BuyingForm.MINI})


@dataclass(frozen=True)
class Purchase:
    """What the sums ask of a procurement: whose, of which kind, in which year, for how much."""

    buyer: int
    kind: int
    year: int
    form: str
    value: Decimal
    options: tuple[Decimal, ...] = ()
    stopped: bool = False
    pk: int | None = None

    @property
    def total(self) -> Decimal:
        """The contract with all its options, used or not: that is what the law values."""
        return sum(self.options, self.value)

    @property
    def counts(self) -> bool:
        """Whether it takes of the room below the limit."""
        return self.form == BuyingForm.DIRECT and not self.stopped


def sums_of_the_same_kind(purchases: Iterable[Purchase]) -> dict[tuple[int, int, int], Decimal]:
    """Direct awards by (buyer, kind, year in which the contract begins), in kronor."""
    sums: dict[tuple[int, int, int], Decimal] = {}
    for one in purchases:
        if one.counts:
            key = (one.buyer, one.kind, one.year)
            sums[key] = sums.get(key, ZERO) + one.total
    return sums


class Level(models.TextChoices):
    """How near a sum is to its limit."""

    UNKNOWN = "unknown", _("no limit is written down")
    OK = "ok", _("below the limit")
    NEAR = "near", _("near the limit")
    OVER = "over", _("over the limit")


@dataclass(frozen=True)
class Weighing:
    """One purchase on top of those of the same kind, against the limit. Kronor without VAT."""

    before: Decimal
    value: Decimal
    limit: Decimal | None

    @property
    def after(self) -> Decimal:
        """What the sum becomes with it."""
        return self.before + self.value

    @property
    def left(self) -> Decimal:
        """What then remains below the limit; never less than nothing."""
        return max((self.limit or ZERO) - self.after, ZERO)

    @property
    def level(self) -> Level:
        """How near the sum then is. The limit itself counts as over: the law says below it."""
        if self.limit is None:
            return Level.UNKNOWN
        if self.after >= self.limit:
            return Level.OVER
        return Level.NEAR if self.after >= self.limit * NEAR else Level.OK


def weigh(it: Purchase, others: Iterable[Purchase], limit: Decimal | None) -> Weighing:
    """How a purchase stands against the limit, together with the others of its kind and year.

    What is no direct award adds nothing.
    """
    same = [one for one in others if one.pk is None or one.pk != it.pk]
    before = sums_of_the_same_kind(same).get((it.buyer, it.kind, it.year), ZERO)
    return Weighing(before, it.total if it.counts else ZERO, limit)


class Lack(models.TextChoices):
    """What a procurement still wants."""

    VALUE = "value", _("Write what it is worth.")
    SUPPLIER = "supplier", _("Write who the supplier is.")
    PERIOD = "period", _("Write from when until when the contract holds.")
    REASON = "reason", _("The direct awards pass the limit: choose another form, or write why.")
    DOCUMENTATION = (
        "documentation",
        _("Document the direct award: why this supplier, how the price was found fair."),
    )
    REGISTRY = "registry", _("Write the registry number.")
    DEVIATION = (
        "deviation",
        _("Send the notice of deviation to Kammarkollegiet, and write the day."),
    )


# Without these there is no contract; the others are asked for until they are there.
BEFORE_CONTRACT = frozenset(
    {Lack.VALUE, Lack.SUPPLIER, Lack.PERIOD, Lack.REASON, Lack.DOCUMENTATION}
)

# What is asked for before there is a contract; the rest is known later.
EARLY = {
    BuyingState.PLANNED: frozenset({Lack.VALUE, Lack.REASON}),
    BuyingState.UNDER_WAY: frozenset({Lack.VALUE, Lack.REASON, Lack.REGISTRY, Lack.DOCUMENTATION}),
    BuyingState.STOPPED: frozenset[Lack](),
}


@dataclass(frozen=True)
class Duties:
    """What is asked about a procurement to see what it lacks."""

    form: str
    value: Decimal | None
    total: Decimal
    level: Level
    documents_from: Decimal | None
    state_buyer: bool
    framework_covers: bool
    has_supplier: bool
    has_period: bool
    has_registry: bool
    is_documented: bool
    is_reasoned: bool
    is_noticed: bool


def lacks(duties: Duties) -> list[Lack]:
    """What is missing, gravest first.

    State buyers use the State's framework agreements (förordning 1998:796) or send a notice of
    deviation; municipalities and regions are not bound by that.
    """
    direct = duties.form == BuyingForm.DIRECT
    bought = duties.form != BuyingForm.OWN
    documents = duties.documents_from is not None and duties.total >= duties.documents_from
    deviates = bought and duties.form not in FRAMEWORK
    notice = deviates and duties.state_buyer and duties.framework_covers
    missing = {
        Lack.VALUE: bought and not duties.value,
        Lack.SUPPLIER: bought and not duties.has_supplier,
        Lack.PERIOD: bought and not duties.has_period,
        Lack.REASON: direct and duties.level == Level.OVER and not duties.is_reasoned,
        Lack.DOCUMENTATION: direct and documents and not duties.is_documented,
        Lack.REGISTRY: bought and not duties.has_registry,
        Lack.DEVIATION: notice and not duties.is_noticed,
    }
    return [lack for lack in Lack if missing[lack]]


def asked_now(state: str, missing: Iterable[Lack]) -> list[Lack]:
    """Those of what is missing that are asked for in a state."""
    early = EARLY.get(BuyingState(state))
    return [lack for lack in missing if early is None or lack in early]


def months_on(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


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
        return day <= self.last_day <= months_on(day, months)

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
    days: int
    hours: Decimal

    def of(self, unit: str) -> Decimal:
        """The quantity of a unit."""
        return {
            PriceUnit.RUN: Decimal(1),
            PriceUnit.SEAT: Decimal(self.seats),
            PriceUnit.DAY: Decimal(self.days),
            PriceUnit.HOUR: self.hours,
        }[PriceUnit(unit)]


def estimate(prices: Iterable[Price], run: Extent) -> list[tuple[Price, Decimal]]:
    """The prices that hold on a run's first day, each with how many; nothing of what is none."""
    found = [(price, run.of(price.unit)) for price in prices if price.holds(run.day)]
    return [(price, quantity) for price, quantity in found if quantity > 0]
