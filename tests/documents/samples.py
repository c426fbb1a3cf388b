"""Facts for documents and letters: two authorities of the State, a municipality, odd text."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from network.documents import NetworkLook
from network.money import vat_of

VASTERNORRLAND = NetworkLook(
    "Myndighetsnätverket Västernorrland", reply_to="kurser@natverket.example"
)
JAMTLAND = NetworkLook(
    "Myndighetsnätverket Jämtland Härjedalen",
    accent="#5b2a4f",
    accent_2="#b57fa6",
    accent_3="#efe0eb",
)
CREATED = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
STEPS = [(1, 49, 10_000), (50, 199, 25_000), (200, 499, 50_000), (500, 999, 90_000)]


def steps(head_count: int) -> list[dict[str, Any]]:
    """The five steps of the fee, with the one that holds the head count marked."""
    rows = [*STEPS, (1000, None, 130_000)]
    return [
        {
            "low": low,
            "high": high,
            "fee": Decimal(fee),
            "own": low <= head_count <= (high or 10**9),
        }
        for low, high, fee in rows
    ]


def membership_invoice(**changes: Any) -> dict[str, Any]:
    """An invoice from one authority of the State to another."""
    return {
        "demo": True,
        "invoice": {
            "number": "2026-0107",
            "date": date(2026, 1, 15),
            "due": date(2026, 2, 16),
            "title": "Medlemsavgift 2026",
            "period_from": date(2026, 1, 1),
            "period_to": date(2026, 12, 31),
            "your_reference": "1420 Kompetensförsörjning",
            "our_reference": "Nätverkskoordinatorn",
            "terms_days": 30,
            "registry": "SPV 2026/0031",
        },
        "buyer": {
            "lines": [
                "Centrala studiestödsnämnden",
                "Fakturamottagningen",
                "851 82 Sundsvall",
            ]
        },
        "pay": {
            "total": Decimal(90_000),
            "kind": "bankgiro",
            "account": "1234-5674",
            "reference": "2026010708",
            "reference_is_ocr": True,
        },
        "lines": [
            {
                "text": "Medlemsavgift 2026",
                "note": "Avgiftsnivå 500–999 anställda, Centrala studiestödsnämnden",
                "quantity": 1,
                "unit": "år",
                "price": Decimal(90_000),
                "amount": Decimal(90_000),
            }
        ],
        "vat": [],
        "mixed": False,
        "net": Decimal(90_000),
        "vat_note": "Omsättning mellan statliga myndigheter – ingen mervärdesskatt.",
        "basis": {
            "sentences": [
                "Avgiften bestäms av antalet anställda i länet den 31 december året före.",
                "Centrala studiestödsnämnden bekräftade 618 anställda per 2025-12-31.",
                "Uppgiften låstes 2026-01-08 och ändras inte under året.",
            ],
            "caption": "Avgiftsnivåer 2026",
            "note": "Beslutade av styrgruppen 2025-11-13, § 7",
            "head_count": 618,
            "steps": steps(618),
        },
        "seller": {
            "lines": [
                "Statens tjänstepensionsverk",
                "värdmyndighet för nätverkets avgifter",
                "851 90 Sundsvall",
            ],
            "organisation_number": "202100-0928",
            "vat_number": "SE202100092801",
            "email": "avgifter@natverket.example",
        },
        "einvoice": {"to": "0007:2021001819"},
        **changes,
    }


def municipal_invoice() -> dict[str, Any]:
    """The same fee to a municipality: 25 per cent VAT, plusgiro, no e-invoice."""
    facts = membership_invoice()
    facts["buyer"] = {"lines": ["Härnösands kommun", "Fakturamottagningen", "871 80 Härnösand"]}
    facts["vat"] = vat_of([(Decimal(25), Decimal(90_000))])
    facts["vat_note"] = ""
    facts["einvoice"] = None
    facts["pay"] = {
        "total": Decimal(112_500),
        "kind": "plusgiro",
        "account": "90 20 03-3",
        "reference": "2026-0107",
        "reference_is_ocr": False,
    }
    return facts


def odd_invoice() -> dict[str, Any]:
    """An invoice whose texts hold what people paste: emoji, control characters, long words."""
    facts = membership_invoice()
    facts["buyer"] = {
        "lines": ["Myndigheten för \N{PARTY POPPER} & <b>", "c/o 中\x07", "Sátnegirji-" * 8]
    }
    facts["basis"] = None
    facts["invoice"]["your_reference"] = ""
    facts["lines"] = facts["lines"] * 40
    return facts
