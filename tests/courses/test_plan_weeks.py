"""Weeks of a plan: a course is where it was last year, never on red days, and not all at once."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.needs.rules import Term
from courses.plans.planning import Run, Teaching
from courses.plans.weeks import COURSE_WEEKS, SCHOOL_BREAKS, place_weeks, whole_week

SPRING, AUTUMN = Term.SPRING, Term.AUTUMN


def runs(option: int, term: Term, count: int) -> list[Run]:
    return [
        Run(option, term, n, 10, Teaching.OWN, Decimal(0), Decimal(0), {1: 10})
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("year", "week", "whole"),
    [
        (2027, 12, False),  # Good Friday, 26 March
        (2027, 13, False),  # Easter Monday, 29 March
        (2027, 18, False),  # Ascension Day, 6 May
        (2027, 25, False),  # the eve of midsummer, 25 June
        (2027, 19, True),
        (2026, 53, False),  # New Year's Eve
        (2027, 53, False),  # there is none
    ],
)
def test_a_week_with_a_red_day_is_not_whole(year: int, week: int, whole: bool) -> None:
    assert whole_week(year, week) is whole


def test_a_course_keeps_its_iso_week() -> None:
    found = place_weeks(
        runs(1, AUTUMN, 2), year=2027, audiences={1: "managers"}, before={(1, AUTUMN): [47, 38]}
    )
    assert [placed.week for placed in found.values()] == [38, 47]
    assert all(placed.kept for placed in found.values())


def test_a_course_that_would_be_on_easter_is_held_in_the_nearest_free_week() -> None:
    found = place_weeks(
        runs(1, SPRING, 1), year=2027, audiences={1: "managers"}, before={(1, SPRING): [12]}
    )
    [placed] = found.values()
    assert (placed.week, placed.before, placed.kept) == (11, 12, False)


def test_two_courses_for_the_same_people_are_not_in_the_same_week() -> None:
    asked = [run for option in range(1, 11) for run in runs(option, AUTUMN, 1)]
    audiences = dict.fromkeys(range(1, 11), "managers")
    found = place_weeks(asked, year=2027, audiences=audiences, before={(1, AUTUMN): [42]})
    assert len({placed.week for placed in found.values()}) == 10


def test_three_runs_of_a_course_are_spread_over_the_term() -> None:
    found = place_weeks(runs(1, AUTUMN, 3), year=2027, audiences={}, before={})
    first, second, third = (placed.week for placed in found.values())
    assert second - first >= 4
    assert third - second >= 4


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4)), max_size=6, unique_by=lambda p: p[0]),
    st.sampled_from([SPRING, AUTUMN]),
    st.integers(2026, 2040),
    st.lists(st.integers(1, 53), max_size=4),
)
def test_every_run_has_a_week_of_its_term_without_red_days_and_no_course_twice_in_one(
    courses: list[tuple[int, int]], term: Term, year: int, before: list[int]
) -> None:
    asked = [run for option, count in courses for run in runs(option, term, count)]
    found = place_weeks(asked, year=year, audiences={1: "a", 2: "a"}, before={(1, term): before})
    assert found.keys() == {(run.option, run.term, run.number) for run in asked}
    for placed in found.values():
        assert whole_week(year, placed.week)
        assert placed.week not in SCHOOL_BREAKS
        assert placed.kept or placed.week in COURSE_WEEKS[term]
    twice = Counter((option, placed.week) for (option, _t, _n), placed in found.items())
    assert max(twice.values(), default=0) <= 1


def test_two_runs_that_shared_a_week_last_year_do_not_this_year() -> None:
    found = place_weeks(runs(1, AUTUMN, 2), year=2027, audiences={}, before={(1, AUTUMN): [38, 38]})
    assert sorted(placed.week for placed in found.values()) in ([37, 38], [38, 39])


def test_a_week_full_of_other_people_is_better_than_one_with_the_same_people() -> None:
    asked = [run for option in (1, 2, 3, 4) for run in runs(option, AUTUMN, 1)]
    found = place_weeks(
        asked,
        year=2027,
        audiences={1: "employees", 2: "employees", 3: "managers", 4: "managers"},
        before={(1, AUTUMN): [37], (2, AUTUMN): [37], (3, AUTUMN): [40]},
        breaks=frozenset(range(54)) - {37, 40},
    )
    assert found[4, AUTUMN, 1].week == 37
