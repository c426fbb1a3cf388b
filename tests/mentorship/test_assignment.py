"""The assignment beside every assignment there is, and its proofs."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.assignment import Assignment, Options, Whole, assign


def whole(numbers: list[int]) -> Whole:
    return np.array(numbers, dtype=np.int64)


def options(pairs: list[tuple[int, int]], n_mentees: int, capacity: list[int]) -> Options:
    return Options(
        whole([mentee for mentee, _mentor in pairs]),
        whole([mentor for _mentee, mentor in pairs]),
        n_mentees,
        whole(capacity),
    )


@st.composite
def rounds(draw: Any) -> tuple[Options, list[Whole]]:
    """Up to four mentees and four mentors, some pairs possible, three aims."""
    n, m = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    everybody = [(i, j) for i in range(n) for j in range(m)]
    kept = draw(st.lists(st.booleans(), min_size=len(everybody), max_size=len(everybody)))
    pairs = [pair for pair, is_kept in zip(everybody, kept, strict=True) if is_kept]
    capacity = draw(st.lists(st.integers(0, 2), min_size=m, max_size=m))
    aims = [
        whole(draw(st.lists(st.integers(0, top), min_size=len(pairs), max_size=len(pairs))))
        for top in (1, 5, 2)
    ]
    return options(pairs, n, capacity), aims


def tried(given: Options, aims: list[Whole]) -> tuple[int, ...]:
    """The best sums of the aims, in their order, by trying every assignment."""
    each = [
        [None, *(k for k in range(len(given)) if given.mentees[k] == mentee)]
        for mentee in range(given.n_mentees)
    ]
    best = tuple(0 for _aim in aims)
    for picked in product(*each):
        taken = [k for k in picked if k is not None]
        held = [int(given.mentors[k]) for k in taken]
        if all(held.count(mentor) <= given.capacity[mentor] for mentor in set(held)):
            best = max(best, tuple(int(aim[taken].sum()) for aim in aims))
    return best


def sums(found: Assignment, aims: list[Whole]) -> tuple[int, ...]:
    return tuple(int(aim[found.chosen].sum()) for aim in aims)


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_no_assignment_is_better_by_the_first_aim_that_differs(
    case: tuple[Options, list[Whole]],
) -> None:
    given_options, aims = case
    found = assign(given_options, aims)
    assert sums(found, aims) == tried(given_options, aims)
    assert tuple(proof.reached for proof in found.proofs) == sums(found, aims)


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_nobody_is_given_twice_or_beyond_what_a_mentor_takes(
    case: tuple[Options, list[Whole]],
) -> None:
    given_options, aims = case
    chosen = assign(given_options, aims).chosen
    mentees = given_options.mentees[chosen]
    assert len(set(mentees.tolist())) == len(mentees)
    taken = np.bincount(given_options.mentors[chosen], minlength=len(given_options.capacity))
    assert (taken <= given_options.capacity).all()


def test_a_large_round_is_proved_by_its_bound() -> None:
    numbers = np.random.default_rng(7)
    n, choices = 400, 30
    mentors = np.concatenate([numbers.permutation(n)[:choices] for _ in range(n)])
    large = Options(np.repeat(np.arange(n), choices), mentors, n, np.ones(n, dtype=np.int64))
    score = numbers.integers(0, 1000, n * choices)
    found = assign(large, [np.ones(n * choices, dtype=np.int64), score])
    assert found.is_proved
    assert found.proofs[0].reached == n
    assert found.proofs[1].reached > int(score.mean() * n * 1.5)


def test_most_people_come_before_the_best_pairs() -> None:
    # Mentee 0 fits both mentors, best the first; mentee 1 only the first.
    round_ = options([(0, 0), (0, 1), (1, 0)], 2, [1, 1])
    score = whole([9, 2, 1])
    pairs = whole([1, 1, 1])
    assert sums(assign(round_, [pairs, score]), [pairs, score]) == (2, 3)
    assert sums(assign(round_, [score, pairs]), [score, pairs]) == (9, 1)


def test_nobody_to_choose_from_gives_nobody() -> None:
    empty = options([], 3, [1, 1])
    found = assign(empty, [whole([])])
    assert not len(found.chosen)
    assert found.is_proved


@pytest.mark.parametrize("pairs", [[(0, 5)], [(3, 0)], [(-1, 0)], [(0, 0), (0, 0)]], ids=str)
def test_an_option_that_names_nobody_or_stands_twice_is_refused(
    pairs: list[tuple[int, int]],
) -> None:
    with pytest.raises(ValueError, match="option"):
        options(pairs, 2, [1, 1])


def test_numbers_that_would_not_be_summed_exactly_are_refused() -> None:
    round_ = options([(0, 0)], 1, [1])
    with pytest.raises(ValueError, match="too large"):
        assign(round_, [whole([2**52])])


def test_an_aim_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="aim"):
        assign(options([(0, 0)], 1, [1]), [whole([-1])])
