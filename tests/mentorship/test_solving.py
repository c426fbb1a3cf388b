"""The matching beside every matching there is: each aim in its order, pins, stability, repair."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from mentorship.matching.pool import Pool, Two
from mentorship.matching.repair import changed, repair
from mentorship.matching.scoring import Scores, score
from mentorship.matching.solving import LEVELS, Aim, preview, solve
from mentorship.matching.stability import Stability
from mentorship.rules import Objective
from tests.mentorship.pools import mentee, mentor, pool, pools

SETTINGS = settings(max_examples=150, deadline=None)


def possible(scores: Scores) -> Iterator[frozenset[Two]]:
    """Every set of pairs that the hard rules allow."""
    given_pool = scores.pool
    capacity = {one.interest_id: one.capacity for one in given_pool.mentors}
    ways = [
        [None]
        + [
            (one.interest_id, other.interest_id)
            for other in given_pool.mentors
            if scores.points(one.interest_id, other.interest_id) is not None
        ]
        for one in given_pool.mentees
    ]
    for picked in product(*ways):
        pairs = [pair for pair in picked if pair is not None]
        mentors = [pair[1] for pair in pairs]
        if all(mentors.count(other) <= capacity[other] for other in mentors):
            yield frozenset(pairs)


def measured(scores: Scores, pairs: frozenset[Two], objective: str) -> tuple[int, ...]:
    """What the aims seek, the first first."""
    points = [scores.fit_of(*pair) for pair in pairs]
    first = (len(pairs), sum(points))
    fair = tuple(sum(one >= level for one in points) for level in LEVELS)
    return (first if objective == Objective.MOST else first[::-1]) + fair


def would_rather(scores: Scores, pairs: frozenset[Two]) -> list[Two]:
    """The pairs that a plain reading of the definition of stability finds."""
    of_mentee = {pair[0]: scores.fit_of(*pair) for pair in pairs}
    found = []
    for one, other in product(scores.pool.mentees, scores.pool.mentors):
        two = one.interest_id, other.interest_id
        points = scores.points(*two)
        if points is None or two in pairs:
            continue
        held = [scores.fit_of(*pair) for pair in pairs if pair[1] == other.interest_id]
        has_place = len(held) < other.capacity
        if points > of_mentee.get(one.interest_id, -1) and (has_place or points > min(held)):
            found.append(two)
    return found


@SETTINGS
@given(pools())
@pytest.mark.parametrize("objective", list(Objective))
def test_no_matching_is_better_by_the_first_aim_that_differs(objective: str, one: Pool) -> None:
    scores = score(replace(one, pins=frozenset()))
    solution = solve(scores.pool, scores, objective)
    best = max(measured(scores, pairs, objective) for pairs in possible(scores))
    assert measured(scores, frozenset(solution.pairs), objective) == best
    assert tuple(proof.reached for proof in solution.proofs) == best
    assert solution.is_proved


@SETTINGS
@given(pools())
def test_a_stable_matching_is_chosen_where_one_is_as_good_and_else_it_is_told(one: Pool) -> None:
    scores = score(replace(one, pins=frozenset()))
    solution = solve(scores.pool, scores)
    every = list(possible(scores))
    best = max(measured(scores, pairs, Objective.MOST) for pairs in every)
    exists = any(
        not would_rather(scores, pairs)
        for pairs in every
        if measured(scores, pairs, Objective.MOST) == best
    )
    assert solution.stability == (Stability.STABLE if exists else Stability.NONE_EXISTS)
    assert exists == (not would_rather(scores, frozenset(solution.pairs)))


@SETTINGS
@given(pools())
def test_as_many_pins_are_kept_as_the_hard_rules_allow_and_each_other_is_told(one: Pool) -> None:
    scores = score(one)
    solution = solve(one, scores)
    kept = one.pins & frozenset(solution.pairs)
    most = max(len(one.pins & pairs) for pairs in possible(scores))
    assert len(kept) == most
    assert {(note["mentee"], note["mentor"]) for note in solution.notes} == one.pins - kept


@SETTINGS
@given(pools())
def test_a_repair_makes_as_many_pairs_as_can_be_and_changes_the_fewest(one: Pool) -> None:
    whole = replace(one, pins=frozenset())
    before = solve(whole, score(whole))
    left = replace(whole, mentors=whole.mentors[1:])
    scores = score(left)
    after = repair(left, scores, before.pairs)
    laid = frozenset(before.pairs)

    def worth(pairs: frozenset[Two]) -> tuple[int, ...]:
        points = [scores.fit_of(*pair) for pair in pairs]
        fair = tuple(sum(point >= level for point in points) for level in LEVELS)
        return (len(pairs), len(pairs & laid), sum(points), *fair)

    assert worth(frozenset(after.pairs)) == max(worth(pairs) for pairs in possible(scores))
    assert changed(before.pairs, after) == sorted(laid - frozenset(after.pairs))


def test_who_was_asked_stays_even_when_a_better_pair_turns_up() -> None:
    standing = frozenset({(100, 200)})
    both = pool([mentee(0), mentee(1)], [mentor(0)], standing=standing, pins={(101, 200)})
    solution = solve(both, score(both))
    assert solution.pairs == ((100, 200),)
    assert solution.laid == []
    assert solution.notes[0]["rules"] == ["capacity"]


def test_the_best_sum_may_leave_somebody_without_a_mentor_that_most_pairs_would_not() -> None:
    # The first mentee fits the first mentor well, and the second can only have that one.
    first = mentee(0, areas=("talks",), partners=frozenset({201}))
    second = mentee(1, avoids_people=frozenset({201}), partners=frozenset({200}))
    offered = [mentor(0, areas=("talks",)), mentor(1, areas=("law",))]
    both = pool([first, second], offered)
    weights = {
        "areas": 10,
        "new": 10,
        "first_area": 0,
        **dict.fromkeys(
            [
                "distance",
                "meeting",
                "language",
                "rhythm",
                "span",
                "wished_kind",
                "staff",
                "reach",
                "waited",
            ],
            0,
        ),
    }
    assert len(preview(both, weights, Objective.MOST)[1].pairs) == 2
    best = preview(both, weights, Objective.BEST)[1]
    assert best.pairs == ((100, 200),)
    assert best.proofs[0].aim == Aim.POINTS


@pytest.mark.parametrize(
    ("mentees", "mentors", "formed"),
    [(0, 0, 0), (0, 3, 0), (3, 0, 0), (5, 2, 2), (2, 5, 2)],
)
def test_a_lopsided_round_gives_the_pairs_there_can_be_and_a_reason_for_the_rest(
    mentees: int, mentors: int, formed: int
) -> None:
    round_ = pool([mentee(n) for n in range(mentees)], [mentor(n) for n in range(mentors)])
    _scores, solution = preview(round_)
    assert len(solution.pairs) == formed
    assert len(solution.unmatched) == mentees + mentors - 2 * formed
    assert all(entry["why"]["code"] for entry in solution.unmatched.values())


def test_only_the_first_who_asked_get_the_places_there_are() -> None:
    round_ = pool([mentee(n) for n in range(3)], [mentor(n) for n in range(3)], places=2)
    _scores, solution = preview(round_)
    assert {pair[0] for pair in solution.pairs} == {100, 101}
    assert solution.unmatched[102]["why"] == {"code": "places"}


def test_a_large_round_is_proved_by_its_bounds() -> None:
    areas = ["a", "b", "c", "d", "e", "f", "g"]
    mentees = [
        mentee(n, interest_id=n, areas=(areas[n % 7], areas[n % 5]), months=n % 60)
        for n in range(120)
    ]
    mentors = [
        mentor(
            n,
            interest_id=1000 + n,
            areas=(areas[n % 3], areas[n % 7]),
            months=40 + n,
            meeting="place" if n % 4 else "online",
        )
        for n in range(120)
    ]
    _scores, solution = preview(pool(mentees, mentors))
    assert solution.is_proved
    assert [proof.aim for proof in solution.proofs][:2] == [Aim.PAIRS, Aim.POINTS]
    assert solution.proofs[0].reached == 120
