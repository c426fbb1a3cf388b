"""Differences as horizontal bars from a common zero: less to the left, more to the right."""

from collections.abc import Sequence

from network.charts.bars import LABEL, LABEL_LENGTH, SCREEN_LABEL_LENGTH
from network.charts.drawing import (
    PAPER_WIDTH,
    SCREEN_WIDTH,
    Chart,
    Number,
    Palette,
    Pen,
    Table,
    shorten,
)

FIGURE = 52  # units of paper for a figure beside its bar
SCREEN_STEP = 42


def differences(
    title: str,
    rows: Sequence[tuple[str, Number]],
    *,
    head: str,
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
) -> Chart:
    """One bar a row from the zero line, its value with its sign at the end.

    head names what a row is, unit what differs; alt describes the drawing in sentences.
    """
    pen = Pen(palette, language)
    most = max([abs(float(value)) for _label, value in rows], default=0.0) or 1.0
    below = any(value < 0 for _label, value in rows)
    above = any(value > 0 for _label, value in rows)
    written = [_signed(pen, value) for _label, value in rows]
    table = Table(
        (head, unit),
        tuple((label, words) for (label, _value), words in zip(rows, written, strict=True)),
    )
    if pen.on_paper:
        left = LABEL + (FIGURE if below else 0)
        right = PAPER_WIDTH - (FIGURE if above else 0)
        zero = _zero(left, right, below, above)
        scale = (right - left) / most / (2 if below and above else 1)
        for i, (label, value) in enumerate(rows):
            y = i * 19
            pen.text(LABEL - 8, y + 12.2, shorten(label, LABEL_LENGTH), anchor="end")
            length = abs(float(value)) * scale
            pen.bar(zero - length if value < 0 else zero, y + 3, length, 13, 1 if value < 0 else 0)
            if value < 0:
                pen.text(zero - length - 5, y + 12.2, written[i], anchor="end", weight=600)
            else:
                pen.text(zero + length + 5, y + 12.2, written[i], weight=600)
        height: float = len(rows) * 19
        pen.rule(zero, 0, zero, height)
        return Chart(pen.drawing(alt, PAPER_WIDTH, height + 1), title, unit, table)
    zero = _zero(0, SCREEN_WIDTH, below, above)
    scale = SCREEN_WIDTH / most / (2 if below and above else 1)
    height = len(rows) * SCREEN_STEP
    for i, (label, value) in enumerate(rows):
        y = i * SCREEN_STEP
        pen.text(0, y + 13, shorten(label, SCREEN_LABEL_LENGTH))
        pen.text(SCREEN_WIDTH, y + 13, written[i], anchor="end", weight=600)
        length = abs(float(value)) * scale
        pen.bar(zero - length if value < 0 else zero, y + 19, length, 12, 1 if value < 0 else 0)
        pen.rule(zero, y + 17, zero, y + 33)
    return Chart(pen.drawing(alt, SCREEN_WIDTH, height), title, unit, table)


def _zero(left: float, right: float, below: bool, above: bool) -> float:
    """Where zero stands: at the side that no bar goes to, else in the middle."""
    if below and above:
        return (left + right) / 2
    return right if below else left


def _signed(pen: Pen, value: Number) -> str:
    return ("+" if value > 0 else "") + pen.figure(value)
