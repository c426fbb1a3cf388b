"""The letters about fees."""

from django.conf import settings

from fees.models import Invoice
from members.models import InvoiceProfile
from members.querysets import covering
from network.actions import letter
from network.addresses import network_url
from network.letters import compose
from network.looks import look_of


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
