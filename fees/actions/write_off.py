"""Writing off: a claim that nobody will pay leaves the list of what is owed, with the reason."""

from decimal import Decimal

from django.utils import timezone

from fees.models import Allocation, Invoice
from network.models.journal import note
from network.seat import Seat


def write_off(invoice: Invoice, amount: Decimal, *, reason: str, by: Seat) -> Allocation:
    """Write an amount of an invoice off; the invoice's row is held, and owes as much."""
    written: Allocation = Allocation.objects.create(
        invoice=invoice,
        membership_id=invoice.membership_id,
        kind=Allocation.Kind.WRITE_OFF,
        amount=amount,
        day=timezone.localdate(),
        reason=reason,
        made_by=by.user.pk,
    )
    note(
        "write_off_invoice",
        invoice,
        membership_id=invoice.membership_id,
        amount=str(amount),
        reason=reason,
    )
    return written
