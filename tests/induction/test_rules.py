"""The rules of the programme, without database or clock."""

from datetime import date

import pytest

from induction.rules import Stage, a_year_later, may_be_proposed, months_before, title_a_year_later


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(
    day: date, months: int, before: date
) -> None:
    assert months_before(day, months) == before


def test_a_leap_day_has_a_day_the_year_after() -> None:
    assert a_year_later(date(2024, 2, 29)) == date(2025, 2, 28)


def test_every_year_in_a_title_is_one_later_and_other_numbers_stay() -> None:
    assert (
        title_a_year_later("Ny som chef 2026–2027, grupp 12") == "Ny som chef 2027–2028, grupp 12"
    )


def test_who_asked_to_wait_is_proposed_from_that_day_on_and_who_said_no_never() -> None:
    day = date(2026, 5, 1)
    assert may_be_proposed(Stage.LATER, day, on=day)
    assert not may_be_proposed(Stage.LATER, day, on=date(2026, 4, 30))
    assert not may_be_proposed(Stage.DECLINED, None, on=day)
