"""Putting an issued invoice right: asked by one economist, approved by another where the issuer
wants that, and done in one transaction.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import dispatch
from fees.actions.credit import issue_credit, kept, lefts_of
from fees.actions.set_off import hold
from fees.actions.write_off import write_off
from fees.credits import arithmetic as crediting
from fees.credits.arithmetic import Part
from fees.models import Allocation, Correction, Invoice
from network import wording
from network.models.journal import note
from network.money import ZERO
from network.refusals import Refused
from network.seat import Seat

VERBS = {
    Correction.Kind.CREDIT: "credit_invoice",
    Correction.Kind.CANCEL: "credit_invoice",
    Correction.Kind.WRITE_OFF: "write_off_invoice",
}


class CorrectionRefused(Refused):
    """It cannot be put right so; the message is a sentence for the one who asked."""


def credit(
    invoice: Invoice,
    parts: Sequence[Part] | None,
    *,
    reason: str,
    again: bool = False,
    by: Seat,
) -> Correction:
    """Credit parts of an invoice, or with None all that is left of it."""
    held = _free(invoice, Correction.Kind.CREDIT, by=by)
    lefts = lefts_of(held)
    chosen = crediting.whole(lefts) if parts is None else list(parts)
    _check(lefts, chosen)
    return _ask(held, Correction.Kind.CREDIT, chosen, reason=reason, again=again, by=by)


def cancel(invoice: Invoice, *, reason: str, again: bool = False, by: Seat) -> Correction:
    """Credit the whole of an invoice that has not left, so that neither paper goes out."""
    held = _free(invoice, Correction.Kind.CANCEL, by=by)
    _check_cancel(held)
    chosen = crediting.whole(lefts_of(held))
    return _ask(held, Correction.Kind.CANCEL, chosen, reason=reason, again=again, by=by)


def ask_write_off(invoice: Invoice, amount: Decimal, *, reason: str, by: Seat) -> Correction:
    """Write off what nobody will pay of an invoice, or a part of it."""
    held = _free(invoice, Correction.Kind.WRITE_OFF, by=by)
    _check_write_off(held, amount)
    return _ask(held, Correction.Kind.WRITE_OFF, [], amount=amount, reason=reason, by=by)


def approve(correction: Correction, *, by: Seat) -> Correction:
    """Do what was asked; again changes nothing."""
    by.require(VERBS[Correction.Kind(correction.kind)])
    invoice = hold(correction.invoice_id)[correction.invoice_id]
    found = _held(correction)
    if found.state == Correction.State.DONE:
        return found
    _still_waits(found)
    if found.two_people and found.asked_by == by.user.pk:
        raise CorrectionRefused(_("Somebody else must approve what you asked for."))
    return _carry_out(found, invoice, by=by)


def decline(correction: Correction, *, why: str, by: Seat) -> None:
    """Say no to what was asked, with the reason."""
    by.require(VERBS[Correction.Kind(correction.kind)])
    _end(correction, Correction.State.DECLINED, why=why, by=by)


def withdraw(correction: Correction, *, by: Seat) -> None:
    """Take back what one asked for oneself."""
    if correction.asked_by != by.user.pk:
        raise CorrectionRefused(_("Only the one who asked takes it back. Decline it instead."))
    _end(correction, Correction.State.WITHDRAWN, why="", by=by)


def _free(invoice: Invoice, kind: Correction.Kind, *, by: Seat) -> Invoice:
    """The invoice, held; refused while something else is asked for it."""
    by.require(VERBS[kind])
    held = hold(invoice.pk)[invoice.pk]
    if held.is_credit:
        raise CorrectionRefused(_("A credit note is not credited. Bill what is owed anew."))
    if Correction.objects.waiting().filter(invoice=held).exists():
        raise CorrectionRefused(_("Something that is asked for the invoice waits for approval."))
    return held


def _check(lefts: Sequence[crediting.Left], parts: Sequence[Part]) -> None:
    """Refuse what is no longer there to credit, and what would give nothing back."""
    there = {left.line: left for left in lefts}
    if not parts:
        raise CorrectionRefused(_("Nothing is left of the invoice to credit."))
    for part in parts:
        if part.line not in there:
            raise CorrectionRefused(_("Choose lines of the invoice."))
        try:
            crediting.by_amount(there[part.line], part.net)
        except crediting.NotCredited as refusal:
            raise CorrectionRefused(str(refusal)) from refusal
    if _sum(lefts, parts) <= 0:
        raise CorrectionRefused(_("The chosen lines give nothing back. Choose other lines."))


def _sum(lefts: Sequence[crediting.Left], parts: Sequence[Part]) -> Decimal:
    return sum((group.gross for group in crediting.given_back(lefts, parts)), ZERO)


def _check_cancel(invoice: Invoice) -> None:
    if dispatch.has_left(invoice):
        raise CorrectionRefused(_("The invoice has left. Credit it instead."))
    if Allocation.objects.filter(invoice=invoice).exists() or invoice.credits.exists():
        raise CorrectionRefused(_("Something is paid or credited already. Credit the rest."))


def _check_write_off(invoice: Invoice, amount: Decimal) -> None:
    if not 0 < amount <= invoice.balance:
        raise CorrectionRefused(
            _("At most %(amount)s is left to write off.") % {"amount": wording.kr(invoice.balance)}
        )


def _ask(
    invoice: Invoice,
    kind: Correction.Kind,
    parts: Sequence[Part],
    *,
    reason: str,
    by: Seat,
    amount: Decimal | None = None,
    again: bool = False,
) -> Correction:
    asked: Correction = Correction.objects.create(
        invoice=invoice,
        membership_id=invoice.membership_id,
        kind=kind,
        reason=reason,
        lines=kept(parts),
        amount=_sum(lefts_of(invoice), parts) if amount is None else amount,
        again=again,
        two_people=invoice.issuer.two_people,
        asked_by=by.user.pk,
    )
    if not asked.two_people:
        return _carry_out(asked, invoice, by=by)
    _tell("ask_correction", asked, invoice)
    return asked


def _carry_out(correction: Correction, invoice: Invoice, *, by: Seat) -> Correction:
    """Do it, with what was asked looked at once more: much may have come in between."""
    if correction.two_people:
        _tell("approve_correction", correction, invoice)
    if correction.kind == Correction.Kind.WRITE_OFF:
        _check_write_off(invoice, correction.amount)
        write_off(invoice, correction.amount, reason=correction.reason, by=by)
    else:
        if correction.kind == Correction.Kind.CANCEL:
            _check_cancel(invoice)
            if not dispatch.cancel(invoice):
                raise CorrectionRefused(_("The invoice has left. Credit it instead."))
        _check(lefts_of(invoice), [Part(p["line"], Decimal(p["net"])) for p in correction.lines])
        correction.credit = issue_credit(correction, invoice, by=by)
    return _decide(correction, Correction.State.DONE, by=by)


def _end(correction: Correction, state: Correction.State, *, why: str, by: Seat) -> None:
    invoice = hold(correction.invoice_id)[correction.invoice_id]
    found = _held(correction)
    _still_waits(found)
    found.answer = why
    _decide(found, state, by=by)
    verb = "decline_correction" if state == Correction.State.DECLINED else "withdraw_correction"
    _tell(verb, found, invoice)


def _held(correction: Correction) -> Correction:
    found: Correction = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    return found


def _still_waits(correction: Correction) -> None:
    if correction.state != Correction.State.WAITING:
        raise CorrectionRefused(
            _("It is decided already: %(state)s.") % {"state": correction.get_state_display()}
        )


def _decide(correction: Correction, state: Correction.State, *, by: Seat) -> Correction:
    correction.state = state
    correction.decided_by, correction.decided_at = by.user.pk, timezone.now()
    correction.save(update_fields=["state", "decided_by", "decided_at", "answer", "credit"])
    return correction


def _tell(verb: str, correction: Correction, invoice: Invoice) -> None:
    note(
        verb,
        invoice,
        membership_id=invoice.membership_id,
        correction=correction.pk,
        kind=correction.kind,
        amount=str(correction.amount),
        reason=correction.answer or correction.reason,
    )
