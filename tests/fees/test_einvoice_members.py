"""E-invoices of every kind of member pass the schema, EN 16931, Peppol and the Swedish rules."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from fees import einvoice
from fees.actions.issue import exemption_of
from fees.einvoice.tax import subtotals
from fees.models import Charge, Invoice, InvoiceLine, VatRule
from tests.fees.einvoices import (
    CSN,
    NETWORK,
    REGION,
    TIMRA,
    credit,
    credit_note,
    invoice,
    line,
    mixed_vat,
    outside_vat,
    party,
    seller,
)

GOLDEN = Path(__file__).parent / "golden"
Made = tuple[Invoice, list[InvoiceLine]]

COMPANY = party("Exempelbolaget AB", "5599999991", state=False)
GLN = CSN | {"endpoint_scheme": "0088", "endpoint": "7340093200004"}
ORDERED = TIMRA | {"reference": "", "order_number": "B26-00871"}
PART = CSN | {"name": "Centrala studiestödsnämnden, kontoret i Kiruna"}
LONG = TIMRA | {
    "name": "Å" * 160,
    "legal_name": "Ö" * 160,
    "street": ["c/o Ekonomi & upphandling <3>", "FE 7735", "Plan 4", "Rum 12"],
}
PLUSGIRO = seller(account_kind="plusgiro", account="9020033")

PASSING: dict[str, Callable[[], Made]] = {
    "state to state": outside_vat,
    "state to municipality, four kinds of VAT": mixed_vat,
    "region": lambda: invoice([line("S", 25)], to=REGION),
    "company": lambda: invoice([line("S", 25)], to=COMPANY),
    "GLN": lambda: invoice([line()], to=GLN),
    "order number only": lambda: invoice([line("S", 25)], to=ORDERED),
    "reference and order number": lambda: invoice([line()], to=CSN | {"order_number": "B1"}),
    "part of an authority": lambda: invoice([line()], to=PART),
    "long names, other signs": lambda: invoice([line("S", 25, text="åäö & <b> \N{GRINNING FACE}",
                                                     note="rad\n2\x0b")], to=LONG),
    "plusgiro": lambda: invoice([line("S", 25)], to=TIMRA, seller=PLUSGIRO),
    "seller with F-tax": lambda: invoice([line("S", 25)], to=TIMRA, seller=seller(f_tax=True)),
    "seller outside VAT with F-tax": lambda: invoice([line()], seller=seller(f_tax=True)),
    "municipality outside VAT": lambda: invoice([line()], to=TIMRA),
    "exempt without a code": lambda: invoice([line("E", 0)], to=TIMRA),
    "exempt for two reasons": lambda: invoice(
        [line("E", 0, exemption="Utbildning"), line("E", 0, exemption="Vård")], to=TIMRA),
    "300 lines": lambda: invoice([line("S", 25, "33.33") for _ in range(300)], to=TIMRA),
    "a line taken back": lambda: invoice([line("S", 25), line("S", 25, "-100.10")], to=TIMRA),
    "nothing left to pay": lambda: invoice([line("S", 25), line("S", 25, "-25000")], to=TIMRA),
    "a third of a day": lambda: invoice(
        [line("S", 25, "333.33", quantity=Decimal("0.33"), price=Decimal("1010.09"),
              unit_code="DAY")], to=TIMRA),
    "a sum that price and quantity do not make": lambda: invoice(
        [line("S", 25, "1000", quantity=Decimal(618), price=Decimal("17.50"))], to=TIMRA),
    "no period, no note": lambda: invoice([line(note="")], period_from=None, period_until=None,
                                          seller=seller(example=False)),
    "whole credit": credit_note,
    "credit outside VAT": lambda: credit(*outside_vat()),
    "credit to GLN by order number": lambda: credit(*invoice([line()], to=GLN | ORDERED)),
}  # fmt: skip


@pytest.mark.parametrize("kind", PASSING)
def test_every_kind_of_member_gets_a_valid_e_invoice(kind: str) -> None:
    assert einvoice.faults(einvoice.build(*PASSING[kind]())) == []


@pytest.mark.parametrize("kind", PASSING)
def test_the_same_invoice_makes_the_same_bytes_in_every_language(kind: str) -> None:
    with translation.override("en"):
        first = einvoice.build(*PASSING[kind]())
    with translation.override("sv"):
        assert einvoice.build(*PASSING[kind]()) == first


@pytest.mark.parametrize(
    ("name", "made"),
    [("outside_vat", outside_vat), ("mixed_vat", mixed_vat), ("credit_note", credit_note)],
)
def test_the_e_invoice_is_the_one_that_was_looked_at(name: str, made: Callable[[], Made]) -> None:
    xml = einvoice.build(*made())
    file = GOLDEN / f"{name}.xml"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(xml)
        pytest.fail(f"Look at {file} and run again.")
    assert xml.decode() == file.read_text()


def test_a_credit_note_gives_back_the_vat_that_it_froze() -> None:
    part, lines = credit(*invoice([line("S", 25, "33.33")], to=TIMRA))
    part.vat_parts = [{"rate": "25.00", "net": "-33.33", "vat": "-8.34"}]
    part.vat, part.total = Decimal("-8.34"), Decimal("-41.67")
    assert [group.tax for group in subtotals(part, lines)] == [Decimal("8.34")]
    assert einvoice.faults(einvoice.build(part, lines)) == []


def test_a_draft_without_a_number_can_be_checked() -> None:
    draft, lines = mixed_vat(code="", payment_reference="")
    assert einvoice.draft_faults(draft, lines) == []


MISSING: list[tuple[str, dict[str, Any], dict[str, Any], str, str, bool]] = [
    ("buyer's address", {"endpoint": ""}, {}, "PEPPOL-EN16931-R010", "buyer.endpoint", False),
    ("buyer's GLN", {"endpoint_scheme": "0088", "endpoint": "7340093200005"}, {},
     "PEPPOL-COMMON-R040", "buyer.endpoint", True),
    ("buyer's number", {"organisation_number": "2120002396"}, {}, "PEPPOL-COMMON-R049",
     "buyer.organisation_number", True),
    ("buyer's reference", {"reference": ""}, {}, "PEPPOL-EN16931-R003", "buyer.reference", True),
    ("buyer's name", {"name": "", "legal_name": ""}, {}, "BR-07", "buyer.name", True),
    ("seller's number with a hyphen", {}, {"organisation_number": "202100-0928"}, "SE-R-003",
     "issuer.organisation_number", True),
    ("seller's number", {}, {"organisation_number": "2021000929"}, "SE-R-013",
     "issuer.organisation_number", True),
    ("seller's address", {}, {"endpoint": ""}, "PEPPOL-EN16931-R020", "issuer.endpoint", True),
    ("bankgiro", {}, {"account": "12345675"}, "PORTAL-BANKGIRO", "issuer.bankgiro", True),
    ("plusgiro", {}, {"account_kind": "plusgiro", "account": "9020034"}, "PORTAL-PLUSGIRO",
     "issuer.plusgiro", True),
    ("account", {}, {"account": ""}, "BR-61", "issuer.bankgiro", True),
    ("VAT number", {}, {"vat_number": ""}, "BR-S-02", "issuer.vat_number", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("buyer", "issuer", "rule", "field", "fatal"),
    [pytest.param(*case[1:], id=case[0]) for case in MISSING],
)
def test_a_wrong_number_is_told_where_it_is_kept(
    buyer: dict[str, Any], issuer: dict[str, Any], rule: str, field: str, fatal: bool
) -> None:
    draft = invoice([line("S", 25)], to=TIMRA | buyer, seller=seller(**issuer))
    found = einvoice.draft_faults(*draft)
    assert [(fault.rule, fault.field, fault.fatal) for fault in found] == [(rule, field, fatal)]
    with translation.override("sv"):
        assert not einvoice.draft_faults(*draft)[0].words.startswith("Regel")


def test_two_lines_of_wrong_vat_are_told_line_by_line() -> None:
    draft = invoice([line("S", 25), line("S", 20), line("S", 0)], to=TIMRA)
    fields = {fault.field for fault in einvoice.draft_faults(*draft)}
    assert {"line 2", "line 3"} <= fields
    assert "line 1" not in fields


def test_an_exempt_line_takes_the_reason_from_its_rule() -> None:
    rule = VatRule(network=NETWORK, exemption="Utbildning", exemption_code="VATEX-EU-132-1I")
    charges = [
        Charge(
            network=NETWORK, vat_rule=rule, vat_category=category, vat_rate=rate, net=Decimal(100),
            price=Decimal(100), text="Kurs",
        )
        for category, rate in (("E", 0), ("S", 25))
    ]  # fmt: skip
    exempt, taxed = (exemption_of(each) for each in charges)
    assert exempt == {"exemption": "Utbildning", "exemption_code": "VATEX-EU-132-1I"}
    assert taxed == {}
