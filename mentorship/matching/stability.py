"""Whether two would both rather have each other, and the choice among equals where none would.

What somebody would rather have is measured by the points, the same for both of a pair. A mentee
and a mentor would both rather have each other when the rules allow them, they are not a pair, the
points of the two are more than those of the mentee's pair (or the mentee has none), and more than
those of the poorest pair of the mentor (or the mentor has a place left). A solution where no two
would is stable. Pairs that stand or are pinned are left out: nobody is asked again.

Stability comes last: it is sought among the solutions that are as good by every aim before. Two
who would exchange mentors with each other, both for the better, are in none of those: the sum of
points would rise.
"""

from collections.abc import Sequence
from enum import StrEnum
from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from mentorship.assignment import Assignment, Options, Whole

MOST_TIES = 20_000  # beyond, the search would take longer than a coordinator waits
SECONDS = 5.0


class Stability(StrEnum):
    """Whether no two would both rather have each other."""

    STABLE = "stable"
    NONE_EXISTS = "none_exists"
    NOT_SETTLED = "not_settled"


def steady(
    options: Options, points: Whole, gains: Sequence[Whole], found: Assignment
) -> tuple[Whole, Stability]:
    """A choice as good by every aim, stable if there is one; the found one if there is none.

    The search adds, for every two who would rather have each other, the rule that they would not,
    and asks again among the ties, until nobody would or no choice is left.
    """
    chosen = found.chosen
    blocking = would_rather(options, points, chosen)
    if not len(blocking):
        return chosen, Stability.STABLE
    if _always(options, points, found.ties, blocking):
        return chosen, Stability.NONE_EXISTS
    if len(found.ties) > MOST_TIES:
        return chosen, Stability.NOT_SETTLED
    search = _Search(options, points, gains, found)
    until = monotonic() + SECONDS
    while len(blocking):
        search.refuse(blocking)
        answer = search.ask(until - monotonic())
        if answer is None:
            return found.chosen, Stability.NOT_SETTLED
        if not answer.is_possible:
            return found.chosen, Stability.NONE_EXISTS
        chosen = answer.chosen
        blocking = would_rather(options, points, chosen)
    return chosen, Stability.STABLE


def would_rather(options: Options, points: Whole, chosen: Whole) -> Whole:
    """The options whose two would both rather have each other than what a choice gives them."""
    has = np.full(options.n_mentees, -1, dtype=np.int64)
    has[options.mentees[chosen]] = points[chosen]
    poorest = np.full(len(options.capacity), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(poorest, options.mentors[chosen], points[chosen])
    taken = np.bincount(options.mentors[chosen], minlength=len(options.capacity))
    poorest[taken < options.capacity] = -1
    rather = (points > has[options.mentees]) & (points > poorest[options.mentors])
    rather[chosen] = False
    return np.flatnonzero(rather)


def _always(options: Options, points: Whole, ties: Whole, blocking: Whole) -> bool:
    """Whether two of them are better off together than in any choice that is as good."""
    best_of_mentee = np.full(options.n_mentees, -1, dtype=np.int64)
    np.maximum.at(best_of_mentee, options.mentees[ties], points[ties])
    best_of_mentor = np.full(len(options.capacity), -1, dtype=np.int64)
    np.maximum.at(best_of_mentor, options.mentors[ties], points[ties])
    more = (points[blocking] > best_of_mentee[options.mentees[blocking]]) & (
        points[blocking] > best_of_mentor[options.mentors[blocking]]
    )
    return bool(more.any())


class _Answer:
    def __init__(self, chosen: Whole | None) -> None:
        self.is_possible = chosen is not None
        self.chosen = np.empty(0, dtype=np.int64) if chosen is None else chosen


class _Search:
    """An integer programme over the ties: one variable each, 1 when it is chosen."""

    def __init__(
        self, options: Options, points: Whole, gains: Sequence[Whole], found: Assignment
    ) -> None:
        self.options, self.points, self.ties = options, points, found.ties
        count = len(self.ties)
        each, ones = np.arange(count), np.ones(count)
        self.mentees, self.mentors = options.mentees[self.ties], options.mentors[self.ties]
        of_mentee = csr_array((ones, (self.mentees, each)), (options.n_mentees, count))
        of_mentor = csr_array((ones, (self.mentors, each)), (len(options.capacity), count))
        held = csr_array(np.array([gain[self.ties] for gain in gains], dtype=np.float64))
        reached = np.array([proof.reached for proof in found.proofs], dtype=np.float64)
        self.rules = [
            LinearConstraint(of_mentee, ub=np.ones(options.n_mentees)),
            LinearConstraint(of_mentor, ub=options.capacity.astype(np.float64)),
            LinearConstraint(held, lb=reached, ub=reached),
        ]

    def refuse(self, blocking: Whole) -> None:
        """Each two: the mentee gets as many points elsewhere, or the mentor's every place does."""
        rows, least = [], []
        for option in blocking:
            enough = self.points[self.ties] >= self.points[option]
            capacity = int(self.options.capacity[self.options.mentors[option]])
            mentee = enough & (self.mentees == self.options.mentees[option])
            mentor = enough & (self.mentors == self.options.mentors[option])
            rows.append(csr_array((mentee * capacity + mentor * 1.0)[None, :]))
            least.append(capacity)
        self.rules.append(LinearConstraint(vstack(rows), lb=np.array(least, dtype=np.float64)))

    def ask(self, seconds: float) -> _Answer | None:
        """A choice that keeps all rules, or that there is none; None when time is up."""
        if seconds <= 0:
            return None
        found = milp(
            np.zeros(len(self.ties)),
            integrality=np.ones(len(self.ties)),
            bounds=Bounds(0, 1),
            constraints=self.rules,
            options={"time_limit": seconds},
        )
        if found.status == 2:  # proved that none exists
            return _Answer(None)
        if found.status != 0:
            return None
        return _Answer(np.sort(self.ties[found.x > 0.5]))
