"""The register's rules: parts of authorities, spans of days, leaps in head counts."""

from datetime import date

import pytest

from members.rules import parent_of, within

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
