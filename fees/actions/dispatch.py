"""An e-invoice leaves, and what is said of it comes back."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import einvoices
from fees.models import Dispatch, Invoice
from fees.models.issuer import Channel
from network.models import Document
from network.models.journal import note
from network.refusals import Refused
from network.scope import current

State = Dispatch.State

# What may follow what, when somebody tells the state: a rejection may come after a receipt.
FOLLOWS = {
    State.RECEIVED: (State.WAITING, State.SENDING, State.SENT),
    State.REJECTED: (State.WAITING, State.SENDING, State.SENT, State.RECEIVED),
}


class DispatchRefused(Refused):
    """It cannot be done; the message is a sentence for the one who asked."""


def lay(invoice: Invoice, *, attempt: int = 1) -> Dispatch | None:
    """Let an issued invoice set out by its seller's channel; None when it is on its way already."""
    if invoice.cancels or invoice.credits.filter(cancels=True).exists():
        return None
    issuer = invoice.issuer
    state, told = _beginning(invoice)
    dispatch = Dispatch(
        invoice=invoice,
        membership_id=invoice.membership_id,
        channel=issuer.channel,
        state=state,
        told=told,
        name=_name(invoice, attempt),
        to=issuer.access_point_email if issuer.channel == Channel.MAIL else "",
        attempt=attempt,
        made_by=current().user_id,
    )
    try:
        with transaction.atomic():
            dispatch.save(force_insert=True)
    except IntegrityError:
        return None
    return dispatch


def _beginning(invoice: Invoice) -> tuple[str, str]:
    """Whether there is an e-invoice to send; a word of why not."""
    if not invoice.buyer.get("endpoint"):
        return State.NO_ADDRESS, ""
    if invoice.einvoice_id is None:
        return State.FAILED, _("The e-invoice breaks a rule of Peppol. Nothing was sent.")
    return State.WAITING, ""


def _name(invoice: Invoice, attempt: int) -> str:
    """Unlike every other file's of the portal: two networks may share a folder."""
    kind = "kreditfaktura" if invoice.is_credit else "faktura"
    again = f"_{attempt}" if attempt > 1 else ""
    number = "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in invoice.code)
    seller = invoice.seller["organisation_number"]
    return f"{invoice.network.slug}_{seller}_{kind}_{number}{again}.xml"


def content(dispatch: Dispatch) -> bytes:
    """The e-invoice that was checked and kept when the invoice was drawn."""
    kept = Document.objects.filter(pk=dispatch.invoice.einvoice_id).first()
    if kept is None:
        raise DispatchRefused(_("There is no e-invoice of this invoice."))
    return bytes(kept.content)


def has_left(invoice: Invoice) -> bool:
    """Whether the e-invoice is with the access point or the buyer, or was."""
    return bool(Dispatch.objects.filter(invoice=invoice).left().exists())


def cancel(invoice: Invoice) -> bool:
    """Call an e-invoice back before it leaves; False when it has left.

    The rows are locked, so that a sender that is about to take it either has it or never gets it,
    and so is the invoice, so that its paper is either drawn before or finds it cancelled.
    """
    Invoice.objects.select_for_update(no_key=True, of=("self",)).get(pk=invoice.pk)
    open_rows = list(
        Dispatch.objects.filter(invoice=invoice).select_for_update(no_key=True).order_by("pk")
    )
    if any(
        row.state in (State.SENDING, State.SENT, State.RECEIVED, State.REJECTED)
        for row in open_rows
    ):
        return False
    for row in open_rows:
        _move(row, State.CANCELLED, _("Cancelled before it was sent."))
    return True


def hand_over(dispatches: Iterable[Dispatch]) -> int:
    """Write down that downloaded e-invoices are handed to the access point; returns how many."""
    chosen = [row.pk for row in dispatches]
    waiting = (
        Dispatch.objects.to_download()
        .filter(pk__in=chosen)
        .select_for_update(no_key=True, of=("self",))
        .select_related("invoice")
        .order_by("pk")
    )
    count = 0
    for row in waiting:
        row.sent_at = timezone.now()
        _move(row, State.SENT, "")
        count += 1
    return count


def answer(dispatch: Dispatch, state: str, told: str) -> bool:
    """What the access point or the buyer says; False when it changes nothing any more."""
    row: Dispatch = (
        Dispatch.objects.select_for_update(no_key=True, of=("self",))
        .select_related("invoice")
        .get(pk=dispatch.pk)
    )
    if row.state not in FOLLOWS[State(state)]:
        return False
    _move(row, state, told)
    return True


def send_again(dispatch: Dispatch) -> Dispatch:
    """Let an e-invoice that failed or was rejected set out once more, as a new attempt."""
    if dispatch.state not in (State.FAILED, State.REJECTED):
        raise DispatchRefused(_("Only what failed or was rejected is sent again."))
    if not dispatch.invoice.dispatches.filter(attempt__gt=dispatch.attempt).exists():
        _make_up(dispatch.invoice)
        laid = lay(dispatch.invoice, attempt=dispatch.attempt + 1)
        if laid is not None:
            _tell(laid, "")
            return laid
    raise DispatchRefused(_("It is on its way again already."))


def _make_up(invoice: Invoice) -> None:
    """Keep the e-invoice that could not be made when the paper was drawn."""
    if invoice.einvoice_id is None:
        xml = einvoices.made_of(invoice, list(invoice.lines.all()))
        if xml is not None:
            invoice.einvoice = einvoices.keep(invoice, xml, user_id=current().user_id)
            invoice.save(update_fields=["einvoice"])


def _move(row: Dispatch, state: str, told: str) -> None:
    row.state, row.state_at, row.told = state, timezone.now(), told[:500]
    row.save(update_fields=["state", "state_at", "told", "sent_at", "tries", "due_at"])
    _tell(row, told)


def _tell(row: Dispatch, told: str) -> None:
    note(
        f"dispatch_{row.state}",
        row.invoice,
        membership_id=row.membership_id,
        number=row.invoice.code,
        channel=row.channel,
        told=told[:500],
    )


def fail(row: Dispatch, told: str) -> None:
    """Give a hand-over up; somebody must look."""
    _move(row, State.FAILED, told)


def mark_sent(row: Dispatch) -> None:
    """Write down that the file is in the folder, or the mail with the access point's server."""
    row.sent_at = timezone.now()
    _move(row, State.SENT, "")
