"""Drawings in which each mark is one person or one seat."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.safestring import SafeString

from network.charts.drawing import (
    PAPER_WIDTH,
    SCREEN_WIDTH,
    Chart,
    Palette,
    Pen,
    Table,
    shorten,
)

SEAT = 14  # units, with the gap


def seats(
    taken: int, held: int, free: int, *, alt: str, palette: Palette | None = None
) -> SafeString:
    """One square a seat: taken filled, held pale, free hollow; the words stand beside it."""
    pen = Pen(palette, "sv")
    a_row = (PAPER_WIDTH if pen.on_paper else SCREEN_WIDTH) // SEAT
    kinds: list[int | None] = [*[0] * taken, *[-1] * held, *[None] * free]
    for i, kind in enumerate(kinds):
        x, y = i % a_row * SEAT + 1, i // a_row * SEAT + 1
        if kind is not None:
            pen.bar(x, y, SEAT - 3, SEAT - 3, kind)
            continue
        far = SEAT - 3
        corners = [(x, y), (x + far, y), (x + far, y + far), (x, y + far), (x, y)]
        for (x1, y1), (x2, y2) in pairwise(corners):
            pen.rule(x1, y1, x2, y2)
    width = min(len(kinds), a_row) * SEAT or SEAT
    return pen.drawing(alt, width, max(-(-len(kinds) // a_row), 1) * SEAT)


def strokes(
    title: str,
    rows: Sequence[tuple[str, int]],
    *,
    head: str,
    unit: str,
    alt: str,
    palette: Palette,
) -> Chart:
    """One stroke a person, one row a course: a year at a glance, for a cover."""
    pen = Pen(palette, "sv")
    most = max((count for _label, count in rows), default=0) or 1
    start, y = 190, 0
    step = min((PAPER_WIDTH - start - 30) / most, 6.0)
    for label, count in rows:
        pen.rule(0, y, PAPER_WIDTH, y, kind="grid", width=0.5)
        pen.text(0, y + 18, shorten(label, 38), size=8.5)
        for i in range(count):
            pen.bar(start + i * step, y + 7, step * 0.45, 16)
        pen.text(PAPER_WIDTH, y + 18, str(count), anchor="end", weight=600, size=8.5)
        y += 30
    table = Table((head, unit), tuple((label, str(count)) for label, count in rows))
    return Chart(pen.drawing(alt, PAPER_WIDTH, y + 2), title, unit, table)
