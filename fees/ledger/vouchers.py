"""What an invoice, a payment or a write-off is in a ledger: sums that together are 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fees.ledger.accounts import Entry, Need, Side
from fees.rules import Category
from network.money import ZERO, VatGroup

Sums = list[tuple[Need, Decimal]]
PERCENT = Decimal(0)


@dataclass(frozen=True)
class Line:
    """A line of an invoice: for what, with which VAT, how much without it."""

    kind: str
    category: str
    rate: Decimal
    net: Decimal


def side_of(*, buyer_in_state: bool) -> str:
    """Whether a buyer is within the State (inomstatlig) or not (utomstatlig)."""
    return Side.INSIDE if buyer_in_state else Side.OUTSIDE


def of_invoice(
    lines: Iterable[Line], groups: Iterable[VatGroup], *, total: Decimal, side: str
) -> Sums:
    """The claim on the debit side, income and VAT on the credit side; a credit note turns round."""
    incomes: dict[tuple[str, str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.kind, line.category, line.rate)
        incomes[key] = incomes.get(key, ZERO) + line.net
    sums: Sums = [(Need(Entry.RECEIVABLE, "", side, "", PERCENT), total)]
    sums += [
        (Need(Entry.INCOME, kind, side, category, rate), -net)
        for (kind, category, rate), net in incomes.items()
    ]
    sums += [
        (Need(Entry.VAT, "", side, Category.STANDARD, group.rate), -group.vat)
        for group in groups
        if group.rate
    ]
    return sums


def of_settlement(amount: Decimal, *, against: str, kind: str, side: str) -> Sums:
    """Money in the bank, or a loss, for what is left of a claim; below 0 where it is given back."""
    named = kind if against == Entry.WRITE_OFF else ""
    return [
        (Need(against, named, side, "", PERCENT), amount),
        (Need(Entry.RECEIVABLE, "", side, "", PERCENT), -amount),
    ]
