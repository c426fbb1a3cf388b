"""Two texts that grew from one, together: by paragraph, where they did not change the same one."""

from difflib import SequenceMatcher
from itertools import product

PARAGRAPH = "\n\n"
Edit = tuple[int, int, tuple[str, ...]]  # paragraphs from and to, and what stands there instead


def together(base: str, theirs: str, mine: str) -> str | None:
    """Both changes in one text; None where both changed the same paragraph otherwise."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    was = base.split(PARAGRAPH)
    their_edits, my_edits = _edits(was, theirs), _edits(was, mine)
    if any(_clash(one, other) for one, other in product(their_edits, my_edits)):
        return None
    edits = sorted({*their_edits, *my_edits})
    found: list[str] = []
    place = 0
    for start, end, words in edits:
        found += [*was[place:start], *words]
        place = end
    return PARAGRAPH.join([*found, *was[place:]])


def _edits(was: list[str], text: str) -> list[Edit]:
    now = text.split(PARAGRAPH)
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [(a, b, tuple(now[c:d])) for kind, a, b, c, d in codes if kind != "equal"]


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same paragraph, or write at the same place."""
    if one == other:
        return False
    if one[0] == one[1] or other[0] == other[1]:  # something is put in between
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
