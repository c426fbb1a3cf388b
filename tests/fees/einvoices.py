"""Invoices as they are frozen, without a database: parties of every kind, lines of every VAT."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fees.models import Invoice, InvoiceLine
from network.models import Network
from network.money import ZERO, vat_of

NETWORK = Network(slug="test")
SPV = "2021000928"


def party(name: str, number: str, *, state: bool = True, **more: Any) -> dict[str, Any]:
    """An authority as an invoice froze it."""
    return {
        "lines": [name, "Fakturamottagningen", "851 82 Sundsvall"],
        "name": name,
        "legal_name": name,
        "street": ["Fakturamottagningen"],
        "postal_code": "85182",
        "city": "Sundsvall",
        "organisation_number": number,
        "in_the_state": state,
        "endpoint_scheme": "0007",
        "endpoint": number,
        "order_number": "",
        "reference": "1420 Kompetensförsörjning",
        **more,
    }


def seller(**more: Any) -> dict[str, Any]:
    """A host authority with bankgiro."""
    return party("Statens tjänstepensionsverk", SPV) | {
        "vat_number": f"SE{SPV}01",
        "f_tax": False,
        "account_kind": "bankgiro",
        "account": "12345674",
        "email": "avgifter@natverket.example",
        "our_reference": "Nätverkskoordinatorn",
        "registry": "2026/0031",
        "text": "",
        "example": True,
        **more,
    }


CSN = party("Centrala studiestödsnämnden", "2021001819")
TIMRA = party("Timrå kommun", "2120002395", state=False)
REGION = party("Region Västernorrland", "2321000206", state=False)


def line(
    category: str = "O", rate: int = 0, net: str | Decimal = "25000.00", **more: Any
) -> InvoiceLine:
    """One line; its price is the net unless said."""
    amount = Decimal(net)
    facts: dict[str, Any] = {
        "text": "Medlemsavgift 2026",
        "note": "Avgiftsnivå 500–999 anställda",
        "quantity": Decimal(1),
        "unit": "år",
        "unit_code": "ANN",
        "price": amount,
    }
    return InvoiceLine(
        network=NETWORK,
        net=amount,
        vat_category=category,
        vat_rate=Decimal(rate),
        **(facts | more),
    )


def invoice(
    lines: Sequence[InvoiceLine], *, to: dict[str, Any] = CSN, **more: Any
) -> tuple[Invoice, list[InvoiceLine]]:
    """An invoice of the lines, with the sums that the law's arithmetic gives."""
    for position, each in enumerate(lines, start=1):
        each.position = position
    outside = all(each.vat_category == "O" for each in lines)
    groups = vat_of((each.vat_rate, each.net) for each in lines)
    net = sum((group.net for group in groups), ZERO)
    vat = sum((group.vat for group in groups), ZERO)
    facts: dict[str, Any] = {
        "code": "2026-0001",
        "day": date(2026, 3, 2),
        "due": date(2026, 4, 1),
        "payment_days": 30,
        "period_from": date(2026, 1, 1),
        "period_until": date(2026, 12, 31),
        "buyer": to,
        "buyer_name": to["name"],
        "buyer_reference": to["reference"] or to["order_number"],
        "seller": seller(),
        "payment_reference": "2026000105",
        "title": "Medlemsavgift 2026",
        "net": net,
        "vat": vat,
        "total": net + vat,
    }
    return Invoice(network=NETWORK, outside_vat=outside, **(facts | more)), list(lines)


def credit(of: Invoice, lines: Sequence[InvoiceLine]) -> tuple[Invoice, list[InvoiceLine]]:
    """A credit note of a whole invoice: its lines below zero."""
    back = [
        line(
            each.vat_category,
            int(each.vat_rate),
            -each.net,
            price=-each.price,
            text=each.text,
            note=each.note,
            quantity=each.quantity,
            unit=each.unit,
            unit_code=each.unit_code,
            exemption=each.exemption,
            exemption_code=each.exemption_code,
        )
        for each in lines
    ]
    return invoice(
        back,
        to=of.buyer,
        code="2026-0002",
        day=date(2026, 5, 4),
        due=date(2026, 5, 4),
        payment_days=0,
        is_credit=True,
        corrects=of,
        reason="Avgiften debiterades två gånger.",
        payment_reference="2026000204",
    )


def outside_vat() -> tuple[Invoice, list[InvoiceLine]]:
    """Between two authorities of the State."""
    return invoice([line()])


def mixed_vat(**more: Any) -> tuple[Invoice, list[InvoiceLine]]:
    """To a municipality: 25, 12 and 6 per cent, and something exempt."""
    lines = [
        line("S", 25, "9900.00", text="Kursavgift: Testledarutbildning", quantity=Decimal(2),
             price=Decimal("4950.00"), unit="plats", unit_code="C62"),
        line("S", 12, "1845.50", text="Lunch", unit="styck", unit_code="C62"),
        line("S", 6, "320.25", text="Kaffe och frukt", unit="styck", unit_code="C62"),
        line("E", 0, "4000.00", text="Högskolekurs", unit="styck", unit_code="C62",
             exemption="Utbildning enligt 10 kap. 15 § mervärdesskattelagen",
             exemption_code="VATEX-EU-132-1I"),
    ]  # fmt: skip
    return invoice(lines, to=TIMRA, title="Kurser våren 2026", **more)


def credit_note() -> tuple[Invoice, list[InvoiceLine]]:
    """All of the mixed invoice given back."""
    return credit(*mixed_vat())
