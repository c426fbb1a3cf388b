"""Which offers of staff fit a need, how well, and why; time is an argument, reasons are codes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loans.board.facts import Facts
from loans.rules import Legal, NoticeKind, Occasion, Remote
from loans.terms import covered
from network.towns import distance_km

FARTHEST_KM = 150  # beyond it nobody travels to a loan on site
NEAR_KM = 60  # a way that one may go each day
# What the parts of the score weigh, in points of a hundred.
COMPETENCE, DAYS, EXTENT, PLACE = 40, 30, 20, 10


class Reason(StrEnum):
    """Why an offer fits a need, or how it falls short."""

    COMPETENCE = "competence"
    ALL_DAYS = "all_days"
    SOME_DAYS = "some_days"
    EXTENT = "extent"
    LESS_EXTENT = "less_extent"
    SAME_PLACE = "same_place"
    NEAR = "near"
    FAR = "far"
    REMOTE = "remote"
    STATE = "state"
    OTHERS = "others"
    CRISIS = "crisis"


# What falls short is said as well, and marked so.
BUTS = frozenset({Reason.SOME_DAYS, Reason.LESS_EXTENT, Reason.FAR, Reason.OTHERS})


@dataclass(frozen=True)
class Because:
    """One reason: its code, the competences it names, and its numbers."""

    reason: Reason
    codes: tuple[str, ...] = ()
    number: int = 0
    of: int = 0


@dataclass(frozen=True)
class Fit:
    """How well an offer fits a need, 1 to 100, and why."""

    score: int
    because: tuple[Because, ...]


def fit(need: Facts, offer: Facts, today: date) -> Fit | None:
    """How an offer of idle staff fits a need; None where the two cannot become a loan.

    They need a competence in common, a day in common that is still to come, two authorities that
    rules of loans cover, and a way between them that can be gone or need not be.
    """
    if (need.kind, offer.kind) != (NoticeKind.NEED, NoticeKind.IDLE) or _same_owner(need, offer):
        return None
    if covered(need.owner_kind) is None or covered(offer.owner_kind) is None:
        return None
    common = tuple(code for code in need.competences if code in offer.competences)
    days = _days(max(need.starts, offer.starts, today), min(need.ends, offer.ends))
    place = _place(need, offer)
    if not common or not days or place is None:
        return None
    whole = _days(max(need.starts, today), need.ends)
    extent = min(offer.percent * offer.people, need.percent * need.people)
    asked = need.percent * need.people
    points, where = place
    score = (
        COMPETENCE * len(common) / len(need.competences)
        + DAYS * days / whole
        + EXTENT * extent / asked
        + points
    )
    return Fit(
        max(1, round(score)),
        (
            Because(Reason.COMPETENCE, common),
            Because(Reason.ALL_DAYS if days == whole else Reason.SOME_DAYS, (), days, whole),
            Because(Reason.EXTENT if extent == asked else Reason.LESS_EXTENT, (), extent, asked),
            *where,
            *_crisis(need),
            _rules(need, offer),
        ),
    )


def best(it: Facts, others: list[Facts], today: date) -> list[tuple[int, Fit]]:
    """The places in `others` of those that fit a need or an offer, the best first."""
    found = []
    for place, other in enumerate(others):
        fits = fit(it, other, today) if it.kind == NoticeKind.NEED else fit(other, it, today)
        if fits:
            found.append((place, fits))
    return sorted(found, key=lambda row: (-row[1].score, row[0]))


def _same_owner(need: Facts, offer: Facts) -> bool:
    return need.owner_id is not None and need.owner_id == offer.owner_id


def _days(first: date, last: date) -> int:
    return max(0, (last - first).days + 1)


def _place(need: Facts, offer: Facts) -> tuple[int, tuple[Because, ...]] | None:
    """Points and reasons of the place; None where it is too far for work on site."""
    if need.remote == Remote.WHOLLY:
        return PLACE, (Because(Reason.REMOTE),)
    if not need.place or not offer.place:
        return 0, ()
    if need.place.strip().casefold() == offer.place.strip().casefold():
        return PLACE, (Because(Reason.SAME_PLACE),)
    way = distance_km(need.place, offer.place)
    if way is None:
        return 0, ()
    if way <= NEAR_KM:
        return PLACE // 2, (Because(Reason.NEAR, (), way),)
    if way > FARTHEST_KM and need.remote == Remote.NO:
        return None
    return 0, (Because(Reason.FAR, (), way),)


def _crisis(need: Facts) -> tuple[Because, ...]:
    return (Because(Reason.CRISIS),) if need.occasion == Occasion.CRISIS else ()


def _rules(need: Facts, offer: Facts) -> Because:
    both = {covered(need.owner_kind), covered(offer.owner_kind)}
    return Because(Reason.STATE if both == {Legal.STATE} else Reason.OTHERS)
