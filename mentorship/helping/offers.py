"""What could give a mentee a mentor: who may be asked for what, and which rule may be excepted.

Tried out on the pool by the matching's own rules; whom anybody avoids is never among it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from django.utils import timezone

from members.models import Person
from mentorship.board.position import Position
from mentorship.helping.rules import (
    ANSWERS,
    MOST_MENTEES,
    Kind,
    answering,
    excepted,
    with_mentors,
    with_one,
)
from mentorship.matching.candidates import Candidate
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool, outside
from mentorship.matching.scoring import Scores, score
from mentorship.matching.words import Line, fit_in_words, reasons_in_words
from mentorship.models import HelpQuestion, Interest, MentorRound, RuleException
from mentorship.rules import MENTOR

OFFERED = 5  # mentors of a kind on the page, the best first
Rule = RuleException.Kind


@dataclass(frozen=True)
class Offer:
    """Somebody who may be asked, or for whom a rule may be excepted.

    `opened` counts the mentors who would be possible then; `points`, `fit` and `reasons` are of
    the mentee with this mentor, where it is about one.
    """

    kind: str
    who: Candidate
    points: int = 0
    opened: int = 0
    reasons: tuple[Line, ...] = ()

    @property
    def fit(self) -> str:
        """How well the two fit, in words."""
        return fit_in_words(self.points)


@dataclass(frozen=True)
class Offers:
    """Everything that could help one mentee."""

    own: list[Offer] = field(default_factory=list)
    places: list[Offer] = field(default_factory=list)
    pool: list[Offer] = field(default_factory=list)
    exceptions: list[Offer] = field(default_factory=list)

    def question(self, kind: str, interest_id: int) -> Offer | None:
        """What may be asked of somebody; None where it would not help any more."""
        return _one_of((*self.own, *self.places, *self.pool), kind, interest_id)

    def exception(self, kind: str, interest_id: int) -> Offer | None:
        """The rule that may be excepted for somebody; None where that would not help any more."""
        return _one_of(self.exceptions, kind, interest_id)


def _one_of(offers: Iterable[Offer], kind: str, interest_id: int) -> Offer | None:
    those = (one for one in offers if one.kind == kind and one.who.interest_id == interest_id)
    return next(those, None)


def offers_for(position: Position, mentee: int) -> Offers:
    """What could help a mentee, in a constant number of questions; not what is asked already."""
    waiting = HelpQuestion.objects.waiting().filter(round=position.round)
    asked = set(waiting.values_list("person_id", "kind"))

    def unasked(offers: list[Offer]) -> list[Offer]:
        return [one for one in offers if (one.who.person_id, one.kind) not in asked]

    return Offers(
        own=unasked(_own_answers(position, mentee)),
        places=unasked(_places(position, mentee))[:OFFERED],
        pool=unasked(_from_pool(position, mentee))[:OFFERED],
        exceptions=_exceptions(position, mentee),
    )


def pool_mentors(found: MentorRound) -> list[Interest]:
    """The last offers of those mentors in the pool who have not been in the round."""
    been = Interest.objects.filter(round=found, role=MENTOR).values("person")
    here = Person.objects.on(timezone.localdate())
    those = Interest.objects.in_pool().filter(person__in=here).exclude(person__in=been)
    return list(those.select_related("person__membership", "membership__authority", "answer"))


def _own_answers(position: Position, mentee: int) -> list[Offer]:
    one = position.mentees[mentee]
    return [
        Offer(kind.value, one, opened=opened)
        for kind in ANSWERS
        if (other := answering(one, kind)) != one
        and (opened := _opened(position, mentee, with_one(position.pool, other)))
    ]


def _places(position: Position, mentee: int) -> list[Offer]:
    """Mentors whose only hindrance is that all their places are taken."""
    found = [
        _with_mentor(Kind.PLACE, position.scores, mentee, one)
        for number, one in position.mentors.items()
        if one.capacity < MOST_MENTEES
        and position.free(number) < 1
        and set(position.scores.broken(mentee, number)) <= {HardRule.CAPACITY}
    ]
    return _best(found)


def _from_pool(position: Position, mentee: int) -> list[Offer]:
    more = tuple(outside(position.round, pool_mentors(position.round)))
    if not more:
        return []
    scores = score(with_mentors(position.pool, more), position.round.weights)
    return _best(
        _with_mentor(Kind.JOIN, scores, mentee, one)
        for one in more
        if not scores.broken(mentee, one.interest_id)
    )


def _exceptions(position: Position, mentee: int) -> list[Offer]:
    one = position.mentees[mentee]
    found = []
    for kind in Rule:
        other = excepted(one, kind)
        if other == one:
            continue
        if opened := _opened(position, mentee, with_one(position.pool, other)):
            found.append(Offer(kind.value, one, opened=opened))
    mentors = [
        _with_mentor(Rule.EXPERIENCE, position.scores, mentee, mentor)
        for number, mentor in position.mentors.items()
        if mentor.breaks == (HardRule.EXPERIENCE,)
        and position.scores.broken(mentee, number) == [HardRule.EXPERIENCE]
    ]
    return found + (_best(mentors)[:OFFERED] if HardRule.EXPERIENCE not in one.breaks else [])


def _opened(position: Position, mentee: int, pool: Pool) -> int:
    """How many mentors more would be possible for a mentee, free or not."""
    now, then = position.scores, score(pool, position.round.weights)
    row = now.rows[mentee]
    left = ~np.array(HardRule.CAPACITY.bit | HardRule.PLACES.bit, dtype=now.barriers.dtype)
    return int((((then.barriers[row] & left) == 0) & ((now.barriers[row] & left) != 0)).sum())


def _with_mentor(kind: str, scores: Scores, mentee: int, one: Candidate) -> Offer:
    points = scores.fit_of(mentee, one.interest_id)
    said = tuple(reasons_in_words(scores.reasons(mentee, one.interest_id)))
    return Offer(str(kind), one, points=points, reasons=said)


def _best(found: Iterable[Offer]) -> list[Offer]:
    return sorted(found, key=lambda one: (-one.points, one.who.interest_id))
