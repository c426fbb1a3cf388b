"""An invoice or credit note as UBL 2.1 by Peppol BIS Billing 3, in the order that UBL asks for."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from fees.einvoice import party, tax
from fees.einvoice.elements import (
    CREDIT_NOTE,
    CURRENCY,
    INVOICE,
    Element,
    amount,
    drop_empty,
    part,
    put,
    root,
)
from fees.einvoice.line import add_line
from fees.models import Invoice, InvoiceLine
from network.money import ZERO

CUSTOMIZATION = (
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"  # exactly so
)
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE_TYPE, CREDIT_NOTE_TYPE = "380", "381"
CREDIT_TRANSFER = "30"  # with the branch below: to a bankgiro or plusgiro (rule SE-R-011)
BRANCHES = {"bankgiro": "SE:BANKGIRO", "plusgiro": "SE:PLUSGIRO"}
NOT_NUMBERED = "0"  # a draft has no number yet, and the standard asks for one


def build(invoice: Invoice, lines: Sequence[InvoiceLine]) -> bytes:
    """The e-invoice of a frozen row or an unsaved draft; the same bytes for the same row.

    What is missing is left out, so that the checks can name it. A credit note, kept below zero,
    is written above zero.
    """
    with translation.override(settings.LANGUAGE_CODE):
        document = _credit_note(invoice) if invoice.is_credit else _invoice(invoice)
        _references(document, invoice)
        party.seller(document, invoice.seller, with_vat=not invoice.outside_vat)
        party.buyer(document, invoice.buyer)
        _payment(document, invoice)
        tax.total(document, invoice, lines)
        _sums(document, invoice, lines)
        for line in lines:
            add_line(document, line, is_credit=invoice.is_credit)
    drop_empty(document)
    content: bytes = etree.tostring(
        document, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return content


def _invoice(invoice: Invoice) -> Element:
    document = root(INVOICE, "Invoice")
    _head(document, invoice)
    put(document, "DueDate", invoice.due)
    put(document, "InvoiceTypeCode", INVOICE_TYPE)
    _end_of_head(document, invoice)
    return document


def _credit_note(invoice: Invoice) -> Element:
    document = root(CREDIT_NOTE, "CreditNote")
    _head(document, invoice)
    put(document, "CreditNoteTypeCode", CREDIT_NOTE_TYPE)
    _end_of_head(document, invoice)
    return document


def _head(document: Element, invoice: Invoice) -> None:
    put(document, "CustomizationID", CUSTOMIZATION)
    put(document, "ProfileID", PROFILE)
    put(document, "ID", invoice.code or NOT_NUMBERED)
    put(document, "IssueDate", invoice.day)


def _end_of_head(document: Element, invoice: Invoice) -> None:
    put(document, "Note", _note(invoice))
    put(document, "DocumentCurrencyCode", CURRENCY)
    put(document, "BuyerReference", invoice.buyer.get("reference"))


def _note(invoice: Invoice) -> str:
    """The one note that the rules allow (R002)."""
    told = [
        _("Example data, not a real invoice.") if invoice.seller.get("example") else "",
        invoice.reason,
        invoice.seller.get("text", ""),
    ]
    return " ".join(words for words in told if words)


def _references(document: Element, invoice: Invoice) -> None:
    period = part(document, "InvoicePeriod")
    put(period, "StartDate", invoice.period_from)
    put(period, "EndDate", invoice.period_until)
    put(part(document, "OrderReference"), "ID", invoice.buyer.get("order_number"))
    if invoice.corrects is not None:
        corrected = part(part(document, "BillingReference"), "InvoiceDocumentReference")
        put(corrected, "ID", invoice.corrects.code)
        put(corrected, "IssueDate", invoice.corrects.day)


def _payment(document: Element, invoice: Invoice) -> None:
    """Where to pay an invoice; a credit note is drawn from what is owed, or paid back."""
    terms = part(document, "PaymentTerms")
    if invoice.is_credit:
        put(terms, "Note", _("Deducted from the invoice it corrects, or paid back."))
        return
    means = part(document, "PaymentMeans")
    terms.addprevious(means)
    put(means, "PaymentMeansCode", CREDIT_TRANSFER)
    put(means, "PaymentID", invoice.payment_reference)
    account = part(means, "PayeeFinancialAccount")
    put(account, "ID", invoice.seller.get("account"))
    branch = BRANCHES.get(invoice.seller.get("account_kind", ""))
    put(part(account, "FinancialInstitutionBranch"), "ID", branch)
    days = invoice.payment_days
    put(terms, "Note", ngettext("%(days)s day net", "%(days)s days net", days) % {"days": days})


def _sums(document: Element, invoice: Invoice, lines: Sequence[InvoiceLine]) -> None:
    sign = -1 if invoice.is_credit else 1
    sums = part(document, "LegalMonetaryTotal")
    amount(sums, "LineExtensionAmount", sign * sum((line.net for line in lines), ZERO))
    amount(sums, "TaxExclusiveAmount", sign * invoice.net)
    amount(sums, "TaxInclusiveAmount", sign * invoice.total)
    amount(sums, "PayableAmount", sign * invoice.total)
