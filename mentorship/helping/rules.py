"""What a pool would be like with an answer, a place or an exception more: pure."""

from dataclasses import replace

from mentorship.matching.candidates import EITHER, Candidate
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool
from mentorship.models import HelpQuestion, RuleException

Kind = HelpQuestion.Kind
MOST_MENTEES = 5  # at the same time, as the form of an offer says
# What a mentee can answer otherwise than they have; whom they avoid is never asked about.
ANSWERS = (Kind.MEETING, Kind.LANGUAGE, Kind.REACH)


def answering(one: Candidate, kind: str) -> Candidate:
    """Somebody who has said yes to a question about their own answers."""
    match kind:
        case Kind.MEETING:
            return replace(one, meeting=EITHER)
        case Kind.LANGUAGE:
            return replace(one, language=EITHER)
        case Kind.REACH:
            return replace(one, reach_km=None)
        case Kind.PLACE:
            return replace(one, capacity=one.capacity + 1)
    return one


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
