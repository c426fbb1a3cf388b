"""States, checks and signals of a pair, without database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.pairs.rules import (
    CLOSING,
    MIDWAY,
    Checks,
    Known,
    Signal,
    pair_state,
    signals,
)
from mentorship.rules import PairState
from network.months import months_later

TODAY = date(2026, 11, 22)
CHECKS = Checks(date(2026, 10, 1), date(2027, 6, 1), date(2027, 12, 1))


@pytest.mark.parametrize(
    ("asked", "yeses", "started", "end", "state"),
    [
        (False, 0, False, None, PairState.PROPOSED),
        (True, 1, False, None, PairState.ASKED),
        (True, 2, False, None, PairState.ACCEPTED),
        (True, 2, True, None, PairState.RUNNING),
        (True, 2, True, "completed", PairState.COMPLETED),
        (True, 2, True, "early", PairState.ENDED_EARLY),
        (True, 1, False, "declined", PairState.DECLINED),
        (False, 0, False, "undone", PairState.UNDONE),
    ],
)
def test_the_rows_of_a_pair_say_how_far_it_has_come(
    asked: bool, yeses: int, started: bool, end: str | None, state: PairState
) -> None:
    assert pair_state(asked=asked, yeses=yeses, started=started, end_kind=end) == state


def known(**facts: object) -> Known:
    begun = {
        "state": PairState.RUNNING,
        "accepted_on": date(2026, 9, 1),
        "started_on": date(2026, 9, 1),
        "last_met": TODAY - timedelta(days=42),
        "says_no": False,
        "midway_answers": 2,
    }
    return Known(**(begun | facts))  # type: ignore[arg-type]


def test_six_weeks_to_the_day_is_not_too_long_and_a_day_more_is() -> None:
    assert signals(known(), CHECKS, TODAY) == []
    assert signals(known(), CHECKS, TODAY + timedelta(days=1)) == [Signal.NOT_MET]


def test_who_has_never_met_is_counted_from_the_start() -> None:
    assert Signal.NOT_MET in signals(known(last_met=None), CHECKS, TODAY)
    fresh = known(last_met=None, started_on=TODAY - timedelta(days=3))
    assert signals(fresh, CHECKS, TODAY) == []


def test_a_no_comes_first_and_an_unanswered_check_last() -> None:
    found = signals(known(says_no=True, midway_answers=1, last_met=None), CHECKS, TODAY)
    assert found == [Signal.SAYS_NO, Signal.NOT_MET, Signal.UNANSWERED]


def test_a_missing_agreement_is_told_after_two_weeks_and_a_dead_pair_tells_nothing() -> None:
    waits = known(state=PairState.ACCEPTED, started_on=None)
    assert signals(waits, CHECKS, TODAY) == [Signal.NO_AGREEMENT]
    assert signals(waits, CHECKS, date(2026, 9, 15)) == []
    for state in (PairState.DECLINED, PairState.ENDED_EARLY, PairState.UNDONE):
        assert signals(known(state=state, says_no=True), CHECKS, TODAY) == []


def test_the_midway_check_closes_when_the_closing_one_opens() -> None:
    day = CHECKS.closing
    assert CHECKS.is_open(MIDWAY, PairState.RUNNING, day - timedelta(days=1))
    assert not CHECKS.is_open(MIDWAY, PairState.RUNNING, day)
    assert CHECKS.is_open(CLOSING, PairState.RUNNING, day)
    assert CHECKS.is_open(CLOSING, PairState.COMPLETED, day + timedelta(days=60))
    assert not CHECKS.is_open(CLOSING, PairState.COMPLETED, CHECKS.kept_until)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
