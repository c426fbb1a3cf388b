"""What an economist does with a payment by hand: place, undo, set aside, take up, pay back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import Allocation, Invoice, Payment
from fees.payments.findings import How
from network import wording
from network.models.journal import note
from network.money import ZERO
from network.refusals import Refused
from network.seat import Seat


class PlacingRefused(Refused):
    """The money cannot be placed so; the message is a sentence for the one who tried."""


def hold(payment_id: int) -> Payment:
    """A payment that nobody else moves until the transaction ends."""
    held: Payment = Payment.objects.select_for_update(no_key=True).get(pk=payment_id)
    return held


def place_by_hand(payment: Payment, amounts: Mapping[int, Decimal], *, by: Seat) -> Decimal:
    """Set amounts in kronor of a payment against invoices, given by id; returns what is left.

    Raises PlacingRefused when the payment or an invoice has not that much left.
    """
    held = hold(payment.pk)
    wanted = {pk: amount for pk, amount in amounts.items() if amount}
    if held.set_aside:
        raise PlacingRefused(_("The payment is set aside. Take it up again first."))
    if not wanted:
        raise PlacingRefused(_("Write an amount at one of the invoices."))
    if min(wanted.values()) < 0:
        raise PlacingRefused(_("An amount is more than 0."))
    total = sum(wanted.values(), ZERO)
    if total > held.left:
        raise PlacingRefused(
            _("That is %(total)s, and only %(left)s of the payment is left to place.")
            % {"total": wording.kr(total), "left": wording.kr(held.left)}
        )
    owed = Invoice.objects.filter(pk__in=wanted, is_credit=False)
    invoices = list(owed.select_for_update(no_key=True).order_by("pk"))
    for invoice in invoices:
        if wanted[invoice.pk] > invoice.balance:
            raise PlacingRefused(
                _("Only %(left)s is left to pay on %(invoice)s.")
                % {"left": wording.kr(invoice.balance), "invoice": invoice.code}
            )
    for invoice in invoices:
        _settle(held, invoice, wanted[invoice.pk], by)
    payers = {invoice.membership_id for invoice in invoices}
    if held.membership_id is None and len(payers) == 1:
        Payment.objects.filter(pk=held.pk).update(membership_id=payers.pop())
    return held.left - total


def _settle(payment: Payment, invoice: Invoice, amount: Decimal, by: Seat) -> None:
    Allocation.objects.create(
        invoice=invoice,
        membership_id=invoice.membership_id,
        kind=Allocation.Kind.PAYMENT,
        how=How.HAND,
        amount=amount,
        payment=payment,
        day=payment.day,
        made_by=by.user.pk,
    )
    note(
        "place_payment",
        payment,
        membership_id=invoice.membership_id,
        invoice=invoice.code,
        amount=str(amount),
        how=How.HAND,
    )


def undo(allocation: Allocation, *, by: Seat) -> bool:
    """Take a payment off an invoice again; False when that is done already."""
    if allocation.payment_id is None or allocation.undoes_id:
        raise PlacingRefused(_("Only what a payment was placed on is undone here."))
    held = hold(allocation.payment_id)
    if held.set_aside:
        raise PlacingRefused(_("The payment is set aside. Take it up again first."))
    try:
        with transaction.atomic():
            Allocation.objects.create(
                invoice_id=allocation.invoice_id,
                membership_id=allocation.membership_id,
                kind=allocation.kind,
                how=allocation.how,
                amount=-allocation.amount,
                payment=held,
                undoes=allocation,
                day=timezone.localdate(),
                made_by=by.user.pk,
            )
    except IntegrityError:
        if Allocation.objects.filter(undoes=allocation).exists():
            return False
        raise
    note(
        "undo_placing",
        held,
        membership_id=allocation.membership_id,
        invoice=allocation.invoice.code,
        amount=str(allocation.amount),
    )
    return True


def set_aside(payment: Payment, why: str, *, repaid_on: date | None = None) -> None:
    """Say that what is left of a payment is for none of the network's invoices, and why.

    With a day it is money that was paid back then.
    """
    held = hold(payment.pk)
    if held.set_aside or not held.left:
        raise PlacingRefused(_("Nothing of the payment waits any more."))
    Payment.objects.filter(pk=held.pk).update(set_aside=True, why_aside=why, repaid_on=repaid_on)
    facts: dict[str, Any] = {"why": why, "amount": str(held.left)}
    if repaid_on:
        note("repay_payment", held, membership_id=held.membership_id, **facts,
             day=repaid_on.isoformat())  # fmt: skip
    else:
        note("set_payment_aside", held, membership_id=held.membership_id, **facts)


def take_up(payment: Payment) -> None:
    """Let a payment that was set aside wait in the work list again."""
    held = hold(payment.pk)
    if not held.set_aside:
        return
    Payment.objects.filter(pk=held.pk).update(set_aside=False, why_aside="", repaid_on=None)
    note("take_payment_up", held, membership_id=held.membership_id)
