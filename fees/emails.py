"""The letters about fees."""

from django.conf import settings

from fees.leaving import is_cancelled, was_told
from fees.models import Invoice
from members.models import InvoiceProfile
from members.querysets import covering
from network.actions import letter
from network.addresses import network_url
from network.letters import compose
from network.looks import look_of


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
    profile = InvoiceProfile.objects.filter(
        covering(invoice.day), membership=invoice.membership_id
    ).first()
    if profile is None or not profile.email:
        return
    key = f"invoice-available-{invoice.pk}"
    url = network_url(invoice.network, "invoice", pk=invoice.pk)
    written = compose(
        "invoice_available",
        {
            "number": invoice.code,
            "title": invoice.title,
            "total": invoice.total,
            "due": invoice.due,
            "reference": invoice.buyer_reference,
            "url": url,
            "demo": invoice.network.example_data,
        },
        to=profile.email,
        language=settings.LANGUAGE_CODE,
        network=look_of(invoice.network),
        letter_id=key,
    )
    letter.write_composed(
        key, written, name="invoice_available", membership_id=invoice.membership_id
    )


def credit_note_available(credit: Invoice) -> None:
    """To the member's invoice address: a credit note corrects an invoice. Names nobody."""
    profile = InvoiceProfile.objects.filter(
        covering(credit.day), membership=credit.membership_id
    ).first()
    if profile is None or not profile.email or credit.corrects is None:
        return
    key = f"credit-note-available-{credit.pk}"
    written = compose(
        "credit_note_available",
        {
            "number": credit.code,
            "corrects": credit.corrects.code,
            "total": -credit.total,
            "left": credit.corrects.balance,
            "back": -credit.balance,
            "reason": credit.reason,
            "reference": credit.buyer_reference,
            "url": network_url(credit.network, "invoice", pk=credit.pk),
            "demo": credit.network.example_data,
        },
        to=profile.email,
        language=settings.LANGUAGE_CODE,
        network=look_of(credit.network),
        letter_id=key,
    )
    letter.write_composed(
        key, written, name="credit_note_available", membership_id=credit.membership_id
    )
