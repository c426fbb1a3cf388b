"""What a credit note gives back: set off against invoices, or repaid; and undoing either."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import Allocation, Invoice
from network import wording
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


class NotSettled(Refused):
    """It cannot be settled so; the message is a sentence for the one who asked."""


def hold(*keys: int) -> dict[int, Invoice]:
    """Invoices whose balances nobody else moves until the end, always in the same order."""
    rows = Invoice.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    return {row.pk: row for row in rows.select_related("issuer").order_by("pk")}


def set_off(credit: Invoice, invoice: Invoice, amount: Decimal, *, by: Seat) -> None:
    """Let a part of a credit note pay an invoice: one row on each, which cancel each other."""
    today = timezone.localdate()
    rows = ((invoice, amount, credit), (credit, -amount, invoice))
    for on, its, other in rows:
        Allocation.objects.create(
            invoice=on,
            membership_id=on.membership_id,
            kind=Allocation.Kind.CREDIT,
            amount=its,
            other=other,
            day=today,
            made_by=by.user.pk,
        )
        note(
            "set_off_credit",
            on,
            membership_id=on.membership_id,
            amount=str(amount),
            other=other.code,
            is_credit=on.is_credit,
        )


def use_on(credit: Invoice, invoice: Invoice, amount: Decimal, *, by: Seat) -> None:
    """Set what is left of a credit note off against another invoice of the payer and seller."""
    by.require("credit_invoice")
    held = hold(credit.pk, invoice.pk)
    credit, invoice = held[credit.pk], held[invoice.pk]
    seller = "organisation_number"
    if (
        credit.membership_id != invoice.membership_id
        or credit.seller[seller] != invoice.seller[seller]
        or invoice.is_credit
        or not credit.is_credit
    ):
        raise NotSettled(_("Choose an invoice from the same seller to the same payer."))
    most = min(-credit.balance, invoice.balance)
    if not 0 < amount <= most:
        raise NotSettled(
            _("At most %(amount)s can be set off there.") % {"amount": wording.kr(most)}
        )
    set_off(credit, invoice, amount, by=by)


def repay(credit: Invoice, amount: Decimal, *, day: date, reason: str, by: Seat) -> None:
    """Write down that money of a credit note was paid back from the host's account."""
    by.require("credit_invoice")
    credit = hold(credit.pk)[credit.pk]
    if not credit.is_credit:
        raise NotSettled(_("Only what a credit note gives back can be repaid."))
    if not 0 < amount <= -credit.balance:
        raise NotSettled(
            _("At most %(amount)s is left to repay.") % {"amount": wording.kr(-credit.balance)}
        )
    Allocation.objects.create(
        invoice=credit,
        membership_id=credit.membership_id,
        kind=Allocation.Kind.REPAYMENT,
        amount=-amount,
        day=day,
        reason=reason,
        made_by=by.user.pk,
    )
    note(
        "repay_credit",
        credit,
        membership_id=credit.membership_id,
        amount=str(amount),
        day=day.isoformat(),
        reason=reason,
    )


def undo(allocation: Allocation, *, reason: str, by: Seat) -> None:
    """Take back a set-off, a repayment or a write-off; both sides of a set-off at once.

    A payment is moved where payments are placed.
    """
    by.require("credit_invoice")
    if allocation.kind == Allocation.Kind.PAYMENT or allocation.undoes_id:
        raise NotSettled(_("That cannot be undone here."))
    hold(*(key for key in (allocation.invoice_id, allocation.other_id) if key))
    if Allocation.objects.filter(undoes=allocation).exists():
        raise NotSettled(_("It is undone already."))
    rows = [allocation]
    if allocation.kind == Allocation.Kind.CREDIT:
        rows.append(_twin(allocation))
    for row in rows:
        Allocation.objects.create(
            invoice_id=row.invoice_id,
            membership_id=row.membership_id,
            kind=row.kind,
            amount=-row.amount,
            other_id=row.other_id,
            undoes=row,
            day=timezone.localdate(),
            reason=reason,
            made_by=by.user.pk,
        )
        note(
            "undo_allocation",
            row.invoice,
            membership_id=row.membership_id,
            kind=row.kind,
            amount=str(abs(row.amount)),
            reason=reason,
        )


def _twin(allocation: Allocation) -> Allocation:
    """The other side of a set-off: as much, on the other invoice, and not undone."""
    undone = Allocation.objects.exclude(undoes=None).values("undoes")
    found: Allocation | None = (
        Allocation.objects.filter(
            kind=Allocation.Kind.CREDIT,
            invoice=allocation.other_id,
            other=allocation.invoice_id,
            amount=-allocation.amount,
            undoes=None,
        )
        .exclude(pk__in=undone)
        .order_by("pk")
        .first()
    )
    if found is None:
        raise NotSettled(_("It is undone already."))
    return found
