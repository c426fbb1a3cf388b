"""When a needs assessment may be answered, and which reminder falls due: no database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.needs.campaigns import Shut, days_left, last_time, may_answer, reminder_due


@dataclass
class Year:
    state: str = "open"
    opened_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass
class Answer:
    state: str = "draft"
    until: datetime | None = None


NOW = timezone.make_aware(datetime(2027, 9, 20, 12))  # noqa: DTZ001 - made aware at once
LATER, BEFORE = NOW + timedelta(days=3), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("year", "answer", "shut"),
    [
        (Year("draft", closes_at=LATER), None, Shut.NOT_OPEN),
        (Year(closes_at=LATER), None, None),
        (Year(closes_at=LATER), Answer(), None),
        (Year(closes_at=LATER), Answer("sent"), Shut.SENT),
        (Year(closes_at=LATER), Answer("approved"), Shut.APPROVED),
        (Year(closes_at=BEFORE), Answer(), Shut.OVER),
        (Year(closes_at=NOW), Answer(), None),
        (Year("closed", closes_at=LATER), Answer(), Shut.OVER),
        (Year("closed", closes_at=BEFORE), Answer(until=LATER), None),
        (Year("closed", closes_at=BEFORE), Answer(until=BEFORE), Shut.OVER),
        (Year(closes_at=BEFORE), Answer("sent", until=LATER), Shut.SENT),
    ],
)
def test_an_answer_is_written_in_while_it_is_a_draft_and_there_is_time(
    year: Year, answer: Answer | None, shut: Shut | None
) -> None:
    assert may_answer(year, answer, NOW) is shut


def test_a_last_time_of_its_own_counts_before_everybodys() -> None:
    year = Year(closes_at=LATER)
    assert last_time(year) == LATER
    assert last_time(year, Answer()) == LATER
    assert last_time(year, Answer(until=BEFORE)) == BEFORE


def test_days_are_counted_by_the_calendar_and_never_below_zero() -> None:
    assert days_left(NOW.replace(hour=23, minute=59), NOW) == 0
    assert days_left(NOW + timedelta(days=1), NOW) == 1
    assert days_left(BEFORE - timedelta(days=9), NOW) == 0


def test_the_latest_reminder_of_the_plan_counts() -> None:
    plan, asked = [14, 5, 1], NOW - timedelta(days=40)
    due = [
        reminder_due(plan, asked=asked, last=NOW + timedelta(days=left), now=NOW)
        for left in (15, 14, 6, 5, 2, 1, 0)
    ]
    assert due == [None, 14, 14, 5, 5, 1, 1]


def test_who_was_asked_today_is_not_reminded_of_days_before() -> None:
    last = NOW + timedelta(days=4)
    assert reminder_due([14, 5, 1], asked=NOW, last=last, now=NOW) is None
    assert reminder_due([14, 4, 1], asked=NOW, last=last, now=NOW) is None
    tomorrow = NOW + timedelta(days=3)
    assert reminder_due([14, 5, 1], asked=NOW, last=last, now=tomorrow) == 1


@settings(max_examples=60, deadline=None)
@given(
    plan=st.lists(st.integers(1, 60), max_size=6),
    asked=st.integers(0, 80),
    left=st.integers(-5, 80),
)
def test_a_reminder_is_one_of_the_plan_and_never_before_its_day(
    plan: list[int], asked: int, left: int
) -> None:
    last = NOW + timedelta(days=left)
    due = reminder_due(plan, asked=NOW - timedelta(days=asked), last=last, now=NOW)
    if due is None:
        return
    assert due in plan
    assert 0 <= left <= due < left + asked
