"""Which days a step lies on, and when its task appears."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from governance.wheel.rules import LEAD, USUAL, days_of, is_now, is_past, longest, when, years_due


@dataclass
class Step:
    first_month: int
    first_day: int
    last_month: int
    last_day: int


def any_day() -> some.SearchStrategy[tuple[int, int]]:
    return some.integers(1, 12).flatmap(
        lambda month: some.tuples(some.just(month), some.integers(1, longest(month)))
    )


@given(any_day(), any_day(), some.integers(2000, 2099))
def test_a_step_begins_in_its_year_and_ends_within_a_year_after(
    first: tuple[int, int], last: tuple[int, int], year: int
) -> None:
    begins, ends = days_of(Step(*first, *last), year)
    assert begins.year == year
    assert begins <= ends < begins + timedelta(days=366)


@given(any_day(), any_day(), some.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_whoever_looks_within_a_step_finds_its_task_due(
    first: tuple[int, int], last: tuple[int, int], today: date
) -> None:
    step = Step(*first, *last)
    due = years_due(step, today)
    assert all(begins - LEAD <= today <= ends for _year, begins, ends in due)
    if is_now(step, today):
        assert due
        assert not is_past(step, today)


def test_a_task_appears_thirty_days_before_and_never_for_what_is_over() -> None:
    step = Step(8, 1, 10, 31)
    assert years_due(step, date(2027, 7, 1)) == []
    assert years_due(step, date(2027, 7, 2)) == [(2027, date(2027, 8, 1), date(2027, 10, 31))]
    assert years_due(step, date(2027, 11, 1)) == []


def test_a_step_over_new_year_belongs_to_the_year_it_begins_in() -> None:
    step = Step(12, 1, 1, 31)
    assert days_of(step, 2027) == (date(2027, 12, 1), date(2028, 1, 31))
    assert [year for year, *_days in years_due(step, date(2028, 1, 15))] == [2027]
    assert is_now(step, date(2028, 1, 15))


def test_the_leap_day_becomes_the_last_of_february() -> None:
    assert days_of(Step(2, 29, 2, 29), 2027) == (date(2027, 2, 28), date(2027, 2, 28))
    assert days_of(Step(2, 29, 2, 29), 2028) == (date(2028, 2, 29), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("step", "words", "english"),
    [
        (Step(1, 1, 1, 31), "januari", "January"),
        (Step(2, 1, 3, 31), "februari–mars", "February–March"),
        (Step(1, 1, 2, 28), "januari–februari", "January–February"),
        (Step(10, 15, 11, 30), "15 oktober–30 november", "15 October–30 November"),
        (Step(5, 2, 5, 9), "2–9 maj", "2–9 May"),
        (Step(6, 6, 6, 6), "6 juni", "6 June"),
    ],
)
def test_days_are_said_in_words(step: Step, words: str, english: str) -> None:
    with translation.override("sv"):
        assert when(step).lower() == words
    with translation.override("en"):
        assert when(step) == english


def test_the_usual_steps_have_keys_of_their_own() -> None:
    assert len({one.key for one in USUAL}) == len(USUAL)
