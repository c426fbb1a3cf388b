"""A table of bands that somebody pasted: read as it is meant, or told what to correct."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from fees.rulebook.bands import BandFault, read_bands

AMOUNTS = {1: 10_000, 50: 25_000, 200: 50_000, 500: 90_000, 1000: 130_000}
PRESENT = [(lower, Decimal(amount)) for lower, amount in AMOUNTS.items()]


@pytest.mark.parametrize(
    "table",
    [
        "1–49 10 000\n50–199 25 000\n200–499 50 000\n500–999 90 000\n1 000 eller fler 130 000",
        "1-49; 10000 kr\n50-199; 25000\n200-499;50 000\n500-999; 90 000,00\n1000-; 130000",
        "1\t49\t10 000\n50\t199\t25 000\n200\t499\t50 000\n500\t999\t90 000\n1000+\t130 000",
        "från 1: 10 000\nfrån 50: 25 000\nfrån 200: 50 000\nfrån 500: 90 000\nfrån 1 000: 130 000",
    ],
)
def test_a_table_is_read_however_it_is_written(table: str) -> None:
    assert [(band.lower, band.amount) for band in read_bands(table)] == PRESENT


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("1–199; 10\n250 eller fler; 20", "between 199 and 250"),
        ("1–49; 10\n40–199; 20\n200+; 30", "1–49 and 40–199 overlap"),
        ("1 eller fler; 10\n50 eller fler; 20", "overlap"),
        ("10–49; 10\n50+; 20", "fewer than 10 employees"),
        ("1–49; 10\n50–199; 20", "more than 199 employees"),
        ("1–49; 10\n1–49; 20", "Two bands begin at 1"),
        ("1–49; tio", "cannot be read: “1–49; tio”"),
        ("49–1; 10", "cannot be read"),
        ("   \n", "empty"),
    ],
)
def test_a_gap_an_overlap_or_a_slip_is_told_in_a_sentence(table: str, words: str) -> None:
    with translation.override("en"), pytest.raises(BandFault) as fault:
        read_bands(table)
    assert words in str(fault.value)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(2, 9_999), min_size=0, max_size=6, unique=True),
    st.lists(st.integers(1, 999_999), min_size=7, max_size=7),
)
def test_what_holds_together_is_read_back_as_it_was(starts: list[int], kronor: list[int]) -> None:
    lowers = [1, *sorted(starts)]
    lines = []
    for place, lower in enumerate(lowers):
        upper = f"–{lowers[place + 1] - 1}" if place + 1 < len(lowers) else " eller fler"
        lines.append(f"{lower}{upper}; {kronor[place]}")
    with translation.override("sv"):
        found = read_bands("\n".join(lines))
    assert [(band.lower, band.amount) for band in found] == [
        (lower, Decimal(kronor[place])) for place, lower in enumerate(lowers)
    ]
