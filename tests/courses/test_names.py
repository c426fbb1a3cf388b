"""Reading names that somebody pastes or uploads, whatever they come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.names import NameRow, corrected, folded, pasted, tabled


@pytest.mark.parametrize(
    ("line", "name", "email"),
    [
        ("Amina Hassan", "Amina Hassan", ""),
        ("amina@example.org", "", "amina@example.org"),
        ("Amina Hassan <Amina@Example.org>", "Amina Hassan", "amina@example.org"),
        ('"Hassan, Amina" <amina@example.org>', "Amina Hassan", "amina@example.org"),
        ("Hassan, Amina", "Amina Hassan", ""),
        ("Amina Hassan, amina@example.org", "Amina Hassan", "amina@example.org"),
        ("Amina Hassan\tamina@example.org\tJurist", "Amina Hassan", "amina@example.org"),
        ("amina@example.org;Amina Hassan", "Amina Hassan", "amina@example.org"),
        ("Łukasz Żółć", "Łukasz Żółć", ""),
        ("山田 太郎 <taro@example.org>", "山田 太郎", "taro@example.org"),
        ("أمينة حسن", "أمينة حسن", ""),
        ("  Amina\u00a0 Hassan\u202e ", "Amina Hassan", ""),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", ""),
    ],
)
def test_a_line_is_a_name_an_address_or_both(line: str, name: str, email: str) -> None:
    row = pasted(line)[0]
    assert (row.name, row.email) == (name, email)


def test_receivers_copied_from_a_mail_program_are_a_row_each() -> None:
    rows = pasted("Amina Hassan <amina@example.org>; Berit Berg <berit@example.org>")
    assert [row.email for row in rows] == ["amina@example.org", "berit@example.org"]
    assert [row.name for row in rows] == ["Amina Hassan", "Berit Berg"]


def test_cells_from_a_sheet_follow_their_headings_and_keep_their_row_numbers() -> None:
    text = "E-post\tEfternamn\tFörnamn\tEr referens\n\namina@example.org\tHassan\tAmina\t=1+1\n"
    assert pasted(text) == [NameRow(3, "Amina Hassan", "amina@example.org", "", "=1+1")]


def test_a_file_without_headings_loses_nobody() -> None:
    rows = tabled(["Amina Hassan", "amina@example.org"], [(2, ["Berit Berg", "berit@example.org"])])
    assert [row.email for row in rows] == ["amina@example.org", "berit@example.org"]


def test_a_corrected_row_keeps_its_number_and_an_emptied_one_goes() -> None:
    row = NameRow(7, "Amina Hasan", reference="8812")
    assert corrected(row, "Amina Hassan") == NameRow(7, "Amina Hassan", reference="8812")
    assert corrected(row, "  ") is None


def test_two_ways_to_compose_a_letter_are_one_name() -> None:
    assert folded("Åsa") == folded("A\u030asa") == folded("ÅSA")


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading_or_leaves_what_cannot_be_seen(text: str) -> None:
    for row in pasted(text):
        assert row.name or row.email or row.title or row == NameRow(row.number)
        assert "\x00" not in row.name + row.email
        assert "\n" not in row.name + row.email
