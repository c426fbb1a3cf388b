"""Two who write on the same item: their texts together, where their paragraphs do not meet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True)
class Edit:
    """Paragraphs `first` to `last` (not itself) of the base become others; equal is an insert."""

    first: int
    last: int
    words: tuple[str, ...]


def tidy(text: str) -> str:
    """A text with one kind of line ends, and nothing after its last word."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: what empty lines part."""
    whole = tidy(text)
    return BETWEEN.split(whole) if whole else []


def edits(base: Sequence[str], other: Sequence[str]) -> list[Edit]:
    """What was done to the paragraphs of the base."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [
        Edit(i1, i2, tuple(other[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def meets(one: Edit, two: Edit) -> bool:
    """Whether two edits touch the same paragraphs, or stand at the same place between two."""
    if one.first == one.last and two.first == two.last:
        return one.first == two.first
    return one.first < two.last and two.first < one.last


def merged(base: str, theirs: str, mine: str) -> str | None:
    """Both texts together, or None where both changed the same paragraph in different ways."""
    there = paragraphs(base)
    ours, other = edits(there, paragraphs(mine)), edits(there, paragraphs(theirs))
    added = [edit for edit in ours if edit not in other]
    if any(meets(edit, one) for edit in added for one in other):
        return None
    every = sorted([*other, *added], key=lambda edit: (edit.first, edit.last))
    return "\n\n".join(_told(there, every))


def _told(base: Sequence[str], every: Sequence[Edit]) -> Iterator[str]:
    at = 0
    for edit in every:
        yield from base[at : edit.first]
        yield from edit.words
        at = edit.last
    yield from base[at:]
