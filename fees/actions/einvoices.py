"""The e-invoice of an issued invoice: built from the frozen row, held against the rules, kept once.

Whoever hands it on takes the kept file, so that what leaves is what was checked.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fees.einvoice import build, faults
from fees.models import Invoice, InvoiceLine
from network.documents import Attachment
from network.models import Document


def made_of(invoice: Invoice, lines: Sequence[InvoiceLine]) -> bytes | None:
    """The e-invoice; None where the buyer has no address for one, or a rule keeps it from leaving.

    Rules are asked again although a draft was asked before the number was taken: a rule set may
    have changed since, and a wrong e-invoice must not leave.
    """
    if not invoice.buyer.get("endpoint"):
        return None
    xml = build(invoice, lines)
    return None if any(fault.fatal for fault in faults(xml)) else xml


def address_of(invoice: Invoice) -> str:
    """The Peppol address of the buyer, as it stands on the paper."""
    return f"{invoice.buyer.get('endpoint_scheme') or '0007'}:{invoice.buyer.get('endpoint')}"


def attached(invoice: Invoice, xml: bytes | None) -> list[Attachment]:
    """The e-invoice as the file inside the paper, which is a readable copy of it."""
    if xml is None:
        return []
    name = "kreditfaktura.xml" if invoice.is_credit else "faktura.xml"
    return [Attachment(name, xml, _("E-invoice by Peppol BIS Billing 3"), "Alternative")]


def keep(invoice: Invoice, xml: bytes, *, user_id: int | None) -> Document:
    """Keep the e-invoice beside the paper; who may read the one may read the other."""
    word = "kreditfaktura" if invoice.is_credit else "faktura"
    kept: Document = Document.objects.create(
        kind=Document.Kind.INVOICE,
        membership_id=invoice.membership_id,
        user_id=user_id,
        name=f"{word}-{invoice.code}.xml",
        media_type="application/xml",
        content=xml,
    )
    return kept
