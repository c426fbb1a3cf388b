"""Why somebody got no pair, and what would have helped: tried out, not guessed.

What is told of somebody never tells whom another one avoids: those pairs count among the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from mentorship.matching.barriers import lay_ways
from mentorship.matching.candidates import EITHER, Candidate
from mentorship.matching.columns import Numbers, Table, columns_of
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Two
from mentorship.matching.scoring import Scores
from mentorship.rules import MENTEE, MENTOR

WAYS = HardRule.LANGUAGE.bit | HardRule.MEETING.bit
TOLD = (
    HardRule.AUTHORITY,
    HardRule.LINE,
    HardRule.UNIT,
    HardRule.CAPACITY,
    HardRule.LANGUAGE,
    HardRule.MEETING,
)
OWN = HardRule.APPROVAL.bit | HardRule.EXPERIENCE.bit | HardRule.MEMBER.bit | HardRule.LEFT.bit
Entry = dict[str, Any]


def why_unmatched(
    scores: Scores, pairs: Iterable[Two], play: Numbers, capacity: Numbers, taken: Numbers
) -> dict[int, Entry]:
    """For each who has no pair: `role`, `why` with its values, and `helps`.

    `play` are the pairs that could be formed, `capacity` what the mentors took beyond the fixed
    pairs, `taken` the column of each mentee's mentor among those formed, below 0 for none.
    """
    pool = scores.pool
    mentees = {mentee for mentee, _mentor in pairs}
    mentors = {mentor for _mentee, mentor in pairs}
    chains = _Chains(play, capacity, taken)
    waiting = np.array(
        [
            one.interest_id not in mentees and not one.breaks and not _is_in_line(scores, row)
            for row, one in enumerate(pool.mentees)
        ],
        dtype=bool,
    )
    room, wanting = chains.with_room(), chains.wanting(waiting)
    found: dict[int, Entry] = {}
    for row, one in enumerate(pool.mentees):
        if one.interest_id not in mentees:
            side = _Side(scores, one, MENTEE, scores.barriers[row], play[row], room, pool.mentors)
            found[one.interest_id] = _entry(side)
    for column, one in enumerate(pool.mentors):
        if one.interest_id not in mentors:
            stands = scores.barriers[:, column]
            side = _Side(scores, one, MENTOR, stands, play[:, column], wanting, pool.mentees)
            found[one.interest_id] = _entry(side)
    return found


class _Chains:
    """Who could be paired if others changed places, as far as that makes one pair more."""

    def __init__(self, play: Numbers, capacity: Numbers, taken: Numbers) -> None:
        self.play, self.taken = play, taken
        held = np.bincount(taken[taken >= 0], minlength=len(capacity))
        self.free = (capacity > held).astype(bool)

    def with_room(self) -> Numbers:
        """The mentors with a free place, or one that a mentee could leave for another mentor."""
        room = self.free
        while True:
            could = self.play[:, room].any(axis=1) & (self.taken >= 0)
            wider = room.copy()
            wider[self.taken[could]] = True
            if np.array_equal(wider, room):
                return wider
            room = wider

    def wanting(self, waiting: Numbers) -> Numbers:
        """The mentees without a mentor, or whose mentor could take one of those instead."""
        paired = np.flatnonzero(self.taken >= 0)
        while True:
            could = np.asarray(self.play[waiting].any(axis=0))
            wider = waiting.copy()
            wider[paired[could[self.taken[paired]]]] = True
            if np.array_equal(wider, waiting):
                return wider
            waiting = wider


class _Side:
    """Somebody without a pair beside all whom they could be paired with."""

    def __init__(
        self,
        scores: Scores,
        one: Candidate,
        role: str,
        stands: Numbers,
        play: Numbers,
        open_: Numbers,
        others: tuple[Candidate, ...],
    ) -> None:
        self.scores, self.one, self.role = scores, one, role
        self.stands, self.play, self.open, self.others = stands, play, open_, others

    def opened_by(self, other_self: Candidate) -> int:
        """How many others could give a pair if this one had answered so instead."""
        stands = self.stands & ~np.array(WAYS, dtype=self.stands.dtype)
        table = self.scores.table
        theirs = table.mentors if self.role == MENTEE else table.mentees
        ways = np.zeros((1, len(self.others)), dtype=self.stands.dtype)
        # How two can talk is the same seen from either.
        lay_ways(ways, Table(columns_of([other_self], table.names), theirs, table.names))
        stands |= ways[0]
        for place in np.flatnonzero(stands & HardRule.VETO.bit):
            other = self.others[place]
            if not avoids(other, other_self) and not avoids(other_self, other):
                stands[place] &= ~np.array(HardRule.VETO.bit, dtype=stands.dtype)
        return int(((stands == 0) & ~self.play & self.open).sum())


def avoids(one: Candidate, other: Candidate) -> bool:
    """Whether somebody has asked not to be paired with another, or with their authority."""
    return bool(
        one.avoids_people & (other.selves | {other.person_id})
        or other.name_key in one.avoids_names
        or one.avoids_authorities & other.authorities
    )


def _is_in_line(scores: Scores, row: int) -> bool:
    return bool((scores.barriers[row] & HardRule.PLACES.bit).any())


def _entry(side: _Side) -> Entry:
    why = _why(side)
    helps = list(_helps(side, str(why["code"])))
    return {"role": side.role, "why": why, "helps": helps}


def _why(side: _Side) -> Entry:
    one, needs = side.one, side.scores.pool.needs
    if one.breaks:
        rule = one.breaks[0] if HardRule.LEFT not in one.breaks else HardRule.LEFT
        starts = side.scores.pool.starts
        return {
            "code": rule.value,
            "months": one.months,
            "need": needs.get(side.role, 0),
            "starts": starts.isoformat() if starts else None,
        }
    if (side.stands & HardRule.PLACES.bit).any() and side.role == MENTEE:
        return {"code": HardRule.PLACES.value}
    # Nobody else can be paired whoever they meet: those do not count as possible.
    others = (side.stands & OWN) == 0
    if side.play.any():
        code = "sum" if (side.play & side.open).any() else "full"
        return {"code": code, "count": int(side.play.sum())}
    if not others.any():
        return {"code": "empty"}
    return {"code": "nobody", "count": int(others.sum()), "rules": _counted(side.stands[others])}


def _counted(stands: Numbers) -> dict[str, int]:
    """How many others by the first rule that stands in the way and may be told."""
    counted: dict[str, int] = {}
    for bits, many in zip(*np.unique(stands, return_counts=True), strict=True):
        rule = next((rule.value for rule in TOLD if int(bits) & rule.bit), "other")
        counted[rule] = counted.get(rule, 0) + int(many)
    return dict(sorted(counted.items()))


def _helps(side: _Side, code: str) -> Iterator[Entry]:
    """What would have given one pair more; something is always said."""
    one = side.one
    if code == HardRule.EXPERIENCE and one.from_day:
        yield {"code": "from_day", "day": one.from_day.isoformat()}
    if one.breaks or code in (HardRule.PLACES, "sum"):
        return
    told = False
    for name, other_self in otherwise(one):
        count = side.opened_by(other_self)
        if count:
            told = True
            yield {"code": name, "count": count, "from": getattr(one, name, "")}
    if code == "full":
        yield {"code": "place", "count": int(side.play.sum())}
    elif not told:
        yield {"code": "more"}


def otherwise(one: Candidate) -> Iterator[tuple[str, Candidate]]:
    """What somebody could have answered instead, one answer at a time."""
    if one.meeting != EITHER:
        yield "meeting", replace(one, meeting=EITHER)
    if one.language != EITHER:
        yield "language", replace(one, language=EITHER)
    if one.reach_km is not None:
        yield "reach", replace(one, reach_km=None)
    if one.avoids_people or one.avoids_names or one.avoids_authorities:
        nobody: frozenset[Any] = frozenset()
        yield (
            "veto",
            replace(one, avoids_people=nobody, avoids_names=nobody, avoids_authorities=nobody),
        )
