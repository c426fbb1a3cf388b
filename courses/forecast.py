"""What a list of people would get from a run as it stands now, without database or clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from courses.rules import PersonFacts, Reason


class Fate(StrEnum):
    """What becomes of a row if the list is applied now."""

    SEAT = "seat"
    PENDING = "pending"
    LINE = "line"
    APPLIES = "applies"
    THERE = "there"
    TWICE = "twice"
    REFUSED = "refused"
    ERROR = "error"


MAKES = frozenset({Fate.SEAT, Fate.PENDING, Fate.LINE, Fate.APPLIES})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a list: of which authority, and why they may not enrol.

    `reasons` count the authority's own seats in; `without_own` are those for who gets none.
    """

    membership_id: int
    person: PersonFacts
    reasons: Sequence[Reason]
    without_own: Sequence[Reason]


@dataclass(slots=True)
class Room:
    """The seats of a run: free for anybody, each authority's own, and the length of the line.

    `later` says that the run gives its seats out on a day; `first` that a free seat is for who
    takes it first although somebody waits, as in the last hours.
    """

    free: int
    waiting: int
    own: dict[int, int] = field(default_factory=dict)
    later: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """A fate; with the place in line, or the reason, where there is one."""

    fate: Fate
    place: int = 0
    reason: Reason | None = None
    own: bool = False


def forecast(candidates: Sequence[Candidate], room: Room, *, whole: bool = False) -> list[Forecast]:
    """What each gets, in order; a whole group gets seats for all, or places in line for all."""
    if whole and not _fits(candidates, room):
        room = Room(0, room.waiting, {}, room.later)
    return [_one(candidate, room) for candidate in candidates]


def _one(candidate: Candidate, room: Room) -> Forecast:
    if candidate.reasons:
        return Forecast(Fate.REFUSED, reason=candidate.reasons[0])
    seated = Fate.PENDING if candidate.person.approvals else Fate.SEAT
    if room.own.get(candidate.membership_id, 0) > 0:
        room.own[candidate.membership_id] -= 1
        return Forecast(seated, own=True)
    if candidate.without_own:
        return Forecast(Fate.REFUSED, reason=candidate.without_own[0])
    if room.later:
        return Forecast(Fate.APPLIES)
    if room.free > 0 and (not room.waiting or room.first):
        room.free -= 1
        return Forecast(seated)
    room.waiting += 1
    return Forecast(Fate.LINE, place=room.waiting)


def _fits(candidates: Sequence[Candidate], room: Room) -> bool:
    wanting: dict[int, int] = {}
    for candidate in candidates:
        if not candidate.reasons:
            wanting[candidate.membership_id] = wanting.get(candidate.membership_id, 0) + 1
    rest = sum(max(0, n - room.own.get(member, 0)) for member, n in wanting.items())
    open_to_all = room.free if not room.waiting or room.first else 0
    return rest <= (0 if room.later else open_to_all)
