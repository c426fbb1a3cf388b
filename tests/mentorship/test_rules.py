"""Who may take part: months and years measured on the day the round starts."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.rules import MENTEE, MENTOR, State, may_ask, months_between, span, state_of

STARTS = date(2027, 10, 5)


def verdict(role: str, since: date | None, **changes: int) -> bool:
    limits: dict[str, Any] = {"mentee_months": 6, "mentor_years": 3} | changes
    return may_ask(role, manager_since=since, starts=STARTS, **limits).may


def test_a_mentee_has_led_six_months_on_the_day_it_starts_and_not_a_day_less() -> None:
    assert verdict(MENTEE, date(2027, 4, 5))
    assert not verdict(MENTEE, date(2027, 4, 6))


def test_a_mentor_has_led_three_years_on_the_day_it_starts_and_not_a_day_less() -> None:
    assert verdict(MENTOR, date(2024, 10, 5))
    assert not verdict(MENTOR, date(2024, 10, 6))


def test_the_limits_are_the_rounds_own() -> None:
    assert verdict(MENTEE, date(2027, 9, 5), mentee_months=1)
    assert not verdict(MENTOR, date(2023, 10, 5), mentor_years=5)


@pytest.mark.parametrize("role", [MENTEE, MENTOR])
def test_who_leads_no_staff_may_not_ask_even_where_no_time_is_needed(role: str) -> None:
    assert not verdict(role, None, mentee_months=0, mentor_years=0)
    assert not verdict(role, STARTS + timedelta(days=1), mentee_months=0, mentor_years=0)


def test_the_reason_says_how_long_and_how_long_is_needed() -> None:
    why = may_ask(
        MENTEE, manager_since=date(2027, 5, 5), starts=STARTS, mentee_months=6, mentor_years=3
    ).why
    assert "5" in why
    assert "6" in why


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 500))
def test_months_never_count_more_than_have_passed(since: date, days: int) -> None:
    day = since + timedelta(days=days)
    months = months_between(since, day)
    assert 28 * months <= days < 31 * (months + 1) + 1


def test_a_span_is_said_in_years_and_months() -> None:
    from django.utils import translation

    with translation.override("en"):
        assert span(0) == "0 months"
        assert span(1) == "1 month"
        assert span(24) == "2 years"
        assert span(37) == "3 years and 1 month"


def test_a_withdrawal_ends_it_whatever_the_manager_said() -> None:
    assert state_of(withdrawn=True, approved=True) == State.WITHDRAWN
    assert state_of(withdrawn=False, approved=None) == State.WAITING
    assert state_of(withdrawn=False, approved=True) == State.APPROVED
    assert state_of(withdrawn=False, approved=False) == State.DECLINED
