"""What hinders an invoice from being issued: told in words, before any number is used."""

from collections.abc import Sequence

from fees.einvoice import draft_faults
from fees.models import Invoice, InvoiceLine, InvoiceRun, Unissued
from fees.rules import Missing


def hindrances(invoice: Invoice, lines: Sequence[InvoiceLine]) -> list[tuple[str, str]]:
    """Why an invoice that has no number yet may not be issued: sentence and field, worst first.

    A buyer with a Peppol address gets an e-invoice, which the rules of the standard must let
    through; one without gets the PDF alone, which they say nothing of.
    """
    if not invoice.buyer_reference:
        return [(str(Missing.REFERENCE.label), "buyer.reference")]
    if not invoice.buyer["endpoint"]:
        return []
    found = [fault for fault in draft_faults(invoice, lines) if fault.fatal]
    return [(fault.words, fault.field) for fault in found]


def tell_why_not(
    run: InvoiceRun, membership_id: int, outside_vat: bool, faults: Sequence[tuple[str, str]]
) -> None:
    """Write on the run why a payer got no invoice; the next try writes anew."""
    Unissued.objects.update_or_create(
        run=run,
        membership_id=membership_id,
        outside_vat=outside_vat,
        defaults={
            "words": "\n".join(dict.fromkeys(words for words, _field in faults)),
            "field": faults[0][1],
        },
    )
