"""Money: Swedish kronor as Decimal, rounded in one place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

ORE = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class VatGroup:
    """What one VAT rate adds up to on one invoice, in kronor; the rate in percent."""

    rate: Decimal
    net: Decimal
    vat: Decimal

    @property
    def gross(self) -> Decimal:
        """Net and VAT together."""
        return self.net + self.vat


def round_kr(amount: Decimal | int) -> Decimal:
    """The amount in whole öre, half an öre away from zero.

    Raises TypeError for a float, which cannot hold an öre.
    """
    if isinstance(amount, float):
        raise TypeError("Money is Decimal, never float.")
    rounded = Decimal(amount).quantize(ORE, rounding=ROUND_HALF_UP)
    return rounded + 0  # adding nothing turns -0.00 into 0.00


def split_evenly(total: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Shares of a total by weight, in the order of the weights, that sum to it to the öre.

    Öre that do not divide go to the largest remainders, and among equals to the first.
    Raises ValueError when the total holds parts of an öre, or when no weight is above zero.
    """
    parts = [Decimal(weight) for weight in weights]
    whole = sum(parts, Decimal(0))
    if whole <= 0 or min(parts) < 0:
        raise ValueError("Weights must be zero or more, and one of them above zero.")
    if round_kr(total) != total:
        raise ValueError("Only whole öre can be split.")
    sign = -1 if total < 0 else 1
    ore = int(abs(total) / ORE)
    exact = [ore * part for part in parts]  # in öre times the whole, so that nothing is rounded
    shares = [int((share / whole).to_integral_value(ROUND_FLOOR)) for share in exact]
    left = ore - sum(shares)
    by_remainder = sorted(
        range(len(parts)), key=lambda place: (shares[place] * whole - exact[place], place)
    )
    for place in by_remainder[:left]:
        shares[place] += 1
    return [sign * share * ORE + 0 for share in shares]


def vat_of(lines: Iterable[tuple[Decimal, Decimal]]) -> list[VatGroup]:
    """VAT of lines given as (rate in percent, net), rounded once for each rate, highest rate first.

    Rounding per rate and half up is the rule of the e-invoice standard (EN 16931, BR-CO-17).
    """
    nets: dict[Decimal, Decimal] = {}
    for rate, net in lines:
        nets[rate] = nets.get(rate, ZERO) + net
    return [
        VatGroup(rate=rate, net=round_kr(net), vat=round_kr(round_kr(net) * rate / 100))
        for rate, net in sorted(nets.items(), reverse=True)
    ]
