"""Charts: begin at zero, say what they prove, carry their table, need no style attribute."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.charts import (
    Chart,
    Palette,
    bars,
    bars_and_ticks,
    lines,
    seats,
    sparkline,
    stacked,
    strokes,
)
from tests.documents.samples import VASTERNORRLAND

PALETTE = Palette.of(VASTERNORRLAND)
SVG = "{http://www.w3.org/2000/svg}"
ROWS = [("Att arbeta i staten", 84), ("<Chef> & stat", 42), ("Ingen", 0)]
HOW: dict[str, Any] = {
    "head": "Kurs",
    "unit": "Deltagare",
    "alt": "Stapeldiagram: flest 84.",
    "language": "sv",
}
NUMBERS = st.one_of(st.integers(0, 10**7), st.decimals(0, 10**7, places=2))


def every_kind(palette: Palette | None) -> list[Chart]:
    """One chart of each kind that has a table."""
    pairs = [(name, value, value + 3) for name, value in ROWS]
    return [
        bars("Flest i staten", ROWS, **HOW, palette=palette),
        bars_and_ticks("Tomma", pairs, heads=("deltagare", "platser"), **HOW, palette=palette),
        stacked("Summa", [("2026", [1480, 690])], names=("A", "B"), **HOW, palette=palette),
        lines("Fler", ["2025", "2026"], [("", [1, 2]), ("mål", [2, 2])], **HOW, palette=palette),
    ]


@pytest.mark.parametrize("palette", [PALETTE, None])
def test_every_chart_is_well_formed_and_tells_what_it_shows(palette: Palette | None) -> None:
    for chart in every_kind(palette):
        root = ET.fromstring(str(chart.svg))  # noqa: S314 - our own drawing
        title = root.find(f"{SVG}title")
        spoken = title.text if title is not None else root.get("aria-label")
        assert spoken == "Stapeldiagram: flest 84."
        assert chart.title
        assert len({len(row) for row in (chart.table.heads, *chart.table.rows)}) == 1


def test_the_screen_gets_class_names_and_paper_gets_colours() -> None:
    for chart in every_kind(None):
        assert not re.search(r"style=|fill=\"#|stroke=\"#|font-family", chart.svg)
        assert 'class="' in chart.svg
    for chart in every_kind(PALETTE):
        assert "class=" not in chart.svg
        assert 'font-family="Natverk Inter"' in chart.svg


def test_words_from_people_are_words() -> None:
    assert "<Chef>" not in bars("x", ROWS, **HOW).svg
    assert "&lt;Chef&gt; &amp; stat" in bars("x", ROWS, **HOW).svg
    assert ("<Chef> & stat", "42") in bars("x", ROWS, **HOW).table.rows


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_bars_are_as_long_as_their_values(values: list[int | Decimal]) -> None:
    chart = bars("x", [(str(i), value) for i, value in enumerate(values)], **HOW)
    widths = [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', chart.svg)]
    assert len(widths) == len(values)
    for width, value in zip(widths, values, strict=True):
        assert abs(width - 372 * float(value) / (float(max(values)) or 1)) <= 0.06


@given(st.lists(NUMBERS, min_size=2, max_size=12))
def test_lines_stay_inside_their_frame(values: list[int | Decimal]) -> None:
    chart = lines("x", [str(i) for i in range(len(values))], [("", values)], **HOW)
    heights = [float(y) for y in re.findall(r'<circle[^>]* cy="([\d.]+)"', chart.svg)]
    assert len(heights) == len(values)
    assert all(0 <= height <= 200 for height in heights)


def test_nothing_below_zero_is_drawn() -> None:
    with pytest.raises(ValueError, match="negative"):
        bars("x", [("a", -1)], **HOW)
    with pytest.raises(ValueError, match="negative"):
        stacked("x", [("a", [5, -1])], names=("A", "B"), **HOW)


def test_more_than_six_series_are_refused() -> None:
    with pytest.raises(ValueError, match="series"):
        stacked("x", [("a", [1] * 7)], names=list("ABCDEFG"), **HOW)
    with pytest.raises(ValueError, match="series"):
        lines("x", ["1", "2"], [(str(i), [1, 2]) for i in range(7)], **HOW)


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    assert bars("x", [("a", 0)], **HOW).svg
    assert sparkline([]) == sparkline([], [])
    assert "polyline" in sparkline([1], [1, 2, 3])


def test_figures_follow_the_language() -> None:
    assert "1 480,5" in bars("x", [("a", Decimal("1480.5"))], **HOW, decimals=1).svg.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    english = {**HOW, "language": "en"}
    assert "1,480.5" in bars("x", [("a", Decimal("1480.5"))], **english, decimals=1).svg


def test_each_seat_and_each_person_is_one_mark() -> None:
    assert seats(16, 3, 0, alt="x").count("<rect") == 19
    assert seats(0, 0, 2, alt="x").count("<line") == 8
    chart = strokes(
        "x", [("a", 12), ("b", 0)], head="Kurs", unit="Deltagare", alt="x", palette=PALETTE
    )
    assert chart.svg.count("<rect") == 12
