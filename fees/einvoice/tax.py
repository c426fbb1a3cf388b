"""VAT of an e-invoice: one group for each category and rate, rounded once for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from fees.einvoice.elements import Element, amount, part, put
from fees.models import Invoice, InvoiceLine
from fees.rules import Category
from network.money import vat_of

OUTSIDE_CODE = "VATEX-EU-O"


@dataclass(frozen=True)
class Subtotal:
    """What one category and rate adds up to, above zero also on a credit note; in kronor."""

    category: str
    rate: Decimal
    taxable: Decimal
    tax: Decimal
    code: str = ""
    reason: str = ""


def subtotals(invoice: Invoice, lines: Sequence[InvoiceLine]) -> list[Subtotal]:
    """The groups of an invoice, by category and from the highest rate down.

    A credit note keeps the VAT of each rate that it gives back, which closes an invoice to the öre.
    """
    sign = -1 if invoice.is_credit else 1
    kept = {Decimal(part["rate"]): Decimal(part["vat"]) for part in invoice.vat_parts or []}
    found = []
    for category, rate in sorted(
        {(line.vat_category, line.vat_rate) for line in lines}, key=_order
    ):
        alike = [line for line in lines if (line.vat_category, line.vat_rate) == (category, rate)]
        group = vat_of((line.vat_rate, line.net) for line in alike)[0]
        tax = kept.get(rate, group.vat)
        reason = _reason(invoice, alike, category)
        found.append(Subtotal(category, rate, sign * group.net, sign * tax, *reason))
    return found


def total(root: Element, invoice: Invoice, lines: Sequence[InvoiceLine]) -> None:
    """The one TaxTotal of the document, with its subtotals."""
    sign = -1 if invoice.is_credit else 1
    everything = part(root, "TaxTotal")
    amount(everything, "TaxAmount", sign * invoice.vat)
    for group in subtotals(invoice, lines):
        subtotal = part(everything, "TaxSubtotal")
        amount(subtotal, "TaxableAmount", group.taxable)
        amount(subtotal, "TaxAmount", group.tax)
        category = part(subtotal, "TaxCategory")
        put(category, "ID", group.category)
        _percent(category, group.category, group.rate)
        put(category, "TaxExemptionReasonCode", group.code)
        put(category, "TaxExemptionReason", group.reason)
        put(part(category, "TaxScheme"), "ID", "VAT")


def of_line(item: Element, line: InvoiceLine) -> None:
    """The VAT category that a line is in."""
    category = part(item, "ClassifiedTaxCategory")
    put(category, "ID", line.vat_category)
    _percent(category, line.vat_category, line.vat_rate)
    put(part(category, "TaxScheme"), "ID", "VAT")


def outside_words(invoice: Invoice) -> str:
    """Why an invoice carries no VAT at all, as paper and e-invoice say it."""
    if invoice.seller.get("in_the_state") and invoice.buyer.get("in_the_state"):
        return _("Supply between authorities of the Swedish State – no value added tax.")
    return _("Outside the scope of value added tax.")


def exempt_words(lines: Sequence[InvoiceLine]) -> str:
    """Why lines are exempt, as paper and e-invoice say it: each reason once."""
    given = dict.fromkeys(line.exemption for line in lines if line.exemption)
    return "; ".join(given) or _("Exempt from value added tax.")


def _order(key: tuple[str, Decimal]) -> tuple[int, Decimal]:
    category, rate = key
    return [Category.STANDARD, Category.EXEMPT, Category.OUTSIDE].index(Category(category)), -rate


def _percent(parent: Element, category: str, rate: Decimal) -> None:
    if category != Category.OUTSIDE:
        put(parent, "Percent", rate)


def _reason(invoice: Invoice, lines: Sequence[InvoiceLine], category: str) -> tuple[str, str]:
    """Code and words of why there is no VAT (rules BR-O-10, BR-E-10, BR-S-10)."""
    if category == Category.OUTSIDE:
        return OUTSIDE_CODE, outside_words(invoice)
    if category == Category.EXEMPT:
        codes = {line.exemption_code for line in lines}
        return (codes.pop() if len(codes) == 1 else ""), exempt_words(lines)
    return "", ""
