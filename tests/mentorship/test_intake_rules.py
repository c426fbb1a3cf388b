"""The intake's rules without a database: who belongs, how long, the line, the series, distances."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.bank_days import is_bank_day
from mentorship.intake.avoiding import names_in
from mentorship.intake.series import GOOD_WEEKDAYS, HOLIDAY_WEEKS, proposed
from mentorship.rules import (
    MENTEE,
    MENTOR,
    may_ask,
    may_come_from,
    place_in_line,
    unusual_length,
)
from network.towns import distance_km, known_towns


def test_somebody_without_staff_is_a_mentor_where_the_round_says_so_and_nowhere_else() -> None:
    facts = {"starts": date(2027, 9, 1), "mentee_months": 6, "mentor_years": 3}
    assert may_ask(MENTOR, manager_since=None, leads=False, **facts).may  # type: ignore[arg-type]
    assert not may_ask(MENTOR, manager_since=None, **facts).may  # type: ignore[arg-type]
    assert not may_ask(MENTEE, manager_since=None, **facts).may  # type: ignore[arg-type]


def test_a_round_for_some_kinds_refuses_the_others_and_names_the_kinds() -> None:
    kinds = {"court": "domstol", "region": "region"}
    refused = may_come_from("university", "member", kinds=kinds, standings={})
    assert refused is not None
    assert not refused.may
    assert "domstol, region" in refused.why
    assert may_come_from("court", "member", kinds=kinds, standings={}) is None
    assert may_come_from("university", "", kinds={}, standings={}) is None
    assert may_come_from("court", "associated", kinds={}, standings={"member": "medlem"})


@pytest.mark.parametrize(
    ("starts", "ends", "usual"),
    [
        (date(2027, 9, 1), date(2028, 6, 30), True),
        (date(2027, 9, 1), date(2028, 8, 31), True),
        (date(2027, 9, 1), date(2028, 6, 29), False),
        (date(2027, 9, 1), date(2028, 9, 30), False),
        (date(2027, 9, 1), date(2029, 9, 1), False),
    ],
)
def test_a_round_of_ten_to_twelve_months_is_usual_and_another_is_told(
    starts: date, ends: date, *, usual: bool
) -> None:
    assert (unusual_length(starts, ends) == "") is usual


def test_the_first_to_ask_have_places_and_the_next_is_number_one_in_line() -> None:
    assert [place_in_line(before, 2) for before in range(4)] == [0, 0, 1, 2]
    assert place_in_line(100, None) == 0
    assert place_in_line(0, 0) == 1


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.integers(280, 370))
def test_a_series_is_six_meetings_in_order_on_good_days_within_the_round(
    starts: date, days: int
) -> None:
    ends = starts + timedelta(days=days)
    slots = proposed(starts, ends, is_bank_day)
    held = [slot.starts.date() for slot in slots]
    assert held == sorted(set(held))
    assert slots[0].kind == "kick_off"
    assert {slot.kind for slot in slots} <= {"kick_off", "meeting", "closing"}
    assert len(slots) >= 5  # two that fall into the same summer become one
    for slot in slots:
        day = slot.starts.date()
        assert starts <= day <= ends
        assert day.weekday() in GOOD_WEEKDAYS
        assert is_bank_day(day)
        assert day.isocalendar().week not in HOLIDAY_WEEKS
        assert slot.starts < slot.ends


def test_a_round_of_a_few_days_gets_no_meeting_outside_itself() -> None:
    starts = date(2027, 9, 1)
    assert all(
        slot.ends.date() <= starts + timedelta(days=9)
        for slot in proposed(starts, starts + timedelta(days=9), is_bank_day)
    )


def test_names_are_read_one_a_line_each_once_without_odd_spaces() -> None:
    assert names_in(" Åsa  Berg\n\nÅsa Berg\r\nBo Ek ") == ("Åsa Berg", "Bo Ek")


def test_distances_are_alike_both_ways_and_unknown_for_unknown_towns() -> None:
    assert distance_km("Sundsvall", "Härnösand") == pytest.approx(42, abs=2)
    assert distance_km("sundsvall ", "Östersund") == distance_km("Östersund", "Sundsvall")
    assert distance_km("Umeå", "Umeå") == 0
    assert distance_km("Atlantis", "Umeå") is None
    assert {"Ånge", "Timrå", "Göteborg", "Kiruna"} <= set(known_towns())
