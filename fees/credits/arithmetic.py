"""The arithmetic of credit notes: what is left of each line, and the VAT that a part takes back.

After every credit note, what is left of an invoice carries exactly the VAT that an invoice on
what is left would carry (EN 16931, BR-CO-17); a credit note takes back the difference. So parts
never add up to an öre more or less than the whole, and the last one closes to nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from network import wording
from network.money import ZERO, VatGroup, round_kr, vat_of
from network.refusals import Refused


class NotCredited(Refused):
    """It cannot be credited; the message is a sentence for the one who asked."""


@dataclass(frozen=True, slots=True)
class Left:
    """A line of an invoice, and how much of it no credit note has taken back: kronor, no VAT."""

    line: int
    rate: Decimal
    quantity: Decimal
    price: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a line is credited, without VAT, with the line's own sign; by quantity or not."""

    line: int
    net: Decimal
    quantity: Decimal | None = None


def by_quantity(left: Left, quantity: Decimal) -> Part:
    """A number of a line's units at its price, and no more than is left of it.

    Raises NotCredited for a quantity that is not on the line.
    """
    if not 0 < quantity <= left.quantity:
        raise NotCredited(
            _("The line is on %(quantity)s: credit as many or fewer.")
            % {"quantity": wording.number(left.quantity)}
        )
    net = round_kr(quantity * left.price)
    if quantity == left.quantity and abs(net) >= abs(left.net):
        net = left.net
    return by_amount(left, net, quantity)


def by_amount(left: Left, net: Decimal, quantity: Decimal | None = None) -> Part:
    """An amount of a line, without VAT; raises NotCredited for more than is left of it."""
    if not net or (net < 0) != (left.net < 0) or abs(net) > abs(left.net):
        raise NotCredited(
            _("At most %(amount)s is left of the line to credit.")
            % {"amount": wording.kr(left.net)}
        )
    return Part(left.line, net, quantity)


def whole(lefts: Iterable[Left]) -> list[Part]:
    """All that is left of an invoice."""
    return [
        Part(left.line, left.net, left.quantity if _is_untouched(left) else None)
        for left in lefts
        if left.net
    ]


def _is_untouched(left: Left) -> bool:
    return round_kr(left.quantity * left.price) == left.net


def given_back(lefts: Sequence[Left], parts: Sequence[Part]) -> list[VatGroup]:
    """What parts give back of each VAT rate, highest first; sums above zero."""
    taken = {part.line: part.net for part in parts}
    before = vat_of((left.rate, left.net) for left in lefts)
    after = {
        group.rate: group
        for group in vat_of((left.rate, left.net - taken.get(left.line, ZERO)) for left in lefts)
    }
    groups = [
        VatGroup(group.rate, group.net - after[group.rate].net, group.vat - after[group.rate].vat)
        for group in before
    ]
    touched = {left.rate for left in lefts if left.line in taken}
    return [group for group in groups if group.rate in touched]
