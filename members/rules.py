"""Rules of the member registers, without database or clock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

# How lists write each kind of authority; files hold the first word.
KIND_WORDS: Mapping[str, Sequence[str]] = {
    "state_agency": ["statlig myndighet", "myndighet", "state agency"],
    "court": ["domstol", "court"],
    "university": ["universitet", "högskola", "university"],
    "county_board": ["länsstyrelse", "county administrative board"],
    "municipality": ["kommun", "municipality"],
    "region": ["region"],
    "other": ["annan", "other"],
}
STANDING_WORDS: Mapping[str, Sequence[str]] = {
    "member": ["medlem", "member"],
    "associated": ["associerad part", "associerad", "associated party"],
}


def parent_of(name: str, number: str, known: Iterable[tuple[str, str]]) -> str | None:
    """The authority that a member is a part of: same number, and its name begins the member's.

    "Försäkringskassan it" is a part of "Försäkringskassan"; the longest such name wins.
    """
    if not number:
        return None
    parents = [
        other
        for other, other_number in known
        if other_number == number and name.casefold().startswith(f"{other.casefold()} ")
    ]
    return max(parents, key=len, default=None)


def within(day: date, since: date | None, until: date | None) -> date:
    """The day, or the nearest one in the span: what held last, or will hold first."""
    if since and day < since:
        return since
    if until and day > until:
        return until
    return day
