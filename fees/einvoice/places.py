"""Where in the portal the cause of a fault is kept, from where in the e-invoice it shows."""

import re

from lxml import etree

from fees.einvoice.elements import Element

_STEP = re.compile(r"/(?:\*:|\w[\w-]*:)?(\w+)(?:\[namespace-uri\(\)[^\]]*\])?(?:\[(\d+)\])?")
LINES = ("InvoiceLine", "CreditNoteLine")
# The first that fits, from the outermost element inwards.
PLACES = (
    (("AccountingSupplierParty", "EndpointID"), "issuer.endpoint"),
    (("AccountingSupplierParty", "PartyTaxScheme"), "issuer.vat_number"),
    (("AccountingSupplierParty", "RegistrationName"), "issuer.name"),
    (("AccountingSupplierParty", "PartyLegalEntity"), "issuer.organisation_number"),
    (("AccountingSupplierParty", "PostalAddress"), "issuer.address"),
    (("AccountingSupplierParty", "Contact"), "issuer.email"),
    (("AccountingSupplierParty",), "issuer"),
    (("AccountingCustomerParty", "EndpointID"), "buyer.endpoint"),
    (("AccountingCustomerParty", "RegistrationName"), "buyer.name"),
    (("AccountingCustomerParty", "PartyLegalEntity"), "buyer.organisation_number"),
    (("AccountingCustomerParty", "PostalAddress"), "buyer.address"),
    (("AccountingCustomerParty",), "buyer"),
    (("PaymentID",), "payment_reference"),
    (("PaymentMeans",), "issuer.account"),
    (("PaymentTerms",), "due"),
    (("DueDate",), "due"),
    (("BuyerReference",), "buyer.reference"),
    (("OrderReference",), "buyer.order_number"),
    (("InvoicePeriod",), "period"),
    (("BillingReference",), "corrects"),
    (("TaxTotal",), "vat"),
    (("LegalMonetaryTotal",), "total"),
    (("Note",), "note"),
)


def of_node(node: Element) -> str:
    """The field behind an element."""
    path = []
    for step in reversed([node, *node.iterancestors()]):
        name = etree.QName(step).localname
        twins = [*step.itersiblings(step.tag, preceding=True)]
        path.append((name, len(twins) + 1))
    return _field(path, node.getroottree().getroot())


def of_location(location: str, document: Element) -> str:
    """The field behind the path that a rule set reports."""
    path = [(name, int(place or 1)) for name, place in _STEP.findall(location)]
    return _field(path, document)


def _field(path: list[tuple[str, int]], document: Element) -> str:
    names = [name for name, _place in path]
    for name, place in path:
        if name in LINES:
            return f"line {place}"
    for wanted, field in PLACES:
        if all(name in names for name in wanted):
            return _account(document) if field == "issuer.account" else field
    return ""


def _account(document: Element) -> str:
    """Which of the issuer's two accounts the e-invoice names."""
    is_plusgiro = any(node.text == "SE:PLUSGIRO" for node in document.iter("{*}ID"))
    return "issuer.plusgiro" if is_plusgiro else "issuer.bankgiro"
