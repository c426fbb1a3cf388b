"""What the page of an invoice or a credit note shows, and what one may do there."""

from typing import Any

from django.utils import timezone

from fees.actions import paper
from fees.actions.dispatch import has_left
from fees.head_counts import corrected_of
from fees.history import told
from fees.models import Correction, Invoice
from fees.settling import settled
from fees.standing import of_invoice
from network.models import JournalEntry
from network.seat import Seat


def invoice_page(invoice: Invoice, seat: Seat) -> dict[str, Any]:
    """The facts of one invoice or credit note, for those who may see it."""
    notes = [] if invoice.is_credit else list(invoice.credits.order_by("day", "pk"))
    return {
        "invoice": invoice,
        "today": timezone.localdate(),
        "standing": of_invoice(invoice, timezone.localdate()),
        "groups": invoice.vat_groups(),
        "account": paper.account_of(invoice),
        "basis": paper.basis(invoice),
        "vat_note": paper.vat_note(invoice, list(invoice.lines.all())),
        "corrected": corrected_of(invoice),
        "way": invoice.dispatches.order_by("attempt").last(),
        "settled": settled(invoice),
        "credits": notes,
        "cancelled": any(note.cancels for note in notes) or invoice.cancels,
        "back": -invoice.balance if invoice.is_credit else 0,
        "history": told(JournalEntry.objects.about(invoice)),
        "sees_all": seat.may("see_fees"),
        **_may(invoice, notes, seat),
    }


def _may(invoice: Invoice, notes: list[Invoice], seat: Seat) -> dict[str, Any]:
    """What puts the invoice right, by what is left of it; nothing while something waits."""
    if not seat.may("credit_invoice"):
        return {}
    if invoice.is_credit:
        return {"may_settle": invoice.balance < 0, "may_undo": True}
    waits = Correction.objects.waiting().filter(invoice=invoice).first()
    free = waits is None
    left = invoice.total + sum(note.total for note in notes)
    untouched = free and not notes and invoice.balance == invoice.total
    return {
        "waits": waits,
        "may_credit": free and left > 0,
        "may_cancel": untouched and not has_left(invoice),
        "may_write_off": free and invoice.balance > 0 and seat.may("write_off_invoice"),
        "may_undo": True,
    }
