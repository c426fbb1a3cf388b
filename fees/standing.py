"""Where a charge or an invoice stands, in words and in the kind of its sign."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fees.models import Charge, Invoice
from fees.rules import FeeKind
from network import wording


@dataclass(frozen=True)
class Standing:
    """A state in words; `kind` as the status component knows it, `but` what may still change it."""

    words: str
    kind: str = ""
    but: str = ""


def of_invoice(invoice: Invoice, today: date) -> Standing:
    """Where an invoice or a credit note stands."""
    if invoice.is_credit:
        return _of_credit(invoice)
    state = Invoice.State
    if invoice.balance and invoice.due < today:
        return Standing(_("overdue since %(day)s") % {"day": wording.date_iso(invoice.due)}, "bad")
    if invoice.balance == invoice.total:
        return Standing(_("waits for payment"), "notice")
    if invoice.balance:
        return Standing(
            _("%(amount)s left to pay") % {"amount": wording.kr(invoice.balance)}, "notice"
        )
    if invoice.state == state.CREDITED:
        return Standing(_("credited"), "off")
    if invoice.state == state.WRITTEN_OFF:
        return Standing(_("written off"), "off")
    return Standing(_("paid"), "good")


def _of_credit(credit: Invoice) -> Standing:
    if not credit.balance:
        return Standing(_("settled"), "good")
    return Standing(
        _("%(amount)s to give back") % {"amount": wording.kr(-credit.balance)}, "notice"
    )


def of_charge(charge: Any, today: date) -> Standing:
    """Where a charge stands; it carries `credited`, what credit notes took back of it."""
    if charge.invoice_id is not None:
        back = abs(charge.credited or 0)
        if not back:
            return Standing(_("invoiced"), "good")
        if back >= abs(charge.net):
            return Standing(_("credited"), "off")
        return Standing(_("credited in part"), "off")
    if charge.settled_on is not None:
        words = _("settled inside the host %(day)s")
        return Standing(words % {"day": wording.date_iso(charge.settled_on)}, "good")
    if charge.run_id is not None:
        return Standing(_("taken by a run"), "now")
    if charge.not_before and charge.not_before > today:
        return Standing(
            _("may be billed from %(day)s") % {"day": wording.date_iso(charge.not_before)},
            "notice",
            _("unless somebody takes the seat before")
            if charge.kind == FeeKind.LATE_FEE and charge.made_by is None
            else "",
        )
    return Standing(_("waits for the next run"))


def is_by_hand(charge: Charge) -> bool:
    """Whether the economist laid it, and may still change it."""
    taken = (charge.run_id, charge.invoice_id, charge.settled_in_id)
    return charge.made_by is not None and not any(taken)
