"""How a round's proposal stands: who is proposed to whom, who is free, and what forbids a change.

The rules and points are the matching's own (`mentorship.matching`); nothing is judged twice.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from mentorship.board.rules import MENTEE_TAKEN, gone, no_place
from mentorship.matching.candidates import Candidate
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool, pool_of
from mentorship.matching.scoring import Scores, score
from mentorship.models import MentorRound

Two = tuple[int, int]  # expressions of interest: mentee, mentor


@dataclass(frozen=True)
class Position:
    """The board of a round at one moment."""

    round: MentorRound
    pool: Pool
    scores: Scores
    proposed: tuple[Two, ...]
    standing: tuple[Two, ...]

    @cached_property
    def mentees(self) -> dict[int, Candidate]:
        """Those who ask, by expression of interest."""
        return {one.interest_id: one for one in self.pool.mentees}

    @cached_property
    def mentors(self) -> dict[int, Candidate]:
        """Those who offer, by expression of interest."""
        return {one.interest_id: one for one in self.pool.mentors}

    @cached_property
    def mentor_of(self) -> dict[int, int]:
        """The proposed mentor of each mentee who has one."""
        return dict(self.proposed)

    @cached_property
    def mentees_of(self) -> dict[int, list[int]]:
        """The proposed mentees of each mentor who has any."""
        found: dict[int, list[int]] = {}
        for mentee, mentor in self.proposed:
            found.setdefault(mentor, []).append(mentee)
        return found

    @cached_property
    def _taken(self) -> Counter[int]:
        return Counter(mentor for _mentee, mentor in (*self.proposed, *self.standing))

    def free(self, mentor: int) -> int:
        """Places that a mentor has left when proposals and pairs that stand are counted."""
        return self.mentors[mentor].capacity - self._taken[mentor]

    @property
    def places(self) -> int:
        """Places that the mentors offer together."""
        return sum(one.capacity for one in self.pool.mentors)

    def points(self, mentee: int, mentor: int) -> int:
        """Points of two together, 0 to 100; none where a hard rule forbids it."""
        return self.may(mentee, mentor) or 0

    def may(self, mentee: int, mentor: int) -> int | None:
        """Points of two whom no hard rule keeps apart; None for others, and for who has left."""
        if mentee not in self.mentees or mentor not in self.mentors:
            return None
        return self.scores.points(mentee, mentor)

    @property
    def total(self) -> int:
        """Points of all proposed pairs together."""
        return sum(self.points(*two) for two in self.proposed)

    def broken(self, mentee: int, mentor: int) -> list[str]:
        """The hard rules that two people break together, in words."""
        return self.hindrances(mentee, mentor)

    def hindrances(self, mentee: int, mentor: int, *, but: Collection[HardRule] = ()) -> list[str]:
        """The same, save for some rules."""
        if mentee not in self.mentees or mentor not in self.mentors:
            return [gone()]
        rules = self.scores.broken(mentee, mentor)
        return [str(rule.label) for rule in rules if rule not in but]

    @cached_property
    def unlaid_pins(self) -> dict[int, int]:
        """The mentor of each mentee who is pinned with somebody that is not proposed to them."""
        laid = {*self.proposed, *self.standing}
        return {
            mentee: mentor
            for mentee, mentor in sorted(self.pool.pins)
            if (mentee, mentor) not in laid and mentee in self.mentees and mentor in self.mentors
        }

    def obstacles(self, mentee: int, mentor: int) -> list[str]:
        """Why a mentee cannot be given a mentor now, in words; none when it may be done."""
        found = self.broken(mentee, mentor)
        if found:
            return found
        if mentee in dict(self.standing):
            return [str(MENTEE_TAKEN)]
        if self.mentor_of.get(mentee) != mentor and self.free(mentor) < 1:
            return [no_place(self.mentors[mentor].name)]
        return []

    def without_mentor(self) -> list[int]:
        """Mentees with neither a proposal nor a pair, in the pool's order."""
        taken = {mentee for mentee, _mentor in (*self.proposed, *self.standing)}
        return [one.interest_id for one in self.pool.mentees if one.interest_id not in taken]


def position_of(found: MentorRound) -> Position:
    """The board as it stands; a few questions, however many take part."""
    pool = pool_of(found)
    laid, standing = tuple(sorted(pool.laid)), tuple(sorted(pool.standing))
    return Position(found, pool, score(pool, found.weights), laid, standing)
