"""Sharing what a run cost (självkostnad): pure rules, amounts in kronor without VAT.

Avgiftsförordningen (1992:191) 4 § lets an authority charge for courses up to the full cost, and
not above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from network.money import ZERO, round_kr, split_evenly


class PriceBasis(TextChoices):
    """How the price of a seat comes about; declared before anybody enrols."""

    FIXED = "fixed", _("a fixed price")
    SELF_COST = "self_cost", _("self-cost: a preliminary price, final when the run is settled")


def preliminary_price(estimated: Decimal, expected: int) -> Decimal | None:
    """What a seat would cost by the estimate, in whole kronor upwards; None without seats."""
    if expected <= 0 or estimated <= 0:
        return None
    return round_kr((estimated / expected).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True)
class Taken:
    """An authority's seats on a held run: how many were used, their price at enrolment, late fees.

    A seat that somebody did not come to costs its late fee and no share besides.
    """

    membership: int
    seats: int
    preliminary: Decimal
    late: Decimal = ZERO


@dataclass(frozen=True)
class Share:
    """What an authority pays in the end."""

    membership: int
    seats: int
    preliminary: Decimal
    final: Decimal
    late: Decimal

    @property
    def difference(self) -> Decimal:
        """How much more than the preliminary price it became."""
        return self.final - self.preliminary

    @property
    def total(self) -> Decimal:
        """Course fee and late fees together."""
        return self.final + self.late


@dataclass(frozen=True)
class Shared:
    """A run's cost and who pays it."""

    basis: str
    cost: Decimal
    shares: Sequence[Share]

    @property
    def seats(self) -> int:
        """Seats that were used."""
        return sum(share.seats for share in self.shares)

    @property
    def late(self) -> Decimal:
        """All late fees."""
        return sum((share.late for share in self.shares), ZERO)

    @property
    def preliminary(self) -> Decimal:
        """What the seats would have paid by the price at enrolment."""
        return sum((share.preliminary for share in self.shares), ZERO)

    @property
    def charged(self) -> Decimal:
        """All course fees, without late fees."""
        return sum((share.final for share in self.shares), ZERO)

    @property
    def left(self) -> Decimal:
        """What nobody pays; below zero it is what was taken above the cost."""
        return self.cost - self.charged - self.late

    @property
    def above_cost(self) -> bool:
        """Whether more is charged than the run cost."""
        return self.left < 0

    @property
    def seat_price(self) -> Decimal | None:
        """What a used seat costs in the end, to the öre; None without seats."""
        return round_kr(self.charged / self.seats) if self.seats else None


def share(basis: str, cost: Decimal, taken: Sequence[Taken]) -> Shared:
    """Who pays what for a held run.

    At a fixed price everybody pays what stood at enrolment. At self-cost the late fees go
    towards the cost first; the rest is split by used seats, to the öre.
    """
    if basis == PriceBasis.FIXED:
        finals = [its.preliminary for its in taken]
    else:
        rest = max(round_kr(cost) - sum((its.late for its in taken), ZERO), ZERO)
        seats = [its.seats for its in taken]
        finals = split_evenly(rest, seats) if sum(seats) else [ZERO] * len(seats)
    return Shared(
        basis,
        round_kr(cost),
        [
            Share(its.membership, its.seats, its.preliminary, final, its.late)
            for its, final in zip(taken, finals, strict=True)
        ],
    )


def by_kind(amounts: Sequence[tuple[str, Decimal]]) -> Mapping[str, Decimal]:
    """Sums for each kind of cost, in the order that the kinds first come in."""
    sums: dict[str, Decimal] = {}
    for kind, amount in amounts:
        sums[kind] = sums.get(kind, ZERO) + amount
    return sums
