"""How courses are bought (anskaffning): forms, sums of the same kind, and duties.

Pure rules: no database, and the day is an argument. Limits are dated rows of the network.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.money import ZERO

NEAR = Decimal("0.80")  # the part of a limit from which one is warned


class BuyingForm(models.TextChoices):
    """How the network gets hold of a teacher."""

    OWN = "own", _("own staff")
    CALL_OFF = "call_off", _("call-off from a framework agreement")
    MINI = "mini", _("mini-competition")
    DIRECT = "direct", _("direct award")
    TENDER = "tender", _("procurement procedure")


class BuyingState(models.TextChoices):
    """Where a procurement stands."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    CONTRACTED = "contracted", _("contracted")
    ENDED = "ended", _("ended")
    STOPPED = "stopped", _("stopped")


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
