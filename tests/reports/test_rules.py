"""Small groups: what a report may show without giving anybody away."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from network.small_groups import FEW, Shown, small_cells
from reports.rules import last_day, usual_year


def test_fewer_than_five_are_not_shown_as_a_number() -> None:
    shown = small_cells({"a": 0, "b": 4, "c": 5, "d": 40})
    assert shown == {"a": Shown.FEW, "b": Shown.FEW, "c": Shown.FIGURE, "d": Shown.FIGURE}


def test_a_single_hidden_count_takes_the_next_smallest_with_it() -> None:
    shown = small_cells({"a": 3, "b": 9, "c": 7, "d": 40})
    assert shown["a"] is Shown.FEW
    assert shown["c"] is Shown.WITHHELD
    assert shown["b"] is shown["d"] is Shown.FIGURE


def test_a_year_without_participants_shows_its_zeros() -> None:
    assert small_cells({"a": 0, "b": 0}) == {"a": Shown.FIGURE, "b": Shown.FIGURE}


@given(st.dictionaries(st.integers(), st.integers(0, 60), min_size=2))
def test_the_sum_never_gives_a_single_small_group_away(counts: dict[int, int]) -> None:
    shown = small_cells(counts)
    hidden = [key for key, how in shown.items() if how is not Shown.FIGURE]
    assert len(hidden) != 1
    if any(counts.values()):
        assert all(counts[key] >= FEW for key, how in shown.items() if how is Shown.FIGURE)


def test_a_running_year_counts_members_today_and_a_past_one_on_its_last_day() -> None:
    today = date(2026, 11, 21)
    assert last_day(2026, today) == today
    assert last_day(2025, today) == date(2025, 12, 31)


def test_until_the_summer_people_want_the_report_of_the_year_that_has_ended() -> None:
    assert usual_year(date(2026, 6, 30)) == 2025
    assert usual_year(date(2026, 7, 1)) == 2026
