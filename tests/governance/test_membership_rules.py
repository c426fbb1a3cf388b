"""When a membership ends after notice."""

import calendar
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.membership.rules import Notice, last_day
from network.months import months_later

DAYS = st.dates(date(2014, 1, 1), date(2080, 12, 31))
MONTHS = st.integers(0, 36)
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def test_six_months_before_the_end_of_a_year() -> None:
    rule = Notice(6, at_years_end=True)
    assert last_day(date(2026, 6, 30), rule) == date(2026, 12, 31)
    assert last_day(date(2026, 7, 1), rule) == date(2027, 12, 31)
    assert last_day(date(2026, 8, 31), Notice(6, at_years_end=False)) == date(2027, 2, 28)


@UNHURRIED
@given(DAYS, MONTHS)
def test_a_year_ends_on_its_last_day_and_never_before_the_notice_is_over(
    day: date, months: int
) -> None:
    ends = last_day(day, Notice(months, at_years_end=True))
    assert (ends.month, ends.day) == (12, 31)
    assert ends >= months_later(day, months) >= day
    assert ends < months_later(day, months) + timedelta(days=366)


@UNHURRIED
@given(DAYS, MONTHS)
def test_months_later_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    then = months_later(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == min(day.day, calendar.monthrange(then.year, then.month)[1])


@UNHURRIED
@given(DAYS, DAYS, MONTHS, st.booleans())
def test_who_gives_notice_later_never_leaves_earlier(
    one: date, other: date, months: int, at_years_end: bool
) -> None:
    rule = Notice(months, at_years_end)
    first, second = sorted((one, other))
    assert last_day(first, rule) <= last_day(second, rule)
