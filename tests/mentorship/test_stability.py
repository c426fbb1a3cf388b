"""The choice among equals, beside every choice there is."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.assignment import Options, Whole, assign
from mentorship.matching.stability import Stability, steady, would_rather


@st.composite
def tied(draw: Any) -> tuple[Options, Whole]:
    """Up to four mentees and three mentors whose pairs have few different points: many ties."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    every = list(product(range(n), range(m)))
    pairs = [pair for pair in every if draw(st.integers(0, 4))]
    points = [draw(st.integers(0, 3)) for _pair in pairs]
    capacity = [draw(st.integers(1, 2)) for _mentor in range(m)]
    whole = [np.array(list(numbers), dtype=np.int64) for numbers in zip(*pairs, strict=True)]
    mentees, mentors = whole or [np.empty(0, dtype=np.int64)] * 2
    options = Options(mentees, mentors, n, np.array(capacity, dtype=np.int64))
    return options, np.array(points, dtype=np.int64)


def choices(options: Options) -> list[Whole]:
    found = []
    for picked in product(
        *([None, *np.flatnonzero(options.mentees == row)] for row in range(options.n_mentees))
    ):
        taken = np.array([one for one in picked if one is not None], dtype=np.int64)
        held = np.bincount(options.mentors[taken], minlength=len(options.capacity))
        if (held <= options.capacity).all():
            found.append(taken)
    return found


@settings(max_examples=300, deadline=None)
@given(tied())
def test_among_choices_as_good_by_every_aim_a_stable_one_is_found_if_there_is_one(
    case: tuple[Options, Whole],
) -> None:
    options, points = case
    # The pairs alone, then whether they are any good: most choices tie.
    gains = [np.ones(len(points), dtype=np.int64), (points > 0).astype(np.int64)]
    found = assign(options, gains)
    chosen, stability = steady(options, points, gains, found)
    reached = tuple(proof.reached for proof in found.proofs)
    equals = [one for one in choices(options) if tuple(int(g[one].sum()) for g in gains) == reached]
    exists = any(not len(would_rather(options, points, one)) for one in equals)
    assert stability == (Stability.STABLE if exists else Stability.NONE_EXISTS)
    assert tuple(int(gain[chosen].sum()) for gain in gains) == reached
    assert exists == (not len(would_rather(options, points, chosen)))


@settings(max_examples=300, deadline=None)
@given(tied())
def test_the_ties_are_the_options_that_some_choice_as_good_uses(
    case: tuple[Options, Whole],
) -> None:
    options, points = case
    found = assign(options, [np.ones(len(points), dtype=np.int64), points])
    best = max((len(one), int(points[one].sum())) for one in choices(options))
    used = {
        int(option)
        for one in choices(options)
        if (len(one), int(points[one].sum())) == best
        for option in one
    }
    assert used <= set(found.ties.tolist())
