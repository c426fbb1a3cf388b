"""The masks beside the rules read one pair at a time, and the points of single wishes."""

import os
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from mentorship.matching.criteria import Criterion, HardRule, weights_of
from mentorship.matching.pool import Pool
from mentorship.matching.scoring import score
from mentorship.matching.solving import preview
from tests.mentorship.plain import broken
from tests.mentorship.pools import TOWNS, mentee, mentor, pool, pools

# ROUNDS=10000 for the whole of it; a few hundred in the suite.
ROUNDS = int(os.environ.get("ROUNDS", "200"))
TAKEN = {HardRule.PLACES, HardRule.CAPACITY, HardRule.TAKEN}


@settings(max_examples=ROUNDS, deadline=None)
@given(pools(4))
def test_every_pair_is_told_the_hard_rules_it_breaks_and_no_other(one: Pool) -> None:
    scores = score(one)
    for two in product(one.mentees, one.mentors):
        told = set(scores.broken(two[0].interest_id, two[1].interest_id))
        assert told - TAKEN == broken(one, *two)


@settings(max_examples=ROUNDS, deadline=None)
@given(pools(4))
def test_no_matching_breaks_a_hard_rule(one: Pool) -> None:
    _scores, solution = preview(one)
    for pair in solution.pairs:
        assert not broken(one, one.mentee(pair[0]), one.mentor(pair[1]))
    mentors = Counter(mentor_id for _mentee, mentor_id in solution.pairs)
    assert all(many <= one.mentor(pk).capacity for pk, many in mentors.items())
    assert len({mentee_id for mentee_id, _mentor in solution.pairs}) == len(solution.pairs)
    assert one.places is None or len(solution.pairs) <= one.places


@settings(max_examples=ROUNDS, deadline=None)
@given(pools(4))
def test_each_wish_gives_a_whole_number_from_none_to_a_hundred(one: Pool) -> None:
    for wish in Criterion:
        alone = dict.fromkeys(Criterion, 0) | {wish: 7}
        scores = score(one, {each.value: weight for each, weight in alone.items()})
        assert not scores.fit.size or 0 <= scores.fit.min() <= scores.fit.max() <= 100


def points(wish: Criterion, one: dict[str, Any], other: dict[str, Any]) -> int:
    """What a pair gets by one wish alone."""
    weights = {each.value: int(each == wish) for each in Criterion}
    scores = score(pool([mentee(0, **one)], [mentor(0, **other)]), weights)
    return scores.fit_of(100, 200)


@pytest.mark.parametrize("wish", list(Criterion))
def test_who_told_nothing_is_neither_rewarded_nor_punished(wish: Criterion) -> None:
    # Nobody told a wish, or nothing stands against it: either way to meet suits either way.
    settled = {Criterion.MEETING, Criterion.LANGUAGE, Criterion.RHYTHM, Criterion.NEW}
    assert points(wish, {}, {}) == (100 if wish in settled else 50)


@pytest.mark.parametrize(
    ("wish", "one", "other", "expected"),
    [
        (Criterion.AREAS, {"areas": ("talks", "law")}, {"areas": ("law",)}, 50),
        (Criterion.AREAS, {"areas": ("talks", "law")}, {"areas": ("economy",)}, 0),
        (Criterion.AREAS, {"areas": ("talks",)}, {"areas": ("economy", "talks")}, 100),
        (Criterion.FIRST_AREA, {"areas": ("talks", "law")}, {"areas": ("law",)}, 0),
        (Criterion.FIRST_AREA, {"areas": ("law", "talks")}, {"areas": ("law",)}, 100),
        (Criterion.DISTANCE, {"coordinates": TOWNS[0]}, {"coordinates": TOWNS[0]}, 100),
        (Criterion.DISTANCE, {"coordinates": TOWNS[0]}, {"coordinates": TOWNS[2]}, 0),
        (Criterion.MEETING, {"meeting": "place"}, {"meeting": "place"}, 100),
        (Criterion.MEETING, {"meeting": "place"}, {"meeting": "either"}, 70),
        (Criterion.LANGUAGE, {"language": "en"}, {"language": "either"}, 70),
        (Criterion.RHYTHM, {"rhythm": "often"}, {"rhythm": "monthly"}, 0),
        (
            Criterion.SPAN,
            {"months": 12, "level": "first"},
            {"months": 72, "level": "managers"},
            100,
        ),
        (Criterion.SPAN, {"months": 72, "level": "head"}, {"months": 72, "level": "first"}, 10),
        (Criterion.WISHED_KIND, {"wished_kinds": frozenset({"court"})}, {"kind": "court"}, 75),
        (Criterion.WISHED_KIND, {"wished_kinds": frozenset({"court"})}, {"kind": "region"}, 25),
        (Criterion.STAFF, {"staff": 10}, {"staff": 40}, 25),
        (
            Criterion.REACH,
            {"coordinates": TOWNS[0], "reach_km": 30},
            {"coordinates": TOWNS[0]},
            100,
        ),
        (Criterion.NEW, {"partners": frozenset({200})}, {}, 0),
        (Criterion.WAITED, {}, {"waited": 1}, 75),
    ],
)
def test_a_wish_is_weighed_by_what_both_answered(
    wish: Criterion, one: dict[str, Any], other: dict[str, Any], expected: int
) -> None:
    assert points(wish, one, other) == expected


def test_weights_that_are_missing_or_wrong_are_the_usual_and_none_is_out_of_bounds() -> None:
    found = weights_of({"areas": 99, "staff": -3, "new": "7", "waited": True, "unknown": 4})
    assert found[Criterion.AREAS] == 10
    assert found[Criterion.STAFF] == 0
    assert found[Criterion.NEW] == Criterion.NEW.usual
    assert found[Criterion.WAITED] == Criterion.WAITED.usual
    assert set(found) == set(Criterion)


def test_a_veto_by_name_counts_until_the_person_is_pointed_out() -> None:
    avoiding = mentee(0, avoids_names=frozenset({"anders nyberg"}))
    other = mentor(0, name="Anders  NYBERG")
    assert score(pool([avoiding], [other])).broken(100, 200) == [HardRule.VETO]
    assert not score(pool([avoiding], [replace(other, name="Anna Nyberg")])).broken(100, 200)


def test_the_same_human_being_at_two_authorities_is_not_their_own_mentor() -> None:
    both = frozenset({100, 200})
    two = pool([mentee(0, selves=both)], [mentor(0, selves=both)])
    assert score(two).broken(100, 200) == [HardRule.LINE]
