"""The letters about fees."""

from typing import Any

from fees.carriage.leaving import is_cancelled, was_told
from fees.models import Invoice
from members.models import InvoiceProfile
from members.querysets import covering
from network.actions import letter
from network.addresses import network_url


def paper_available(invoice: Invoice) -> None:
    """Tell that an invoice or a credit note is there.

    Of what was cancelled nothing is told, unless the letter that the invoice is ready had gone.
    """
    if is_cancelled(invoice):
        return
    if invoice.cancels and invoice.corrects and not was_told(invoice.corrects, invoice):
        return
    if invoice.is_credit:
        credit_note_available(invoice)
    else:
        invoice_available(invoice)


def invoice_available(invoice: Invoice) -> None:
    """To the member's invoice address: the invoice is there. Names nobody."""
    _send(
        f"invoice-available-{invoice.pk}",
        "invoice_available",
        invoice,
        {"title": invoice.title, "total": invoice.total, "due": invoice.due},
    )


def credit_note_available(credit: Invoice) -> None:
    """To the member's invoice address: a credit note corrects an invoice. Names nobody."""
    if credit.corrects is None:
        return
    _send(
        f"credit-note-available-{credit.pk}",
        "credit_note_available",
        credit,
        {
            "corrects": credit.corrects.code,
            "total": -credit.total,
            "left": credit.corrects.balance,
            "back": -credit.balance,
            "reason": credit.reason,
        },
    )


def _send(key: str, template: str, paper: Invoice, facts: dict[str, Any]) -> None:
    """To where the payer wants its invoices, in the language that it asked for."""
    profiles = InvoiceProfile.objects.filter(covering(paper.day), membership=paper.membership_id)
    profile = profiles.exclude(email="").first()
    if profile is None:
        return
    letter.send(
        key,
        template,
        {
            "number": paper.code,
            "reference": paper.buyer_reference,
            "url": network_url(paper.network, "invoice", pk=paper.pk),
            **facts,
        },
        to=profile.email,
        language=profile.language,
        network=paper.network,
        membership_id=paper.membership_id,
    )
