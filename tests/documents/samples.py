"""Facts for documents and letters: two authorities of the State, a municipality, odd text."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from network.documents import NetworkLook
from network.money import vat_of
from reports import papers
from reports.papers import CourseYear, FeeGroup, MemberYear, YearFacts

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


COURSES = [
    CourseYear("Att arbeta i staten", 3, 90, 84),
    CourseYear("Ledare utan personalansvar", 4, 80, 78),
    CourseYear("Statstjänstemannarollen i fokus", 4, 80, 66),
    CourseYear("Arbetsmiljöutbildning", 2, 48, 43),
    CourseYear("Utredningskunskap", 2, 40, 38),
    CourseYear("Chef i staten", 2, 40, 35),
    CourseYear("Förändringsledning", 2, 36, 31),
    CourseYear("Kompetensbaserad rekrytering för chefer och HR-specialister", 1, 32, 30),
    CourseYear("Workshopledning", 1, 32, 29),
    CourseYear("Mötesteknik", 1, 20, 19),
    CourseYear("Kravhantering grund", 1, 16, 13),
    CourseYear("Testledarutbildning", 1, 16, 11),
]
MEMBERS = [
    ("Arbetsförmedlingen", "statlig myndighet", 212, 50_000, 22),
    ("Bolagsverket", "statlig myndighet", 560, 90_000, 71),
    ("Centrala studiestödsnämnden", "statlig myndighet", 618, 90_000, 66),
    ("Försäkringskassan", "statlig myndighet", 1_420, 130_000, 48),
    ("Härnösands kommun", "kommun", 2_350, 130_000, 41),
    ("Länsstyrelsen Västernorrland", "statlig myndighet", 240, 50_000, 52),
    ("Mittuniversitetet", "statlig myndighet", 1_080, 130_000, 44),
    ("Region Västernorrland", "region", None, 130_000, 35),
    ("Statens tjänstepensionsverk", "statlig myndighet", 321, 50_000, 60),
    ("Ångermanlands tingsrätt", "statlig myndighet", 38, 10_000, 12),
    ("Sundsvalls kommun", "kommun", 8_100, 0, 26),
]


def year_report(language: str) -> dict[str, Any]:
    """The year report of a network with eleven members, the last an associated party."""
    facts = YearFacts(
        2025,
        COURSES,
        [
            MemberYear(name, kind, heads, Decimal(fee), people, name == "Sundsvalls kommun")
            for name, kind, heads, fee, people in MEMBERS
        ],
        [
            FeeGroup("1–49 anställda", 1, Decimal(10_000)),
            FeeGroup("200–499 anställda", 3, Decimal(150_000)),
            FeeGroup("500–999 anställda", 2, Decimal(180_000)),
            FeeGroup("1 000 anställda eller fler", 4, Decimal(520_000)),
        ],
        [(2021, 212), (2022, 318), (2023, 391), (2024, 436), (2025, 477)],
        "SPV 2026/0088",
        date(2026, 2, 12),
    )
    return papers.year_report(
        facts,
        look=VASTERNORRLAND if language == "sv" else JAMTLAND,
        language=language,
        demo=True,
    )


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


def empty_year(language: str) -> dict[str, Any]:
    """The report of a network that did nothing: no course, no member, no fee."""
    return papers.year_report(
        YearFacts(2024, [], [], []), look=VASTERNORRLAND, language=language, demo=False
    )
