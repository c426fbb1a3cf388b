"""When somebody leaves: the fewest other pairs change, then the best."""

from collections.abc import Iterable

from mentorship.matching.pool import Pool, Two
from mentorship.matching.scoring import Scores
from mentorship.matching.solving import REPAIR, Solution, solve_for


def repair(pool: Pool, scores: Scores, standing: Iterable[Two]) -> Solution:
    """As many pairs as possible; of those solutions one that keeps the most of the pairs as laid.

    Then the best sum, the fairest and stable, as in a matching. `standing` are the pairs before,
    of which those that the pool says were asked or run stay whatever it costs; a pair of somebody
    who is no longer in the pool is over and does not count.
    """
    return solve_for(pool, scores, REPAIR, kept=frozenset(standing))


def changed(before: Iterable[Two], after: Solution) -> list[Two]:
    """The pairs that were laid before and are not any more."""
    return sorted(frozenset(before) - frozenset(after.pairs))
