"""What a yes or an exception would change, before anybody is asked: the repair that follows."""

from dataclasses import replace

from mentorship.board.changes import Effect, effect_of
from mentorship.board.position import Position
from mentorship.helping.offers import Offer, Rule
from mentorship.helping.rules import Kind, answering, excepted, with_mentors, with_one
from mentorship.matching.pool import Pool
from mentorship.matching.repair import repair
from mentorship.matching.scoring import score


def effect_with(position: Position, offer: Offer) -> Effect:
    """The repair that keeps the most of the proposal, were the answer yes or the rule excepted."""
    pool = pool_with(position.pool, offer)
    scores = score(pool, position.round.weights)
    then = replace(position, pool=pool, scores=scores)
    solution = repair(pool, scores, position.proposed)
    return effect_of(then, sorted(set(solution.pairs) - set(position.standing)))


def pool_with(pool: Pool, offer: Offer) -> Pool:
    """The pool as it would be then."""
    if offer.kind == Kind.JOIN:
        return with_mentors(pool, (offer.who,))
    # "reach" is both a question and a rule, and comes to the same.
    change = excepted if offer.kind == Rule.EXPERIENCE else answering
    return with_one(pool, change(offer.who, offer.kind))
