"""How an invoice came to be paid: each payment, set-off, write-off and repayment, in order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from fees.models import Allocation, Invoice


@dataclass(frozen=True)
class Settled:
    """A row of how an invoice was settled: what came off, and what was left after it."""

    pk: int
    day: date
    words: str
    reason: str
    amount: Decimal
    left: Decimal
    other: Invoice | None
    may_undo: bool

    @property
    def shown(self) -> Decimal:
        """How the balance moved: below zero where it went down."""
        return -self.amount


def settled(invoice: Invoice) -> list[Settled]:
    """The rows of an invoice or a credit note, oldest first, with the running balance."""
    rows = list(invoice.allocations.select_related("other").order_by("made_at", "pk"))
    undone = {row.undoes_id for row in rows if row.undoes_id}
    left, found = invoice.total, []
    for row in rows:
        left -= row.amount
        undoable = (
            row.kind != Allocation.Kind.PAYMENT and not row.undoes_id and row.pk not in undone
        )
        found.append(
            Settled(
                row.pk, row.day, _words(invoice, row), row.reason, row.amount, left, row.other,
                undoable,
            )
        )  # fmt: skip
    return found


def _words(invoice: Invoice, row: Allocation) -> str:
    words = {
        Allocation.Kind.PAYMENT: _("Payment"),
        Allocation.Kind.WRITE_OFF: _("Written off"),
        Allocation.Kind.REPAYMENT: _("Repaid"),
        Allocation.Kind.CREDIT: (
            _("Used on an invoice") if invoice.is_credit else _("Credit note")
        ),
    }[Allocation.Kind(row.kind)]
    if row.undoes_id:
        return _("Undone: %(what)s") % {"what": words[:1].lower() + words[1:]}
    return words
