"""The best assignment of mentees to mentors, aim after aim, and the proof of each: plain arrays.

A mentee gets one place at most, a mentor as many as it offers. Each aim gives every possible pair
a whole number to gain; the highest sum is found, and held while the next aim is sought among all
assignments that reach it. So no weight between aims is invented.

How an aim is held: by linear programming duality an assignment reaches the highest sum exactly if
it uses only pairs that are tight under the prices found (price of the mentee + price of the place
= the pair's gain) and leaves nobody with a price without a pair. The prices are also the proof:
their sum bounds every assignment from above, and equals the sum that was found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

Whole = NDArray[np.int64]
EXACT = 2**52  # whole numbers up to here are the same in floating point


@dataclass(frozen=True)
class Options:
    """The pairs that may be formed: mentee and mentor of each, and how many each mentor takes."""

    mentees: Whole
    mentors: Whole
    n_mentees: int
    capacity: Whole

    def __post_init__(self) -> None:
        """Refuse indexes that name nobody, and a pair that stands twice."""
        if len(self.mentees) != len(self.mentors):
            raise ValueError("every option has a mentee and a mentor")
        if len(self.mentees) and not (
            0 <= self.mentees.min() <= self.mentees.max() < self.n_mentees
            and 0 <= self.mentors.min() <= self.mentors.max() < len(self.capacity)
        ):
            raise ValueError("an option names somebody who is not there")
        pairs = np.sort(self.mentees * len(self.capacity) + self.mentors)
        if (pairs[1:] == pairs[:-1]).any():
            raise ValueError("an option stands twice")

    def __len__(self) -> int:
        return len(self.mentees)


@dataclass(frozen=True)
class Proof:
    """The sum that an aim reached, and the bound that no assignment passes; equal when proved."""

    reached: int
    bound: int


@dataclass(frozen=True)
class Assignment:
    """The options that were chosen, by their place in the list, and the proof of each aim.

    `ties` are the options that an assignment as good by every aim may use; no other does.
    """

    chosen: Whole
    proofs: tuple[Proof, ...]
    ties: Whole

    @property
    def is_proved(self) -> bool:
        """Whether every aim reached its bound."""
        return all(proof.reached == proof.bound for proof in self.proofs)


def assign(
    options: Options, aims: Sequence[Whole], after_aim: Callable[[], None] | None = None
) -> Assignment:
    """The assignment that is best by the first aim, then by the second, and so on.

    An aim is one whole number from 0 for each option. Raises ValueError for other aims, and for
    numbers so large that sums would no longer be exact. `after_aim` is called when one is reached.
    """
    places = _places_of(options)
    alive = np.arange(len(places.option))
    needed_mentees = np.zeros(options.n_mentees, dtype=bool)
    needed_places = np.zeros(places.count, dtype=bool)
    chosen = np.empty(0, dtype=np.int64)
    proofs = []
    for aim in aims:
        gain = _checked(aim, len(options))[places.option]
        bonus = int(gain.max(initial=0)) * options.n_mentees + 1
        weight = (
            gain
            + bonus * needed_mentees[places.mentee].astype(np.int64)
            + bonus * needed_places[places.place].astype(np.int64)
        )
        if int(weight.max(initial=0)) * (options.n_mentees + 1) > EXACT:
            raise ValueError("the numbers are too large to be summed exactly")
        chosen = alive[_heaviest(places, alive, weight, options.n_mentees)]
        of_mentee, of_place = _prices(places, alive, chosen, weight, options.n_mentees)
        held = bonus * int(needed_mentees.sum() + needed_places.sum())
        proofs.append(Proof(int(gain[chosen].sum()), int(of_mentee.sum() + of_place.sum()) - held))
        reach = of_mentee[places.mentee[alive]] + of_place[places.place[alive]]
        alive = alive[reach == weight[alive]]
        needed_mentees |= of_mentee > 0
        needed_places |= of_place > 0
        if after_aim:
            after_aim()
    ties = np.unique(places.option[alive])
    return Assignment(np.sort(places.option[chosen]), tuple(proofs), ties)


@dataclass(frozen=True)
class _Places:
    """The options once for each place that the mentor offers."""

    option: Whole
    mentee: Whole
    place: Whole
    count: int


def _places_of(options: Options) -> _Places:
    first = np.concatenate([[0], np.cumsum(options.capacity)]).astype(np.int64)
    copies = options.capacity[options.mentors]
    option = np.repeat(np.arange(len(options)), copies)
    within = np.arange(len(option)) - np.repeat(np.cumsum(copies) - copies, copies)
    return _Places(
        option,
        options.mentees[option],
        first[options.mentors[option]] + within,
        int(first[-1]),
    )


def _checked(aim: Whole, expected: int) -> Whole:
    if aim.shape != (expected,) or aim.dtype.kind not in "iu" or aim.min(initial=0) < 0:
        raise ValueError("an aim is one whole number from 0 for each option")
    return aim.astype(np.int64)


def _heaviest(places: _Places, alive: Whole, weight: Whole, n_mentees: int) -> Whole:
    """Which of the alive entries make the heaviest assignment; staying alone weighs nothing."""
    if not len(alive):
        return np.empty(0, dtype=np.int64)
    alone = np.arange(n_mentees)
    rows = np.concatenate([places.mentee[alive], alone])
    cols = np.concatenate([places.place[alive], places.count + alone])
    weights = np.concatenate([weight[alive], np.zeros(n_mentees, dtype=np.int64)])
    # Every row is matched once, so what is added to all costs changes nothing but their sign.
    costs = (weights.max() - weights + 1).astype(np.float64)
    table = csr_array((costs, (rows, cols)), shape=(n_mentees, places.count + n_mentees))
    _rows, taken = min_weight_full_bipartite_matching(table)
    pairs = np.flatnonzero(taken < places.count)
    key = places.mentee[alive] * places.count + places.place[alive]
    order = np.argsort(key)
    wanted = pairs * places.count + taken[pairs]
    return np.asarray(order[np.searchsorted(key[order], wanted)], dtype=np.int64)


def _prices(
    places: _Places, alive: Whole, chosen: Whole, weight: Whole, n_mentees: int
) -> tuple[Whole, Whole]:
    """What each mentee and place is worth: the lowest prices of places that bear the choice out.

    They are longest ways through the exchanges that the choice allows, found round by round until
    nothing rises. Raises ValueError when they never settle: then the choice is not the heaviest.
    """
    of_place = np.zeros(places.count, dtype=np.int64)
    has = np.full(n_mentees, -1, dtype=np.int64)
    has[places.mentee[chosen]] = chosen
    paired = np.flatnonzero(has >= 0)
    own_place, own_weight = places.place[has[paired]], weight[has[paired]]
    by_place = alive[np.argsort(places.place[alive], kind="stable")]
    starts = np.flatnonzero(np.diff(places.place[by_place], prepend=-1))
    named = places.place[by_place[starts]] if len(starts) else np.empty(0, dtype=np.int64)
    owed = np.zeros(n_mentees, dtype=np.int64)
    for _round in range(2 * n_mentees + 2):
        owed[paired] = of_place[own_place] - own_weight
        if not len(starts):
            break
        asked = owed[places.mentee[by_place]] + weight[by_place]
        risen = of_place.copy()
        risen[named] = np.maximum(of_place[named], np.maximum.reduceat(asked, starts))
        if np.array_equal(risen, of_place):
            break
        of_place = risen
    else:
        raise ValueError("the choice is not the heaviest")
    return -owed, of_place
