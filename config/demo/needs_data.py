"""What the example needs assessments hold. Names of courses and authorities are real; ideas,
figures and words are made up."""

from dataclasses import dataclass

from courses.models import Candidate
from courses.needs.rules import Audience

COURSE, GROUP, MEMBER, OTHER = Candidate.Source
MANAGERS, EMPLOYEES, SPECIALISTS, EVERYONE = Audience

# Of this and the year before: how many seats a member asks for (spring, autumn).
Seats = tuple[int, int]


@dataclass(frozen=True)
class Idea:
    """A candidate: what it is, where it comes from, and what a run takes."""

    title: str
    english: str
    area: str
    audience: str
    source: str = COURSE
    by: str = ""
    note: str = ""
    group: tuple[int, int] = (8, 20)
    days: str = "2"
    supplier: int | None = 60_000
    own: int | None = None
    hours: str = "10"


IDEAS = (
    Idea("Att arbeta i staten", "Working for the State", "state", EMPLOYEES, own=22_000,
         supplier=56_000, group=(10, 24)),
    Idea("Ledare utan personalansvar", "Leading without staff", "lead", EMPLOYEES, days="4",
         supplier=118_000, group=(10, 18), hours="16"),
    Idea("Chef i staten", "Manager in the State", "lead", MANAGERS, supplier=62_000,
         group=(8, 16)),
    Idea("Kompetensbaserad rekrytering", "Competence-based recruiting", "staff", MANAGERS,
         supplier=52_000, own=24_000, group=(8, 14)),
    Idea("Arbetsmiljöutbildning", "Work environment", "staff", EVERYONE, supplier=48_000,
         group=(8, 16)),
    Idea("Statstjänstemannarollen i fokus", "The civil servant's role", "state", EVERYONE,
         days="1", supplier=38_000, own=9_000, group=(12, 30), hours="6"),
    Idea("Kravhantering grund", "Requirements, the basics", "it", SPECIALISTS, supplier=64_000,
         group=(8, 16)),
    Idea("Testledarutbildning", "Test leader", "it", SPECIALISTS, supplier=72_000, group=(8, 14)),
    Idea("AI i handläggningen", "AI in case work", "it", EMPLOYEES, GROUP, "It-nätverket",
         "Exempel på idé: använda AI säkert och lagligt i ärenden.", (10, 20), "1", 45_000),
    Idea("Klarspråk i beslut", "Plain language in decisions", "state", EMPLOYEES, GROUP,
         "Kommunikatörsnätverket", "Exempel på idé: beslut som går att förstå.", (8, 16), "1",
         28_000, 8_000, "6"),
    Idea("Beredskap för chefer", "Preparedness for managers", "lead", MANAGERS, GROUP,
         "Säkerhetsnätverket", "Exempel på idé: ledning i kris och höjd beredskap.", (8, 20), "1",
         34_000, 6_000, "8"),
    Idea("Excel grund", "Excel, the basics", "it", EMPLOYEES, MEMBER, "",
         "Exempel på idé: bad tre medlemmar om förra året.", (8, 12), "1", 22_000, 7_000, "5"),
    Idea("Svåra samtal", "Difficult conversations", "lead", MANAGERS, GROUP, "HR-nätverket",
         "Exempel på idé: samtal som chefer drar sig för.", (8, 14), "1", 36_000, None, "6"),
    Idea("Mötesteknik", "Running meetings", "staff", EVERYONE, OTHER, "",
         "Exempel på idé: kortare möten som leder till beslut.", (8, 18), "1", 26_000, 8_000,
         "5"),
)  # fmt: skip
# What was on the list the year before.
BEFORE = frozenset(idea.title for idea in IDEAS[:8]) | {"Excel grund", "Mötesteknik"}

# Member -> candidate -> seats; what is not there was left at 0.
NOW: dict[str, dict[str, Seats]] = {
    "bolagsverket": {
        "Att arbeta i staten": (6, 8), "Ledare utan personalansvar": (5, 6),
        "Chef i staten": (2, 2), "Kompetensbaserad rekrytering": (2, 2),
        "Arbetsmiljöutbildning": (3, 2), "Statstjänstemannarollen i fokus": (8, 0),
        "Kravhantering grund": (6, 4), "Testledarutbildning": (3, 4),
        "AI i handläggningen": (12, 12), "Klarspråk i beslut": (6, 6),
        "Beredskap för chefer": (0, 6),
    },
    "spv": {
        "Att arbeta i staten": (4, 4), "Ledare utan personalansvar": (3, 2),
        "Chef i staten": (1, 1), "Arbetsmiljöutbildning": (2, 2),
        "Statstjänstemannarollen i fokus": (4, 4), "Kravhantering grund": (3, 3),
        "AI i handläggningen": (10, 5), "Klarspråk i beslut": (8, 4), "Svåra samtal": (3, 2),
    },
    "csn": {
        "Att arbeta i staten": (8, 6), "Ledare utan personalansvar": (3, 3),
        "Chef i staten": (2, 1), "Kompetensbaserad rekrytering": (4, 2),
        "Statstjänstemannarollen i fokus": (6, 6), "Testledarutbildning": (2, 2),
        "AI i handläggningen": (8, 10), "Beredskap för chefer": (4, 0), "Excel grund": (3, 3),
    },
    "miun": {
        "Att arbeta i staten": (4, 6), "Ledare utan personalansvar": (6, 4),
        "Arbetsmiljöutbildning": (4, 4), "Kompetensbaserad rekrytering": (2, 2),
        "AI i handläggningen": (6, 6), "Svåra samtal": (4, 4), "Mötesteknik": (6, 6),
    },
    "fk-it": {
        "Kravhantering grund": (8, 6), "Testledarutbildning": (6, 5),
        "AI i handläggningen": (4, 4),
    },
    "lansstyrelsen": {"Att arbeta i staten": (2, 3), "Beredskap för chefer": (3, 3)},
}  # fmt: skip
# Own words: member -> (words, for whom, area, seats, importance).
WORDS: dict[str, tuple[tuple[str, str, str, Seats, int], ...]] = {
    "bolagsverket": (
        ("Grundkurs i Excel", EMPLOYEES, "it", (5, 4), 3),
        ("Använda AI i handläggning, säkert och lagligt", EMPLOYEES, "it", (0, 6), 2),
    ),
    "spv": (
        ("Excel, grunderna", EMPLOYEES, "it", (3, 0), 2),
        ("Skriva begripliga beslut", EMPLOYEES, "state", (0, 5), 1),
        ("Excel fortsättning med pivottabeller", SPECIALISTS, "it", (0, 2), 3),
    ),
    "csn": (("Hantera svåra samtal med medarbetare", MANAGERS, "lead", (4, 2), 1),),
    "miun": (
        ("Effektiva möten", EVERYONE, "staff", (4, 4), 3),
        ("Offentlighet och sekretess för lärare", EMPLOYEES, "state", (8, 8), 2),
    ),
    "fk-it": (("Testautomatisering för testledare", SPECIALISTS, "it", (4, 3), 2),),
}
THEN: dict[str, dict[str, Seats]] = {
    "bolagsverket": {
        "Att arbeta i staten": (5, 6), "Ledare utan personalansvar": (5, 5),
        "Chef i staten": (2, 1), "Arbetsmiljöutbildning": (3, 3),
        "Statstjänstemannarollen i fokus": (6, 0), "Kravhantering grund": (4, 4),
        "Testledarutbildning": (3, 2), "Excel grund": (2, 0),
    },
    "spv": {
        "Att arbeta i staten": (4, 3), "Ledare utan personalansvar": (2, 3),
        "Arbetsmiljöutbildning": (2, 1), "Statstjänstemannarollen i fokus": (4, 2),
        "Kravhantering grund": (2, 2), "Excel grund": (3, 0),
    },
    "csn": {
        "Att arbeta i staten": (8, 6), "Ledare utan personalansvar": (2, 2),
        "Kompetensbaserad rekrytering": (4, 2), "Statstjänstemannarollen i fokus": (5, 5),
        "Testledarutbildning": (2, 1), "Chef i staten": (1, 1), "Excel grund": (2, 2),
    },
    "miun": {
        "Att arbeta i staten": (3, 3), "Ledare utan personalansvar": (4, 3),
        "Arbetsmiljöutbildning": (3, 3), "Mötesteknik": (3, 3),
    },
    "fk-it": {"Kravhantering grund": (5, 4), "Testledarutbildning": (4, 4)},
    "lansstyrelsen": {
        "Att arbeta i staten": (2, 2), "Chef i staten": (2, 1), "Arbetsmiljöutbildning": (2, 1),
    },
    "skatteverket": {
        "Att arbeta i staten": (2, 2), "Arbetsmiljöutbildning": (4, 2),
        "Statstjänstemannarollen i fokus": (3, 3),
    },
}  # fmt: skip
# What cannot wait; everything else should happen.
MUST = frozenset({"Att arbeta i staten", "AI i handläggningen", "Arbetsmiljöutbildning"})

QUESTIONS = (
    ("Har ni egna lärare som kan leda en kurs för nätverket?",
     "Do you have teachers of your own who could lead a course for the network?", False),
    ("Vilka av behoven gäller även om två till fem år?",
     "Which of the needs will still be there in two to five years?", False),
)  # fmt: skip
REPLIES = {
    "bolagsverket": ("Ja, en testledare kan hålla en dag om krav.", "It och AI."),
    "spv": ("Nej.", "Klarspråk; vi anställer många handläggare."),
    "csn": ("Ja, i kompetensbaserad rekrytering.", "Testledare, upp till tio personer."),
    "miun": ("Ja, i offentlighet och sekretess.", ""),
}
INTRO_SV = (
    "Vilka utbildningar behöver ni nästa år, och hur många platser? Utbildningsrådet planerar"
    " efter svaren. Tänk gärna större än er egen myndighet. Platserna binder ingen."
)
INTRO_EN = (
    "Which courses do you need next year, and how many seats? The educational council plans by"
    " the answers. Think beyond your own authority if you can. The seats bind nobody."
)
