"""What a need in own words is about: its subject, level, version and audience; no database.

A need says "grundkurs i Excel" or "Excel, grunder": words that carry little are taken away, words
that tell levels and people apart are set aside, and what is left is the subject, by its stems.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from courses.needs.rules import Audience

LIGHT = 0.3  # weight of a word that says how, where the others say about what

# Said in several ways in the field; the first is what they are counted as.
SAME = (
    ("ai", "artificiell intelligens", "artificial intelligence"),
    ("gdpr", "dataskyddsförordningen", "dataskyddsförordning", "dataskydd", "personuppgifter",
     "personuppgiftshantering", "data protection"),
    ("upphandling", "offentlig upphandling", "lagen om offentlig upphandling", "lou"),
    ("hlr", "hjärt- och lungräddning", "hjärt-lungräddning", "hjärtlungräddning",
     "hjärt och lungräddning"),
    ("powerbi", "power bi"),
    ("klarspråk", "klart språk", "begripligt språk", "begripliga", "begripligt", "plain language"),
    ("konflikthantering", "konfliktlösning", "hantera konflikter", "lösa konflikter"),
    ("ledarskap", "leadership", "leda andra"),
    ("projektledning", "project management", "leda projekt", "driva projekt"),
    ("retorik", "presentationsteknik", "hålla presentationer", "tala inför publik"),
    ("osa", "organisatorisk och social arbetsmiljö"),
    ("mi", "motiverande samtal"),
    ("rekrytering", "rekrytera"),
    ("offentlighet", "offentlighetsprincipen", "offentlighet och sekretess"),
    ("tillgänglighet", "digital tillgänglighet", "webbtillgänglighet"),
    ("säkerhetsskydd", "säkerhetsskyddslagen"),
)  # fmt: skip
# They carry nothing: what every need says, or what has a field of its own.
EMPTY = frozenset(
    {
        "och", "i", "på", "om", "för", "till", "av", "med", "att", "en", "ett", "den", "det",
        "de", "som", "hur", "man", "vi", "er", "sin", "sitt", "samt", "inom", "eller", "vid",
        "under", "från", "kring", "ny", "nya", "nytt", "nu", "ska", "kan", "kurs", "kurser",
        "utbildning", "utbildningar", "utb", "program", "workshop", "seminarium", "föreläsning",
        "dag", "dagar", "heldag", "halvdag", "timmar", "timme", "digital", "digitalt", "webb",
        "webben", "webbaserad", "online", "distans", "fysisk", "plats", "microsoft", "ms",
        "programmet", "verktyget", "the", "a", "an", "of", "in", "to", "and", "course",
        "training",
    }
)  # fmt: skip
LIGHTER = frozenset(
    {
        "skriva", "använda", "arbeta", "jobba", "hantera", "hålla", "leda", "bli", "bättre",
        "effektivt", "effektiv", "praktisk", "praktiskt", "enkelt", "bra", "god", "gott", "lära",
        "lär", "kunskap", "kompetens", "stöd", "metoder", "metod", "verktyg", "myndighet",
        "myndigheter", "myndighets", "staten", "statlig", "statligt", "offentlig", "offentliga",
        "vardagen", "vardag", "arbetet", "arbetslivet", "modern", "modernt", "säkert", "säker",
        "rätt", "using", "work", "better",
    }
)  # fmt: skip
TAILS = ("utbildningar", "utbildningen", "utbildning", "kurserna", "kursen", "kurser", "kurs",
         "programmet", "program", "träning", "seminarium", "workshop")  # fmt: skip
# Words that hold the level at one of their ends.
FIRST = ("grundläggande", "grunderna", "grunder", "grund", "introduktion", "intro", "nybörjare",
         "nybörjar", "baskunskaper", "bas", "basic", "basics", "beginner", "beginners")  # fmt: skip
FURTHER = ("fortsättnings", "fortsättning", "fortsättn", "påbyggnads", "påbyggnad", "fördjupning",
           "fördjupnings", "fördjupad", "fördjupande", "avancerade", "avancerad", "avancerat",
           "expert", "advanced", "vidareutbildning")  # fmt: skip
AGAIN = ("repetition", "repetitions", "uppdatering", "uppfräschning", "refresher")
NOT_A_LEVEL = ("grundlag", "grundvatten", "grundskol", "grundbok", "grundorsak", "basel")
STEP = frozenset(("steg", "nivå", "del", "modul", "level", "part"))
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
LENGTHS = frozenset(("dag", "dagar", "dagars", "timmar", "timmars", "tim", "h", "halvdagar"))
# Who a need is for, said after "för".
FOR = {
    Audience.MANAGERS: ("chef", "ledare", "arbetsledare", "gruppledare", "manager"),
    Audience.EMPLOYEES: ("medarbetare", "anställd", "handläggare", "assistent", "employee"),
    Audience.SPECIALISTS: ("specialist", "expert", "jurist", "utredare", "ekonom", "arkivari",
                           "kommunikatör", "controller", "registrator"),
}  # fmt: skip

_stemmer = snowballstemmer.stemmer("swedish")


@dataclass(frozen=True)
class Word:
    """A word of the subject: its stem, as it was written, and how much it says."""

    stem: str
    written: str
    weight: float


@dataclass(frozen=True)
class Subject:
    """What a need asks for. `level` is 1 for beginners, 2 or more after that, 0 where not said."""

    folded: str
    words: tuple[Word, ...]
    level: int = 0
    again: bool = False
    versions: frozenset[int] = frozenset()
    audience: str = ""


def folded(text: str) -> str:
    """A wording without what does not tell needs apart: case, signs, room."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w+#-]+", " ", plain).split())


@lru_cache(maxsize=20_000)
def subject_of(text: str) -> Subject:
    """The subject of a wording."""
    whole = folded(text)
    said = whole
    for first, *others in SAME:
        for other in sorted(others, key=len, reverse=True):
            said = re.sub(rf"(?<!\w){re.escape(folded(other))}(?!\w)", first, said)
    said, audience = _audience(said)
    levels: set[int] = set()
    versions: set[int] = set()
    again = False
    words: dict[str, Word] = {}
    for token in _tokens(said, levels, versions):
        rest, level = _level(token)
        if level:
            levels.add(level)
        if rest.startswith(AGAIN):
            again, rest = True, ""
        if (word := _word(rest, token)) and word.stem not in words:
            words[word.stem] = word
    return Subject(
        whole, tuple(words.values()), max(levels, default=0), again, frozenset(versions), audience
    )


def _audience(said: str) -> tuple[str, str]:
    """The wording without "för chefer", and for whom that is."""
    for audience, stems in FOR.items():
        found = re.search(rf"\b(?:för|for) (?:nya )?((?:{'|'.join(stems)})\w*)", said)
        if found:
            return said.replace(found.group(0), " "), str(audience)
    return said, ""


def _tokens(said: str, levels: set[int], versions: set[int]) -> Iterator[str]:
    """The words; numbers go to the levels and versions that they tell."""
    tokens = re.split(r"[\s-]+", said)
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if after in LENGTHS and token.isdecimal():
            continue
        number = int(token) if token.isdecimal() and len(token) < 9 else 0
        if not number and token in ROMAN and (place == len(tokens) - 1 or before in STEP):
            number = ROMAN[token]
        if number and number < 10:
            levels.add(number)
        elif number:
            versions.add(number)
        elif token not in STEP:
            yield token


def _level(token: str) -> tuple[str, int]:
    """A word without the level at one of its ends, and that level."""
    if token.startswith(NOT_A_LEVEL):
        return token, 0
    for level, marks in ((2, FURTHER), (1, FIRST)):
        for mark in sorted(marks, key=len, reverse=True):
            if token == mark or (token.startswith(mark) and len(mark) > 3):
                rest = token.removeprefix(mark)
                return ("" if len(rest) < 3 else rest.removeprefix("s")), level
            if token.endswith(mark) and len(token) - len(mark) > 2 and len(mark) > 4:
                return token.removesuffix(mark), level
    return token, 0


def _word(rest: str, token: str) -> Word | None:
    for tail in TAILS:
        if rest == tail or (rest.endswith(tail) and len(rest) - len(tail) > 2):
            rest = rest.removesuffix(tail)
            rest = rest.removesuffix("s") if len(rest) > 4 else rest
            break
    if not rest or rest in EMPTY:
        return None
    weight = LIGHT if rest in LIGHTER else 1.0
    return Word(_stemmer.stemWord(rest), token, weight)
