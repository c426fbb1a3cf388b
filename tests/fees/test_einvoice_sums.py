"""Sums of random e-invoices equal the law's arithmetic: VAT once for each rate, half up."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fees import einvoice
from fees.einvoice.elements import CAC, CBC
from fees.models import Invoice, InvoiceLine
from tests.fees.einvoices import TIMRA, credit, invoice, line

NAMES = {"cac": CAC, "cbc": CBC}
ORE = Decimal("0.01")
KINDS = [("S", 25), ("S", 12), ("S", 6), ("E", 0)]
texts = st.text(min_size=1, max_size=40).filter(str.strip)
prices = st.integers(min_value=0, max_value=50_000_000).map(lambda ore: ORE * ore)


@st.composite
def lines(draw: st.DrawFn, kinds: list[tuple[str, int]]) -> InvoiceLine:
    """A line of any price, quantity and text, sometimes taken back."""
    category, rate = draw(st.sampled_from(kinds))
    quantity = Decimal(draw(st.integers(1, 4_000)))
    price = draw(prices) if quantity < 100 else draw(prices) / 100
    price = price.quantize(ORE, ROUND_HALF_UP)
    sign = draw(st.sampled_from([1, 1, 1, -1]))
    return line(
        category, rate, sign * price * quantity, price=sign * price, quantity=quantity,
        text="x" + draw(texts), note=draw(st.text(max_size=20)),
    )  # fmt: skip


def drawn(kinds: list[tuple[str, int]]) -> st.SearchStrategy[tuple[Invoice, list[InvoiceLine]]]:
    """An invoice that gives nothing back."""
    made = st.lists(lines(kinds), min_size=1, max_size=12).map(lambda some: invoice(some, to=TIMRA))
    return made.filter(lambda pair: pair[0].total >= 0)


def _amount(root: Any, path: str) -> Decimal:
    return Decimal(root.findtext(path, None, NAMES))


@settings(max_examples=120, deadline=None)
@given(st.one_of(drawn(KINDS), drawn([("O", 0)])))
def test_every_invoice_adds_up_as_the_law_says(pair: tuple[Invoice, list[InvoiceLine]]) -> None:
    root = etree.fromstring(einvoice.build(*pair))
    nets: dict[str, Decimal] = {}
    for node in root.findall("cac:InvoiceLine", NAMES):
        rate = node.findtext("cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", "0", NAMES)
        nets[rate] = nets.get(rate, Decimal(0)) + _amount(node, "cbc:LineExtensionAmount")
    owed = {
        rate: (net * Decimal(rate) / 100).copy_abs().quantize(ORE, ROUND_HALF_UP).copy_sign(net)
        for rate, net in nets.items()
    }
    found = {
        node.findtext("cac:TaxCategory/cbc:Percent", "0", NAMES): _amount(node, "cbc:TaxAmount")
        for node in root.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES)
    }
    assert found == owed
    net, vat = sum(nets.values()), sum(owed.values())
    assert _amount(root, "cac:TaxTotal/cbc:TaxAmount") == vat
    assert _amount(root, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount") == net
    assert _amount(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == net + vat == pair[0].total


@settings(max_examples=60, deadline=None)
@given(st.one_of(drawn(KINDS), drawn([("O", 0)])))
def test_every_invoice_and_its_credit_note_pass_the_rules(
    pair: tuple[Invoice, list[InvoiceLine]],
) -> None:
    assert einvoice.faults(einvoice.build(*pair)) == []
    assert einvoice.faults(einvoice.build(*credit(*pair))) == []
