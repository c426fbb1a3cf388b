"""The register's rules: parts of authorities, spans of days, leaps in head counts."""

from datetime import date

import pytest

from members.rules import is_questioned, parent_of, within

KNOWN = [("Kriminalvården", "2021000225"), ("Kriminalvården region", "2021000225"), ("CSN", "")]


def test_a_part_belongs_to_the_longest_name_that_begins_its_own() -> None:
    assert parent_of("Kriminalvården region nord", "2021000225", KNOWN) == "Kriminalvården region"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Kriminalvården region nord", "2021005521"),
        ("Kriminalvårdens skola", "2021000225"),
        ("Kriminalvården", "2021000225"),
        ("CSN it", ""),
    ],
)
def test_another_number_another_word_or_no_number_makes_no_part(name: str, number: str) -> None:
    assert parent_of(name, number, KNOWN) is None


def test_a_day_outside_a_span_is_moved_to_its_nearest_end() -> None:
    start, end = date(2020, 1, 1), date(2024, 12, 31)
    assert within(date(2019, 5, 5), start, end) == start
    assert within(date(2026, 5, 5), start, end) == end
    assert within(date(2022, 5, 5), None, None) == date(2022, 5, 5)


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [(100, 125, False), (100, 126, True), (100, 75, False), (100, 74, True), (None, 9, False)],
)
def test_more_than_a_quarter_up_or_down_is_questioned(
    before: int | None, now: int, asked: bool
) -> None:
    assert is_questioned(before, now) is asked
