"""What a pool would be like with an answer, a place or an exception more: pure."""

from dataclasses import replace
from typing import Any

from mentorship.matching.candidates import EITHER, Candidate
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool
from mentorship.models import HelpQuestion, RuleException

Kind = HelpQuestion.Kind
MOST_MENTEES = 5  # at the same time, as the form of an offer says
# What a mentee can answer otherwise than they have; whom they avoid is never asked about.
OTHERWISE: dict[Kind, dict[str, Any]] = {
    Kind.MEETING: {"meeting": EITHER},
    Kind.LANGUAGE: {"language": EITHER},
    Kind.REACH: {"reach_km": None},
}
ANSWERS = tuple(OTHERWISE)


def answering(one: Candidate, kind: str) -> Candidate:
    """Somebody who has said yes to a question about their own answers."""
    if kind == Kind.PLACE:
        return replace(one, capacity=one.capacity + 1)
    return replace(one, **OTHERWISE.get(Kind(kind), {}))


def excepted(one: Candidate, kind: str) -> Candidate:
    """Somebody for whom a rule of the round does not hold."""
    if kind == RuleException.Kind.REACH:
        return replace(one, reach_km=None)
    rest = tuple(rule for rule in one.breaks if rule != HardRule.EXPERIENCE)
    return replace(one, breaks=rest, from_day=None)


def with_one(pool: Pool, other: Candidate) -> Pool:
    """The pool with somebody as they would be."""

    def swapped(those: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(other if one.interest_id == other.interest_id else one for one in those)

    return replace(pool, mentees=swapped(pool.mentees), mentors=swapped(pool.mentors))


def with_mentors(pool: Pool, more: tuple[Candidate, ...]) -> Pool:
    """The pool with more mentors."""
    return replace(pool, mentors=(*pool.mentors, *more))
