"""The rules of Peppol BIS Billing 3 and of Sweden that an invoice of ours can break.

Each is an XPath that selects what breaks it, under the official id of release 3.0.19 (May 2025).
Warnings about giro accounts count as faults here: a wrong account costs a payment. Rules named
PORTAL check what no official one does.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from lxml import etree
from stdnum import ean, luhn

from fees.einvoice.document import CUSTOMIZATION
from fees.einvoice.elements import CAC, CBC, CREDIT_NOTE, INVOICE, Element
from fees.einvoice.line import SLACK

OURS = "urn:portal"
NAMESPACES = {
    "cac": CAC,
    "cbc": CBC,
    "inv": INVOICE,
    "cn": CREDIT_NOTE,
    "re": "http://exslt.org/regular-expressions",
    "our": OURS,
}
PROFILE = r"^urn:fdc:peppol\.eu:2017:poacc:billing:[0-9]{2}:1\.0$"
TYPES = (
    " 71 80 82 84 102 218 219 331 380 382 383 386 388 393 395 553 575 623 780 817 870 875 876 877 "
)
CREDIT_TYPES = " 381 396 81 83 532 "
REASONS = {"G": "G", "O": "O", "IC": "K", "AE": "AE", "D": "E", "F": "E", "I": "E", "J": "E"}

SELLER = (
    "//cac:AccountingSupplierParty/cac:Party"
    "[cac:PostalAddress/cac:Country/cbc:IdentificationCode='SE']"
)
VAT = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"
SWEDISH = f"{SELLER}/{VAT}[starts-with(., 'SE')]"
LEGAL = f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID"
MEANS = f"//cac:PaymentMeans[{SELLER}]"
GIRO = (
    MEANS + "[normalize-space(cbc:PaymentMeansCode)='30']/cac:PayeeFinancialAccount"
    "[normalize-space(cac:FinancialInstitutionBranch/cbc:ID)='SE:{}']/cbc:ID"
)
BANKGIRO, PLUSGIRO = GIRO.format("BANKGIRO"), GIRO.format("PLUSGIRO")
NUMBERS = "//cbc:{}[@schemeID='{}'][not({})]"
DATES = "|".join(
    f"//cbc:{name}[not(our:is_date(.))]"
    for name in ("IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate")
)
LINE = "//cac:InvoiceLine{0}|//cac:CreditNoteLine{0}"
LINE_PERIOD = "//*[self::cac:InvoiceLine or self::cac:CreditNoteLine]/cac:InvoicePeriod/cbc:{}"
DAY = "translate({}, '-', '')"

RULES = {
    "PEPPOL-EN16931-R008": "//*[not(*) and not(normalize-space())]",
    "PEPPOL-EN16931-R001": "/*[not(cbc:ProfileID)]",
    "PEPPOL-EN16931-R007": f"/*[cbc:ProfileID][not(re:test(cbc:ProfileID, '{PROFILE}'))]",
    "PEPPOL-EN16931-R002": "/*[count(cbc:Note) > 1]",
    "PEPPOL-EN16931-R003": "/*[not(cbc:BuyerReference or cac:OrderReference/cbc:ID)]",
    "PEPPOL-EN16931-R004": f"/*[normalize-space(cbc:CustomizationID) != '{CUSTOMIZATION}']",
    "PEPPOL-EN16931-R005": "/*/cbc:TaxCurrencyCode[. = ../cbc:DocumentCurrencyCode]",
    "PEPPOL-EN16931-R010": "//cac:AccountingCustomerParty/cac:Party[not(cbc:EndpointID)]",
    "PEPPOL-EN16931-R020": "//cac:AccountingSupplierParty/cac:Party[not(cbc:EndpointID)]",
    "PEPPOL-EN16931-R051": "//*[@currencyID != string(/*/cbc:DocumentCurrencyCode)]",
    "PEPPOL-EN16931-R053": "/*[count(cac:TaxTotal[cac:TaxSubtotal]) != 1]",
    "PEPPOL-EN16931-R054": (
        "/*[count(cac:TaxTotal[not(cac:TaxSubtotal)]) != count(cbc:TaxCurrencyCode)]"
    ),
    "PEPPOL-EN16931-R110": (
        LINE_PERIOD.format("StartDate")
        + f"[{DAY.format('.')} < {DAY.format('/*/cac:InvoicePeriod/cbc:StartDate')}]"
    ),
    "PEPPOL-EN16931-R111": (
        LINE_PERIOD.format("EndDate")
        + f"[{DAY.format('.')} > {DAY.format('/*/cac:InvoicePeriod/cbc:EndDate')}]"
    ),
    "PEPPOL-EN16931-R120": LINE.format("[not(our:adds_up(.))]"),
    "PEPPOL-EN16931-R121": "//cac:Price[cbc:BaseQuantity <= 0]",
    "PEPPOL-EN16931-F001": DATES,
    # Of the official list, the two kinds of address that the portal keeps.
    "PEPPOL-EN16931-CL008": "//cbc:EndpointID[not(@schemeID='0007' or @schemeID='0088')]",
    "PEPPOL-EN16931-P0100": (
        f"//cbc:InvoiceTypeCode[not(contains('{TYPES}', concat(' ', normalize-space(), ' ')))]"
    ),
    "PEPPOL-EN16931-P0101": (
        "//cbc:CreditNoteTypeCode"
        f"[not(contains('{CREDIT_TYPES}', concat(' ', normalize-space(), ' ')))]"
    ),
    **{
        f"PEPPOL-EN16931-P{104 + place:04d}": (
            f"//cac:TaxCategory[cbc:TaxExemptionReasonCode='VATEX-EU-{code}'][cbc:ID != '{letter}']"
        )
        for place, (code, letter) in enumerate(REASONS.items())
    },
    "PEPPOL-COMMON-R040": "|".join(
        NUMBERS.format(name, "0088", "our:is_gln(.)") for name in ("EndpointID", "CompanyID", "ID")
    ),
    "SE-R-003": f"{LEGAL}[not(re:test(normalize-space(), '^[0-9]+$'))]",
    "SE-R-004": f"{LEGAL}[string-length(normalize-space()) != 10]",
    "SE-R-013": f"{LEGAL}[not(our:is_number(.))]",
    "PEPPOL-COMMON-R049": "|".join(
        NUMBERS.format(name, "0007", "our:is_number(.)")
        for name in ("EndpointID", "CompanyID", "ID")
    ),
    "SE-R-001": f"{SWEDISH}[string-length(normalize-space()) != 14]",
    "SE-R-002": f"{SWEDISH}[not(re:test(substring(., 3, 12), '^[0-9]+$'))]",
    "PORTAL-VAT": f"{SWEDISH}[not(our:is_vat_number(.))]",
    "SE-R-005": (
        f"{SELLER}[cac:PartyLegalEntity/cbc:CompanyID]"
        "/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID != 'VAT']"
        "/cbc:CompanyID[normalize-space() != 'Godkänd för F-skatt']"
    ),
    "SE-R-006": (
        f"//*[self::cac:TaxCategory or self::cac:ClassifiedTaxCategory][{SWEDISH}][cbc:ID='S']"
        "[not(cbc:Percent=25 or cbc:Percent=12 or cbc:Percent=6)]"
    ),
    "SE-R-007": f"{PLUSGIRO}[not(re:test(normalize-space(), '^[0-9]+$'))]",
    "SE-R-010": (
        f"{PLUSGIRO}[string-length(normalize-space()) < 2 or string-length(normalize-space()) > 8]"
    ),
    "PORTAL-PLUSGIRO": f"{PLUSGIRO}[not(our:is_luhn(.))]",
    "SE-R-008": f"{BANKGIRO}[not(re:test(normalize-space(), '^[0-9]+$'))]",
    "SE-R-009": (
        f"{BANKGIRO}[string-length(normalize-space()) < 7 or string-length(normalize-space()) > 8]"
    ),
    "PORTAL-BANKGIRO": f"{BANKGIRO}[not(our:is_luhn(.))]",
    "SE-R-011": f"{MEANS}[cbc:PaymentMeansCode='50' or cbc:PaymentMeansCode='56']",
    "SE-R-012": f"{MEANS}[cbc:PaymentMeansCode='31']",
    "PORTAL-OCR": "//cac:PaymentMeans/cbc:PaymentID[not(our:is_reference(.))]",
    "PORTAL-CORRECTS": (
        "/cn:CreditNote[not(cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID)]"
    ),
}


def breaches(document: Element) -> Iterator[tuple[str, Element]]:
    """Each rule that a document breaks, with the element that does."""
    for rule, select in _selectors().items():
        for node in select(document):
            yield rule, node


@cache
def _selectors() -> dict[str, Any]:
    known = {(OURS, test.__name__.lstrip("_")): _each(test) for test in _TESTS}
    return {
        rule: etree.XPath(path, namespaces=NAMESPACES, extensions=known)
        for rule, path in RULES.items()
    }


def _each(test: Any) -> Any:
    return lambda _context, nodes: all(test(node) for node in nodes)


def _text(node: Element) -> str:
    return (node.text or "").strip()


def _is_digits(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]+", text))


def _is_luhn(node: Element) -> bool:
    return _is_digits(_text(node)) and bool(luhn.is_valid(_text(node)))


def _is_number(node: Element) -> bool:
    """Whether it is a Swedish organisation number, ten digits and the last one right."""
    return len(_text(node)) == 10 and _is_luhn(node)


def _is_vat_number(node: Element) -> bool:
    found = re.fullmatch(r"SE([0-9]{10})01", _text(node))
    return bool(found and luhn.is_valid(found[1]))


def _is_gln(node: Element) -> bool:
    return bool(re.fullmatch(r"[0-9]{13}", _text(node))) and bool(ean.is_valid(_text(node)))


def _is_reference(node: Element) -> bool:
    """Whether it is a payment reference: 2 to 25 digits, the last one right."""
    return 2 <= len(_text(node)) <= 25 and _is_luhn(node)


def _is_date(node: Element) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", _text(node))) and bool(
            date.fromisoformat(_text(node))
        )
    except ValueError:
        return False


def _adds_up(line: Element) -> bool:
    """Whether quantity times price makes the line's sum, with the slack that the rule gives."""
    names = {"cbc": CBC, "cac": CAC}
    quantity = line.findtext("cbc:InvoicedQuantity", None, names) or line.findtext(
        "cbc:CreditedQuantity", "1", names
    )
    price = line.findtext("cac:Price/cbc:PriceAmount", "0", names)
    base = line.findtext("cac:Price/cbc:BaseQuantity", "1", names)
    try:
        expected = Decimal(quantity) * Decimal(price) / Decimal(base)
        differs = abs(Decimal(line.findtext("cbc:LineExtensionAmount", "0", names)) - expected)
    except (InvalidOperation, ZeroDivisionError):
        return False
    return differs <= SLACK


_TESTS = (_is_luhn, _is_number, _is_vat_number, _is_gln, _is_reference, _is_date, _adds_up)
