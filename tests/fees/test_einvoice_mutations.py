"""Every change that would make an e-invoice wrong is found, under the rule that it breaks."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from fees import einvoice
from fees.einvoice.elements import CAC, CBC
from fees.models import Invoice, InvoiceLine
from tests.fees.einvoices import TIMRA, credit_note, invoice, line, mixed_vat, outside_vat, seller

NAMES = {"cac": CAC, "cbc": CBC}
Change = Callable[[Any], None]

BASES: dict[str, Callable[[], tuple[Invoice, list[InvoiceLine]]]] = {
    "O": outside_vat,
    "S": mixed_vat,
    "381": credit_note,
    "PG": lambda: invoice(
        [line("S", 25)], to=TIMRA, seller=seller(account_kind="plusgiro", account="9020033")
    ),
    "F": lambda: invoice([line("S", 25)], to=TIMRA, seller=seller(f_tax=True)),
}


def drop(path: str) -> Change:
    """Take the first one away."""

    def change(root: Any) -> None:
        node = root.find(path, NAMES)
        node.getparent().remove(node)

    return change


def say(path: str, text: str) -> Change:
    """Let the first one say something else."""

    def change(root: Any) -> None:
        root.find(path, NAMES).text = text

    return change


def mark(path: str, name: str, value: str) -> Change:
    """Change an attribute of the first one."""

    def change(root: Any) -> None:
        root.find(path, NAMES).set(name, value)

    return change


def twice(path: str) -> Change:
    """Repeat the first one."""

    def change(root: Any) -> None:
        node = root.find(path, NAMES)
        node.addnext(etree.fromstring(etree.tostring(node)))

    return change


def add(path: str, xml: str) -> Change:
    """Put something after the first one."""
    wrapped = f'<x xmlns:cac="{CAC}" xmlns:cbc="{CBC}">{xml}</x>'

    def change(root: Any) -> None:
        root.find(path, NAMES).addnext(etree.fromstring(wrapped)[0])

    return change


def both(*changes: Change) -> Change:
    """Several changes at once."""

    def change(root: Any) -> None:
        for each in changes:
            each(root)

    return change


SELLER, BUYER = "cac:AccountingSupplierParty/cac:Party/", "cac:AccountingCustomerParty/cac:Party/"
ENDPOINT, LEGAL = "cbc:EndpointID", "cac:PartyLegalEntity/cbc:CompanyID"
COUNTRY = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
VAT_NUMBER = SELLER + "cac:PartyTaxScheme/cbc:CompanyID"
ACCOUNT = "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"
LINE, SUBTOTAL = "cac:InvoiceLine/", "cac:TaxTotal/cac:TaxSubtotal/"
LINE_VAT = LINE + "cac:Item/cac:ClassifiedTaxCategory"
CATEGORY = SUBTOTAL + "cac:TaxCategory/"
FOURTH = "cac:TaxTotal/cac:TaxSubtotal[4]/cac:TaxCategory/"
SUMS = "cac:LegalMonetaryTotal/"
NO_REASON = "<cbc:TaxExemptionReason>skäl</cbc:TaxExemptionReason>"

P = "PEPPOL-EN16931-"
MUTATIONS: list[tuple[str, str, Change, set[str]]] = [
    ("no profile", "O", drop("cbc:ProfileID"), {P + "R001"}),
    ("another process", "O", say("cbc:ProfileID", "urn:x"), {P + "R007"}),
    ("another specification", "O", say("cbc:CustomizationID", "urn:cen.eu:en16931:2017"),
     {P + "R004"}),
    ("no specification", "O", drop("cbc:CustomizationID"), {P + "R004", "BR-01"}),
    ("two notes", "O", twice("cbc:Note"), {P + "R002"}),
    ("an empty note", "O", say("cbc:Note", " "), {P + "R008"}),
    ("no reference", "S", drop("cbc:BuyerReference"), {P + "R003"}),
    ("no buyer's address", "O", drop(BUYER + ENDPOINT), {P + "R010"}),
    ("no seller's address", "O", drop(SELLER + ENDPOINT), {P + "R020"}),
    ("another currency", "O", mark(SUMS + "cbc:PayableAmount", "currencyID", "EUR"),
     {P + "R051"}),
    ("no number", "O", say("cbc:ID", " "), {P + "R008", "BR-02"}),
    ("a date backwards", "O", say("cbc:IssueDate", "02-03-2026"), {"UBL-2.1"}),
    ("a date with a zone", "O", say("cbc:IssueDate", "2026-03-02Z"), {P + "F001"}),
    ("an unknown type", "O", say("cbc:InvoiceTypeCode", "381"), {P + "P0100", "BR-CL-01"}),
    ("an unknown credit type", "381", say("cbc:CreditNoteTypeCode", "380"),
     {P + "P0101", "BR-CL-01"}),
    ("a credit note of nothing", "381", drop("cac:BillingReference"), {"PORTAL-CORRECTS"}),
    ("credited invoice without number", "381",
     say("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", " "), {P + "R008"}),
    ("period backwards", "O", say("cac:InvoicePeriod/cbc:EndDate", "2025-01-01"), {"BR-29"}),
    ("neither due date nor terms", "O",
     both(drop("cbc:DueDate"), drop("cac:PaymentTerms")),
     {"BR-CO-25"}),
    ("address scheme unknown", "O", mark(BUYER + ENDPOINT, "schemeID", "9999"),
     {P + "CL008", "BR-CL-25"}),
    ("address with hyphen", "O", say(BUYER + ENDPOINT, "202100-1819"), {"PEPPOL-COMMON-R049"}),
    ("address with a wrong digit", "O", say(BUYER + ENDPOINT, "2021001818"),
     {"PEPPOL-COMMON-R049"}),
    ("GLN with a wrong digit", "O",
     both(mark(BUYER + ENDPOINT, "schemeID", "0088"), say(BUYER + ENDPOINT, "7340093200005")),
     {"PEPPOL-COMMON-R040"}),
    ("seller's number with hyphen", "O", say(SELLER + LEGAL, "202100-0928"), {"SE-R-003"}),
    ("seller's number too short", "O", say(SELLER + LEGAL, "202100092"), {"SE-R-004"}),
    ("seller's number with a wrong digit", "O", say(SELLER + LEGAL, "2021000920"), {"SE-R-013"}),
    ("buyer's number with a wrong digit", "O", say(BUYER + LEGAL, "2021001810"),
     {"PEPPOL-COMMON-R049"}),
    ("seller without number outside VAT", "O", drop(SELLER + LEGAL), {"BR-CO-26"}),
    ("seller without name", "O", drop(SELLER + "cac:PartyLegalEntity/cbc:RegistrationName"),
     {"BR-06"}),
    ("buyer without name", "O", drop(BUYER + "cac:PartyLegalEntity/cbc:RegistrationName"),
     {"BR-07"}),
    ("seller without address", "O", drop(SELLER + "cac:PostalAddress"), {"BR-08"}),
    ("buyer without country", "O", drop(BUYER + "cac:PostalAddress/cac:Country"), {"BR-11"}),
    ("country unknown", "O", say(BUYER + COUNTRY, "XX"), {"BR-CL-14"}),
    ("VAT number too short", "S", say(VAT_NUMBER, "SE2021000928"), {"SE-R-001"}),
    ("VAT number with letters", "S", say(VAT_NUMBER, "SE20210009280A"), {"SE-R-002"}),
    ("VAT number of nobody", "S", say(VAT_NUMBER, "SE202100092001"), {"PORTAL-VAT"}),
    ("VAT number without country", "S", say(VAT_NUMBER, "202100092801"), {"BR-CO-09"}),
    ("no VAT number", "S", drop(SELLER + "cac:PartyTaxScheme"), {"BR-E-02"}),
    ("VAT number outside VAT", "O",
     add(SELLER + "cac:PostalAddress", "<cac:PartyTaxScheme><cbc:CompanyID>SE202100092801"
         "</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
         "</cac:PartyTaxScheme>"), {"BR-O-02"}),
    ("F-tax in other words", "F", say(SELLER + "cac:PartyTaxScheme[2]/cbc:CompanyID", "F-skatt"),
     {"SE-R-005"}),
    ("rate of another country", "S", say(LINE_VAT + "/cbc:Percent", "21"),
     {"SE-R-006", "BR-S-08"}),
    ("standard rate of zero", "S", say(LINE_VAT + "/cbc:Percent", "0"),
     {"SE-R-006", "BR-S-05", "BR-S-08"}),
    ("no category on a line", "S", drop(LINE_VAT), {"BR-CO-04", "BR-S-08"}),
    ("category unknown", "S", say(LINE_VAT + "/cbc:ID", "H"), {"BR-CL-18", "BR-S-08"}),
    ("percent outside VAT", "O",
     add(LINE_VAT + "/cbc:ID", "<cbc:Percent>0</cbc:Percent>"), {"BR-O-05"}),
    ("outside VAT without a reason", "O",
     both(drop(CATEGORY + "cbc:TaxExemptionReason"),
          drop(CATEGORY + "cbc:TaxExemptionReasonCode")),
     {"BR-O-10"}),
    ("exempt without a reason", "S",
     both(drop(FOURTH + "cbc:TaxExemptionReason"), drop(FOURTH + "cbc:TaxExemptionReasonCode")),
     {"BR-E-10"}),
    ("reason with VAT", "S", add(CATEGORY + "cbc:Percent", NO_REASON), {"BR-S-10"}),
    ("reason of another category", "O", say(CATEGORY + "cbc:TaxExemptionReasonCode", "VATEX-EU-AE"),
     {P + "P0107"}),
    ("reason code unknown", "O", say(CATEGORY + "cbc:TaxExemptionReasonCode", "VATEX-EU-XX"),
     {"BR-CL-22"}),
    ("VAT outside VAT", "O", say(SUBTOTAL + "cbc:TaxAmount", "1.00"),
     {"BR-O-09", "BR-CO-14", "BR-CO-17"}),
    ("VAT of another rate", "S", say(SUBTOTAL + "cbc:TaxAmount", "1188.00"),
     {"BR-S-09", "BR-CO-14", "BR-CO-17"}),
    ("taxable amount too low", "S", say(SUBTOTAL + "cbc:TaxableAmount", "9899.00"), {"BR-S-08"}),
    ("VAT total", "S", say("cac:TaxTotal/cbc:TaxAmount", "2715.69"), {"BR-CO-14", "BR-CO-15"}),
    ("no VAT groups", "S",
     both(*[drop("cac:TaxTotal/cac:TaxSubtotal")] * 4),
     {P + "R053", "BR-CO-18", "BR-S-01", "BR-E-01"}),
    ("two VAT totals", "S", twice("cac:TaxTotal"),
     {P + "R053", "BR-CO-15", "BR-E-01"}),
    ("sum of lines", "S", say(SUMS + "cbc:LineExtensionAmount", "16065.76"),
     {"BR-CO-10"}),
    ("sum without VAT", "S", say(SUMS + "cbc:TaxExclusiveAmount", "16065.74"),
     {"BR-CO-13", "BR-CO-15"}),
    ("sum with VAT", "S", say(SUMS + "cbc:TaxInclusiveAmount", "18781.44"),
     {"BR-CO-15", "BR-CO-16"}),
    ("sum to pay", "S", say(SUMS + "cbc:PayableAmount", "18781.44"), {"BR-CO-16"}),
    ("three decimals", "S", say(SUMS + "cbc:PayableAmount", "18781.430"), {"BR-DEC-18"}),
    ("no lines", "S",
     both(*[drop("cac:InvoiceLine")] * 4),
     {"UBL-2.1"}),
    ("line without sum", "S", drop(LINE + "cbc:LineExtensionAmount"), {"UBL-2.1"}),
    ("line sum", "S", say(LINE + "cbc:LineExtensionAmount", "9900.10"),
     {P + "R120", "BR-CO-10"}),
    ("line quantity", "S", say(LINE + "cbc:InvoicedQuantity", "3"), {P + "R120"}),
    ("line unit unknown", "S", mark(LINE + "cbc:InvoicedQuantity", "unitCode", "PLATS"),
     {"BR-CL-23"}),
    ("line without quantity", "381", drop("cac:CreditNoteLine/cbc:CreditedQuantity"),
     {P + "R120", "BR-22", "BR-23"}),
    ("line without name", "S", drop(LINE + "cac:Item/cbc:Name"), {"BR-25"}),
    ("price below zero", "S",
     both(say(LINE + "cac:Price/cbc:PriceAmount", "-4950.00"),
          say(LINE + "cbc:InvoicedQuantity", "-2")), {"BR-27"}),
    ("no price", "S", drop(LINE + "cac:Price"), {P + "R120", "BR-26", "BR-27"}),
    ("bankgiro with hyphen", "S", say(ACCOUNT, "1234-5674"), {"SE-R-008"}),
    ("bankgiro too short", "S", say(ACCOUNT, "123455"), {"SE-R-009"}),
    ("bankgiro with a wrong digit", "S", say(ACCOUNT, "12345675"), {"PORTAL-BANKGIRO"}),
    ("plusgiro with spaces", "PG", say(ACCOUNT, "90 20 03-3"), {"SE-R-007"}),
    ("plusgiro too long", "PG", say(ACCOUNT, "902003300"), {"SE-R-010"}),
    ("plusgiro with a wrong digit", "PG", say(ACCOUNT, "9020034"), {"PORTAL-PLUSGIRO"}),
    ("no account", "S", drop("cac:PaymentMeans/cac:PayeeFinancialAccount"), {"BR-61"}),
    ("payment to a bankgiro by code", "S", say("cac:PaymentMeans/cbc:PaymentMeansCode", "56"),
     {"SE-R-011"}),
    ("payment by transfer abroad", "S", say("cac:PaymentMeans/cbc:PaymentMeansCode", "31"),
     {"SE-R-012"}),
    ("OCR with a wrong digit", "S", say("cac:PaymentMeans/cbc:PaymentID", "2026000106"),
     {"PORTAL-OCR"}),
    ("OCR too long", "S", say("cac:PaymentMeans/cbc:PaymentID", "0" * 26), {"PORTAL-OCR"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "change", "rules"), [pytest.param(*row[1:], id=row[0]) for row in MUTATIONS]
)
def test_a_wrong_e_invoice_is_stopped_by_its_rule(
    base: str, change: Change, rules: set[str]
) -> None:
    root = etree.fromstring(einvoice.build(*BASES[base]()))
    change(root)
    found = einvoice.faults(etree.tostring(root))
    assert {fault.rule for fault in found} == rules
    assert all(fault.fatal for fault in found)


def test_the_bases_are_sound() -> None:
    for made in BASES.values():
        assert einvoice.faults(einvoice.build(*made())) == []
