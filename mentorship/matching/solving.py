"""The best pairs of a pool, aim after aim, with the proof of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from mentorship.assignment import Assignment, Options, Whole, assign
from mentorship.matching.columns import Numbers
from mentorship.matching.pins import Pinned, pinned
from mentorship.matching.pool import Pool, Two
from mentorship.matching.scoring import Scores, score
from mentorship.matching.stability import Stability, steady
from mentorship.matching.unmatched import why_unmatched
from mentorship.rules import Objective

LEVELS = (35, 55, 75)  # the limits between the words that say how well two fit


class Aim(StrEnum):
    """What is sought, each held while the next is: see `aims_of` for the order."""

    PAIRS = "pairs"
    KEPT = "kept"
    POINTS = "points"
    FAIR_35 = "fair_35"
    FAIR_55 = "fair_55"
    FAIR_75 = "fair_75"


FAIR = dict(zip((Aim.FAIR_35, Aim.FAIR_55, Aim.FAIR_75), LEVELS, strict=True))
ORDER = {
    Objective.MOST: (Aim.PAIRS, Aim.POINTS, *FAIR),
    Objective.BEST: (Aim.POINTS, Aim.PAIRS, *FAIR),
}
REPAIR = (Aim.PAIRS, Aim.KEPT, Aim.POINTS, *FAIR)


@dataclass(frozen=True)
class AimProof:
    """The sum that an aim reached and the bound that no other solution passes: equal if proved.

    Both count the pairs that stood or were pinned, too.
    """

    aim: Aim
    reached: int
    bound: int

    @property
    def is_proved(self) -> bool:
        """Whether nothing better exists."""
        return self.reached == self.bound


@dataclass(frozen=True)
class Solution:
    """All pairs of the round, those that stood before included, and why there are no others.

    `fixed` stood or were pinned. `unmatched` says for each expression of interest without a pair
    why, and what would have helped; `notes` what could not be done as the coordinator wished.
    """

    pairs: tuple[Two, ...] = ()
    fixed: frozenset[Two] = frozenset()
    points: int = 0
    proofs: tuple[AimProof, ...] = ()
    stability: Stability = Stability.STABLE
    unmatched: dict[int, dict[str, Any]] = field(default_factory=dict)
    notes: tuple[dict[str, Any], ...] = ()

    @property
    def is_proved(self) -> bool:
        """Whether each aim reached its bound."""
        return all(proof.is_proved for proof in self.proofs)

    @property
    def laid(self) -> list[Two]:
        """The pairs that are new or pinned, without those that were asked or run."""
        return [pair for pair in self.pairs if pair not in self.fixed]


def solve(
    pool: Pool,
    scores: Scores,
    objective: str = Objective.MOST,
    *,
    after_aim: Callable[[], None] | None = None,
) -> Solution:
    """The best solution of a pool: as many pairs as possible, or the best sum, first.

    Then the other of the two; then the fairest: as few pairs as possible below each of the levels
    of fit, the lowest first; then stable, see `stability`. Hard rules are never broken.
    """
    return solve_for(pool, scores, ORDER[Objective(objective)], after_aim=after_aim)


def solve_for(
    pool: Pool,
    scores: Scores,
    aims: Sequence[Aim],
    *,
    kept: frozenset[Two] = frozenset(),
    after_aim: Callable[[], None] | None = None,
) -> Solution:
    """The best solution by aims in an order; `kept` are the pairs that the aim KEPT counts."""
    decided = pinned(pool, scores)
    free = decided.capacity > 0
    open_rows = ~decided.rows
    play = (scores.barriers == 0) & open_rows[:, None] & free[None, :]
    rows, columns = np.nonzero(play)
    options = Options(
        rows.astype(np.int64),
        columns.astype(np.int64),
        len(pool.mentees),
        np.where(free, decided.capacity, 0).astype(np.int64),
    )
    points = scores.fit[rows, columns].astype(np.int64)
    gains = [_gain(aim, options, points, kept, pool) for aim in aims]
    found = assign(options, gains, after_aim)
    chosen, stability = steady(options, points, gains, found)
    pairs = [
        (pool.mentees[options.mentees[k]].interest_id, pool.mentors[options.mentors[k]].interest_id)
        for k in chosen
    ]
    every = tuple(sorted([*decided.pairs, *pairs]))
    return Solution(
        pairs=every,
        fixed=decided.standing,
        points=sum(scores.fit_of(*pair) for pair in every),
        proofs=_proofs(aims, found, decided, scores, kept),
        stability=stability,
        unmatched=why_unmatched(scores, every, play, decided.capacity, _taken(options, chosen)),
        notes=decided.notes,
    )


def _taken(options: Options, chosen: Whole) -> Numbers:
    """The column of each row's mentor in this solution, below 0 for none."""
    taken = np.full(options.n_mentees, -1, dtype=np.int64)
    taken[options.mentees[chosen]] = options.mentors[chosen]
    return taken


def _gain(aim: Aim, options: Options, points: Whole, kept: frozenset[Two], pool: Pool) -> Whole:
    if aim in FAIR:
        return (points >= FAIR[aim]).astype(np.int64)
    if aim == Aim.POINTS:
        return points
    if aim == Aim.PAIRS:
        return np.ones(len(options), dtype=np.int64)
    twos = (
        (pool.mentees[mentee].interest_id, pool.mentors[mentor].interest_id)
        for mentee, mentor in zip(options.mentees, options.mentors, strict=True)
    )
    return np.array([int(two in kept) for two in twos], dtype=np.int64)


def _proofs(
    aims: Sequence[Aim],
    found: Assignment,
    decided: Pinned,
    scores: Scores,
    kept: frozenset[Two],
) -> tuple[AimProof, ...]:
    fits = [scores.fit_of(*pair) for pair in decided.pairs]
    before = {
        Aim.PAIRS: len(fits),
        Aim.POINTS: sum(fits),
        Aim.KEPT: sum(pair in kept for pair in decided.pairs),
        **{aim: sum(fit >= level for fit in fits) for aim, level in FAIR.items()},
    }
    return tuple(
        AimProof(aim, proof.reached + before[aim], proof.bound + before[aim])
        for aim, proof in zip(aims, found.proofs, strict=True)
    )


def preview(
    pool: Pool, weights: Mapping[str, object] | None = None, objective: str = Objective.MOST
) -> tuple[Scores, Solution]:
    """What a matching with other weights would give; nothing is written."""
    scores = score(pool, weights)
    return scores, solve(pool, scores, objective)
