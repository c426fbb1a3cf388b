"""Two values of each row as two points on one scale, and how far apart they are."""

from collections.abc import Sequence

from network.charts.bars import LABEL, LABEL_LENGTH, SCREEN_LABEL_LENGTH
from network.charts.drawing import (
    PAPER_WIDTH,
    SCREEN_WIDTH,
    Chart,
    Palette,
    Pen,
    Table,
    largest,
    shorten,
)

ABOVE = 32  # units of paper for the names and the scale
SCREEN_ABOVE = 28
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


def dumbbell(
    title: str,
    rows: Sequence[tuple[str, int, int]],
    *,
    head: str,
    heads: tuple[str, str, str],
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
    far: int = 10,
) -> Chart:
    """A hollow point for the first value, a filled one for the second; heads name both and the
    difference, which is bold where it is `far` or more.
    """
    pen = Pen(palette, language)
    top = int(largest(value for _label, *pair in rows for value in pair))
    table = Table(
        (head, *heads),
        tuple((label, pen.figure(a), pen.figure(b), signed(pen, b - a)) for label, a, b in rows),
    )
    if pen.on_paper:
        height, width = _on_paper(pen, rows, heads, top, far), PAPER_WIDTH
    else:
        height, width = _on_screen(pen, rows, heads, top), SCREEN_WIDTH
    return Chart(pen.drawing(alt, width, height), title, unit, table)


def signed(pen: Pen, difference: int) -> str:
    """A difference with its sign; nothing before zero."""
    return ("+" if difference > 0 else "") + pen.figure(difference)


def _on_paper(
    pen: Pen, rows: Sequence[tuple[str, int, int]], heads: tuple[str, str, str], top: int, far: int
) -> float:
    height = ABOVE + len(rows) * 18
    scale = (PAPER_WIDTH - LABEL - 56) / top
    step = next((one for one in STEPS if top / one <= 6), STEPS[-1])
    for value in range(0, top + 1, step):
        x = LABEL + value * scale
        pen.text(x, 26, pen.figure(value), anchor="middle", tone="soft", size=7.5)
        pen.rule(x, ABOVE, x, height, kind="grid" if value else "axis", width=0.5)
    pen.text(PAPER_WIDTH, 26, heads[2], anchor="end", tone="soft", size=7.5)
    pen.dot(LABEL + 4, 5.5, main=False)
    pen.text(LABEL + 11, 8, heads[0], size=7.5)
    start = LABEL + len(heads[0]) * 4.1 + 34
    pen.dot(start, 5.5, main=True)
    pen.text(start + 7, 8, heads[1], size=7.5)
    for i, (label, first, second) in enumerate(rows):
        y = ABOVE + i * 18 + 9
        pen.text(LABEL - 8, y + 2.8, shorten(label, LABEL_LENGTH), anchor="end")
        _pair(pen, LABEL + first * scale, LABEL + second * scale, y)
        weight = 600 if abs(second - first) >= far else 400
        written = signed(pen, second - first)
        pen.text(PAPER_WIDTH, y + 2.8, written, anchor="end", weight=weight)
    return height + 1


def _on_screen(
    pen: Pen, rows: Sequence[tuple[str, int, int]], heads: tuple[str, str, str], top: int
) -> float:
    scale = (SCREEN_WIDTH - 12) / top
    pen.dot(6, 9, main=False)
    pen.text(15, 13, heads[0])
    start = len(heads[0]) * 7.5 + 42
    pen.dot(start, 9, main=True)
    pen.text(start + 9, 13, heads[1])
    for i, (label, first, second) in enumerate(rows):
        y = SCREEN_ABOVE + i * 42
        pen.text(0, y + 13, shorten(label, SCREEN_LABEL_LENGTH))
        written = signed(pen, second - first)
        pen.text(SCREEN_WIDTH, y + 13, written, anchor="end", weight=600)
        pen.rule(6, y + 26, SCREEN_WIDTH - 6, y + 26, kind="grid")
        _pair(pen, 6 + first * scale, 6 + second * scale, y + 26)
    return SCREEN_ABOVE + len(rows) * 42


def _pair(pen: Pen, first: float, second: float, y: float) -> None:
    left, width = min(first, second), abs(second - first)
    if width:
        pen.bar(left, y - 1.2, width, 2.4, 1 if pen.on_paper else -1)
    pen.dot(first, y, main=False)
    pen.dot(second, y, main=True)
