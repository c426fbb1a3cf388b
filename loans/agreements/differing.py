"""What differs between two wordings, clause by clause and word by word, and how two meet.

Pure: contents in, words out. Who wrote from an older wording gets the other's changes where they
touched nothing, and a choice where both did.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from loans.agreements.clauses import Clause, clauses_of
from loans.agreements.content import in_words, legal_of

_WORDS = re.compile(r"\s+|[^\s]+")
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Change:
    """A clause that differs: its stretches of words, each the same, added or removed."""

    code: str
    label: str
    before: str
    after: str
    stretches: list[tuple[str, str]]


def stretches(before: str, after: str) -> list[tuple[str, str]]:
    """The words of both texts in one line, each stretch the same, added or removed."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, "".join(old[a:b])))
            continue
        if b > a:
            found.append((REMOVED, "".join(old[a:b])))
        if d > c:
            found.append((ADDED, "".join(new[c:d])))
    return found


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The clauses that differ between two contents, in the agreement's order."""
    found = []
    for clause in clauses_of(legal_of(after)):
        old, new = _said(clause, before), _said(clause, after)
        if old != new:
            found.append(Change(clause.code, str(clause.label), old, new, stretches(old, new)))
    return found


def _said(clause: Clause, content: Mapping[str, Any]) -> str:
    return in_words(clause, content.get(clause.code))


@dataclass(frozen=True)
class Met:
    """Two contents that grew from one: together, and the codes that both changed otherwise."""

    content: dict[str, Any]
    contested: list[str]


def meet(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Met:
    """Mine where I changed something, theirs where I did not; contested where both did."""
    together: dict[str, Any] = {}
    contested = []
    for code in dict.fromkeys([*theirs, *mine]):
        i_changed = mine.get(code) != base.get(code)
        they_changed = theirs.get(code) != base.get(code)
        together[code] = mine.get(code) if i_changed else theirs.get(code)
        if i_changed and they_changed and mine.get(code) != theirs.get(code):
            contested.append(code)
    return Met(together, contested)
