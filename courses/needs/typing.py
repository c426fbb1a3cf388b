"""What is typed into an answer to the needs assessment: field by field, as typed; no database.

A field has a key: `c12-spring` of the candidate 12, `o101-text` of an own need numbered 101, `q5`
of a question, or a word of the answer itself. Whoever saves says of each field what stood there
when the page was shown, so that two who write at once are told of each other, field by field.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from courses.needs.rules import MOST_SEATS, Audience, Importance, Way

KEY = re.compile(r"([coq])(\d{1,10})(?:-([a-z]+))?")
SEATS = ("spring", "autumn")
# What a need of a candidate and one in own words may say, with what holds when nothing is said.
SAID = {
    "spring": "0",
    "autumn": "0",
    "importance": str(Importance.SHOULD.value),
    "way": Way.ANY.value,
    "place": "",
    "comment": "",
}
OWN = {"text": "", "audience": "", "area": ""} | SAID
# Words of the answer itself; `approval` says whether somebody else approves it.
ANSWER = {"comment": "", "approval": "somebody", "approver": "", "approver_name": ""}
LENGTHS = {"text": 160, "place": 80, "comment": 400}
KEPT = 2000  # signs of a field that are kept as typed


class Unreadable(ValueError):
    """What was typed has no meaning yet; the sentence says what to write instead."""


@dataclass(frozen=True)
class Clash:
    """Two wrote different things in one field since both opened the page."""

    key: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Merged:
    """What a save changes, and what it leaves for its writer to choose."""

    changes: dict[str, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)  # changed by somebody else, left alone


def own_words(key: str) -> str:
    """The last word of a key: c12-spring is about spring."""
    return key.partition("-")[2] or key


def block_of(key: str) -> str:
    """What a field is a part of: a candidate, an own need, a question, or the answer itself."""
    found = KEY.fullmatch(key)
    return found[1] + found[2] if found else ""


def plain(key: str, text: str) -> str:
    """A text as it is compared: without room around it, numbers without their zeroes."""
    text = text.replace("\r\n", "\n").replace("\0", "").strip()[:KEPT]
    name = own_words(key)
    if name in SEATS:
        return str(int(text)) if re.fullmatch(r"[+]?[0-9]{1,9}", text) else text
    if block_of(key)[:1] in {"c", "o"}:
        return text or OWN.get(name, "")
    return text or ANSWER.get(key, "")


def _same(key: str, one: str, other: str) -> bool:
    """Whether two texts say the same: no number of seats is none."""
    return (one or "0") == (other or "0") if own_words(key) in SEATS else one == other


def merge(
    stands: Mapping[str, str],
    was: Mapping[str, str],
    typed: Mapping[str, str],
    *,
    keep: Collection[str] = (),
    take: Collection[str] = (),
) -> Merged:
    """What one writer's page does to what stands, field by field.

    `was` is what the writer's page showed. `keep` names fields where they have chosen their own
    words against somebody else's, `take` those where they have chosen the other's.
    """
    merged = Merged()
    for key, text in typed.items():
        now = plain(key, stands.get(key, ""))
        mine = plain(key, text)
        base = plain(key, was.get(key, now))
        if key in take:
            continue
        if mine == base and key not in keep:
            if not _same(key, now, base):
                merged.theirs.append(key)
        elif mine == now:
            continue
        elif _same(key, base, now) or key in keep:
            merged.changes[key] = mine
        else:
            merged.clashes.append(Clash(key, now, mine))
    return merged


def seats(text: str) -> int:
    """A number of seats; raises Unreadable with a sentence."""
    text = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    if re.fullmatch(r"-\s*[0-9]+", text):
        raise Unreadable(_("Write 0 or more."))
    if not re.fullmatch(r"[0-9]{1,9}", text or "0"):
        raise Unreadable(_("Write a whole number, such as 12."))
    if int(text or 0) > MOST_SEATS:
        raise Unreadable(_("Write a number of seats from 0 to 2 000."))
    return int(text or 0)


def read(name: str, text: str, areas: Collection[int] = ()) -> Any:
    """What a typed word of a need means; raises Unreadable with a sentence."""
    if name in SEATS:
        return seats(text)
    if name == "importance":
        return Importance(int(text)) if text in {"1", "2", "3"} else _refuse()
    if name == "way":
        return Way(text) if text in Way.values else _refuse()
    if name == "audience":
        if text not in Audience.values:
            raise Unreadable(_("Choose for whom the course is."))
        return Audience(text)
    if name == "area":
        if text and (not text.isdigit() or int(text) not in areas):
            _refuse()
        return int(text) if text else None
    if len(text) > LENGTHS[name]:
        raise Unreadable(
            _("Write at most %(most)s signs; there are %(n)s.")
            % {"most": LENGTHS[name], "n": len(text)}
        )
    return text


def _refuse() -> Any:
    raise Unreadable(_("Choose one of the lines."))
