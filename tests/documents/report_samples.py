"""The annual report of a network with eleven members, and of one that did nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

from network.small_groups import Shown
from reports.annual.facts import (
    BodyYear,
    CourseYear,
    Economy,
    FeeGroup,
    Given,
    Goal,
    Lending,
    MemberYear,
    Mentoring,
    MoneyLine,
    RoundYear,
    Spread,
    SurveyYear,
    YearFacts,
)
from reports.annual.paper import annual_report
from reports.regional.paper import regional_pack
from tests.documents.samples import JAMTLAND, VASTERNORRLAND

LEAD, STATE, MEET = "Ledarskap", "Förvaltning och juridik", "It, HR och möten"


def course(name: str, area: str, runs: int, seats: int, people: int, **more: Any) -> CourseYear:
    """A course of the year."""
    return CourseYear(name, runs, seats, people, area, area_pk=len(area), **more)


COURSES = [
    course("Att arbeta i staten", STATE, 3, 90, 84, given_back=4, late=1, grade=Decimal("4.4")),
    course("Ledare utan personalansvar", LEAD, 4, 80, 78, grade=Decimal("4.6"), answers=52),
    course("Statstjänstemannarollen i fokus", STATE, 4, 80, 66, late=5, missed=2),
    course("Arbetsmiljöutbildning", MEET, 2, 48, 43),
    course("Utredningskunskap", STATE, 2, 40, 38, grade=Decimal("4.7"), answers=21),
    course("Chef i staten", LEAD, 2, 40, 35),
    course("Förändringsledning", LEAD, 2, 36, 31, grade=Decimal("4.2"), answers=14),
    course("Kompetensbaserad rekrytering för chefer och HR-specialister", MEET, 1, 32, 30),
    course("Workshopledning", MEET, 1, 32, 29),
    course("Mötesteknik", MEET, 1, 20, 19),
    course("Kravhantering grund", "", 1, 16, 13),
    course("Testledarutbildning", "", 1, 16, 11),
    CourseYear("Lunch om upphandling", 2, 60, 37, kind="lunchträff"),
    CourseYear("Myndighetsspaning: arkiv", 1, 40, 22, kind="myndighetsspaning"),
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
TEXTS = {
    "foreword": {
        "lead": "Fler gick kurs än något år sedan omstarten.",
        "byline": "Ordförande i styrgruppen,\ngeneraldirektör, SPV",
        "body": "När nätverket gjordes om ville vi att varje medlem skulle ha nytta av det.\n\n"
        "Allt gick inte som planerat. <b>Två</b> kurser fyllde inte sina platser & ställdes in.",
    },
    "brief": {
        "body": "Januari: medlemsavgiften faktureras\nMars: mentorsprogrammet startar\nKlart"
    },
    "about": {"body": "I nätverket arbetar medlemmarna tillsammans med kompetens."},
    "training": {"lead": "Nio av tio platser var fyllda.", "body": "Fyra omgångar fylldes fort."},
    "mentoring": {"lead": "", "body": "Paren träffades i genomsnitt åtta gånger."},
    "recruiting": {"lead": "En gemensam mässa.", "body": "Vi mötte studenter i Sundsvall."},
    "appendix": {"body": "Beslut om budget finns i styrgruppens protokoll."},
}
COSTS = [("Upphandlade utbildare", 1_398_400, 1_350_000), ("Lokaler", 331_200, 340_000)]
FEW, FIGURE = Shown.FEW, Shown.FIGURE


def facts(**changes: Any) -> YearFacts:
    """A year in which everything happened."""
    told: dict[str, Any] = {
        "year": 2025,
        "courses": COURSES,
        "members": [
            MemberYear(
                name,
                kind,
                heads,
                Decimal(fee),
                people,
                name == "Sundsvalls kommun",
                authority_kind={"kommun": "municipality", "region": "region"}.get(
                    kind, "state_agency"
                ),
            )
            for name, kind, heads, fee, people in MEMBERS
        ],
        "fees": [
            FeeGroup("1–49 anställda", 1, Decimal(10_000)),
            FeeGroup("200–499 anställda", 3, Decimal(150_000)),
            FeeGroup("500–999 anställda", 2, Decimal(180_000)),
            FeeGroup("1 000 anställda eller fler", 4, Decimal(520_000)),
        ],
        "history": [
            (2021, 212, 310),
            (2022, 318, 400),
            (2023, 391, 465),
            (2024, 436, 495),
            (2025, 536, 630),
        ],
        "registry": "SPV 2026/0088",
        "decided": date(2026, 2, 12),
        "called_off": 2,
        "waited": 61,
        "moved_up": 34,
        "grade": Decimal("4.5"),
        "answers": 301,
        "joined": ["Ångermanlands tingsrätt"],
        "spread": Spread(
            [LEAD, STATE, MEET],
            [
                ("Bolagsverket", [(20, FIGURE), (31, FIGURE), (20, FIGURE)], (71, FIGURE)),
                (
                    "Ångermanlands tingsrätt",
                    [(3, FEW), (7, Shown.WITHHELD), (2, FEW)],
                    (12, FIGURE),
                ),
            ],
            [144, 188, 121],
        ),
        "mentoring": Mentoring(
            14, 12, 11, [RoundYear("Mentorsprogrammet 2025", "mentorsprogram", 19, 16, 14, 13, 1)]
        ),
        "lending": Lending(
            9, Decimal("588.5"), 5, 6, [(2024, Decimal(420)), (2025, Decimal("588.5"))]
        ),
        "economy": Economy(
            [
                MoneyLine("Medlemsavgift", Decimal(1_270_000), Decimal(1_270_000)),
                MoneyLine("Kursavgift", Decimal("1709700.50"), Decimal(1_640_000)),
            ],
            [MoneyLine(name, Decimal(a), Decimal(b)) for name, a, b in COSTS],
            Decimal(112_400),
            2021,
        ),
        "given": [Given("Lärare", Decimal(40), Decimal("2.5"), Decimal(32_000))],
        "goals": [
            Goal("450 deltagare på kurs", [], "536 deltagare", "Ja"),
            Goal("Gemensam mall för personallån", [("Ta fram mallen", "klar")], "", "Delvis"),
        ],
        "bodies": [BodyYear("Styrgruppen", 4, 8), BodyYear("Utbildningsrådet", 5, 9)],
        "survey": SurveyYear(
            23,
            19,
            [
                ("Kurserna är värda vad de kostar", 19, Decimal("4.1"), Decimal("3.9")),
                ("Vi hittar en mentor när vi behöver", 17, Decimal("3.6"), None),
            ],
        ),
        "texts": TEXTS,
    }
    return YearFacts(**(told | changes))


def year_report(language: str) -> dict[str, Any]:
    """The context of the annual report."""
    look = VASTERNORRLAND if language == "sv" else JAMTLAND
    return annual_report(facts(), look=look, language=language, demo=True)


def empty_year(language: str) -> dict[str, Any]:
    """The report of a network that did nothing: no course, no member, no fee."""
    return annual_report(
        YearFacts(2024, [], [], []), look=VASTERNORRLAND, language=language, demo=False
    )


def pack(language: str) -> dict[str, Any]:
    """The context of the regional pack."""
    look = VASTERNORRLAND if language == "sv" else JAMTLAND
    return regional_pack(facts(), look=look, language=language, demo=True)
