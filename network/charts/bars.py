"""Horizontal bars: one value, a value beside another, a sum of parts."""

from collections.abc import Collection, Sequence

from network.charts.drawing import (
    MAX_SERIES,
    PAPER_WIDTH,
    READABLE_ON,
    SCREEN_SERIES,
    SCREEN_WIDTH,
    Chart,
    Number,
    Palette,
    Pen,
    Table,
    largest,
    shorten,
)

LABEL = 150  # units of paper before the bars
LABEL_LENGTH = 34  # characters that fit there
SCREEN_LABEL_LENGTH = 44


def bars(
    title: str,
    rows: Sequence[tuple[str, Number]],
    *,
    head: str,
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
    suffix: str = "",
    decimals: int = 0,
    strong: Collection[str] = (),
    whole: Number = 0,
) -> Chart:
    """One bar a row, its value at the end; with `strong`, the other rows step back.

    head names what a row is, unit what is counted; alt describes the drawing in sentences; a bar
    of the `whole`, such as 100 per cent, would reach the end.
    """
    pen = Pen(palette, language, decimals)
    top = largest([whole, *(value for _label, value in rows)])
    table = Table((head, unit), tuple((label, pen.figure(v, suffix)) for label, v in rows))
    for i, (label, value) in enumerate(rows):
        back = 1 if pen.on_paper else -1
        series = 0 if label in strong or not strong else back
        weight = 600 if label in strong else 400
        if pen.on_paper:
            length = float(value / top) * (PAPER_WIDTH - LABEL - 44)
            middle = i * 19 + 12.2
            pen.text(
                LABEL - 8,
                middle,
                shorten(label, LABEL_LENGTH),
                anchor="end",
                weight=weight,
            )
            pen.bar(LABEL, i * 19 + 3, length, 13, series)
            pen.text(LABEL + length + 5, middle, pen.figure(value, suffix), weight=600)
        else:
            _screen_label(pen, i, label, pen.figure(value, suffix))
            pen.bar(0, i * 42 + 19, float(value / top) * SCREEN_WIDTH, 12, series)
    height, width = _frame(pen, len(rows), 0)
    return Chart(pen.drawing(alt, width, height), title, unit, table)


def bars_and_ticks(
    title: str,
    rows: Sequence[tuple[str, Number, Number]],
    *,
    head: str,
    heads: tuple[str, str],
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
    decimals: int = 0,
) -> Chart:
    """A bar for the first value and a tick for the second; both stand as columns.

    heads name the two values and are the legend: participants beside seats, outcome beside budget.
    """
    pen = Pen(palette, language, decimals)
    top = largest(value for _label, *pair in rows for value in pair)
    table = Table(
        (head, *heads),
        tuple((label, pen.figure(a), pen.figure(b)) for label, a, b in rows),
    )
    if pen.on_paper:
        _paper_legend(pen, heads)
    for i, (label, value, second) in enumerate(rows):
        if pen.on_paper:
            scale, y = (PAPER_WIDTH - LABEL - 124) / float(top), 15 + i * 18
            middle, x = y + 11.7, LABEL + float(second) * scale
            pen.text(LABEL - 8, middle, shorten(label, LABEL_LENGTH), anchor="end")
            pen.bar(LABEL, y + 3, float(value) * scale, 12)
            if float(second) <= float(value) * 1.02:
                pen.rule(x, y + 0.6, x, y + 17.4, kind="gap", width=3.4)
            pen.rule(x, y + 0.6, x, y + 17.4, kind="tick", width=1.5)
            pen.text(PAPER_WIDTH - 60, middle, pen.figure(value), anchor="end", weight=600)
            pen.text(PAPER_WIDTH, middle, pen.figure(second), anchor="end", tone="soft")
        else:
            scale, y = (SCREEN_WIDTH - 2) / float(top), i * 42
            _screen_label(pen, i, label, f"{pen.figure(value)} / {pen.figure(second)}")
            pen.bar(0, y + 19, float(value) * scale, 12)
            x = float(second) * scale + 1
            pen.rule(x, y + 16, x, y + 34, kind="tick")
    height, width = _frame(pen, len(rows), 15, step=18)
    return Chart(pen.drawing(alt, width, height), title, unit, table)


def stacked(
    title: str,
    rows: Sequence[tuple[str, Sequence[Number]]],
    *,
    head: str,
    names: Sequence[str],
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
    decimals: int = 0,
) -> Chart:
    """Parts that make a whole, one bar a row, the sum at its end; at most six parts."""
    if not 0 < len(names) <= MAX_SERIES:
        raise ValueError(f"a chart has one to {MAX_SERIES} series, not {len(names)}")
    pen = Pen(palette, language, decimals)
    top = largest(sum(values) for _label, values in rows)
    largest(value for _label, values in rows for value in values)
    table = Table(
        (head, *names),
        tuple((label, *map(pen.figure, values)) for label, values in rows),
    )
    _part_names(pen, names)
    for i, (label, values) in enumerate(rows):
        if pen.on_paper:
            x, y, scale = (
                float(LABEL),
                14 + i * 19,
                (PAPER_WIDTH - LABEL - 44) / float(top),
            )
            pen.text(LABEL - 8, y + 12.2, shorten(label, LABEL_LENGTH), anchor="end")
        else:
            x, y, scale = 0.0, 24 + i * 52, (SCREEN_WIDTH - 64) / float(top)
            pen.text(0, y + 13, shorten(label, SCREEN_LABEL_LENGTH))
        bar_y, bar_height = (y + 2.5, 14) if pen.on_paper else (y + 20, 22)
        baseline = y + 12.2 if pen.on_paper else y + 36
        for j, value in enumerate(values):
            length, gap = float(value) * scale, 1.0 if j else 0.0
            pen.bar(x + gap, bar_y, length - gap, bar_height, j)
            written = pen.figure(value)
            readable = pen.on_paper or SCREEN_SERIES[j] in READABLE_ON
            if readable and length > len(written) * (5 if pen.on_paper else 8) + 8:
                dark = not pen.on_paper or j in (0, 3)
                pen.text(
                    x + 4,
                    baseline,
                    written,
                    weight=500,
                    tone="white" if dark else "ink",
                )
            x += length
        pen.text(x + 5, baseline, pen.figure(sum(values)), weight=600)
    height, width = _frame(pen, len(rows), 14 if pen.on_paper else 24, screen_step=52)
    return Chart(pen.drawing(alt, width, height), title, unit, table)


def _screen_label(pen: Pen, i: int, label: str, value: str) -> None:
    pen.text(0, i * 42 + 13, shorten(label, SCREEN_LABEL_LENGTH))
    pen.text(SCREEN_WIDTH, i * 42 + 13, value, anchor="end", weight=600)


def _paper_legend(pen: Pen, heads: tuple[str, str]) -> None:
    pen.text(PAPER_WIDTH - 60, 8, heads[0], anchor="end", weight=600, size=7.5)
    pen.text(PAPER_WIDTH, 8, heads[1], anchor="end", tone="soft", size=7.5)
    pen.bar(PAPER_WIDTH - 60 - len(heads[0]) * 4.1 - 12, 3, 7, 5)
    tick = PAPER_WIDTH - len(heads[1]) * 3.9 - 7
    pen.rule(tick, 1.5, tick, 9.5, kind="tick", width=1.5)


def _part_names(pen: Pen, names: Sequence[str]) -> None:
    """The legend: a square and a name a part, from the left."""
    x = float(LABEL) if pen.on_paper else 0.0
    for j, name in enumerate(names):
        if pen.on_paper:
            pen.bar(x, 2.5, 6, 6, j)
            pen.text(x + 9, 8, name, size=7.5)
            x += len(name) * 4.1 + 22
        else:
            pen.bar(x, 4, 10, 10, j)
            pen.text(x + 15, 13, name)
            x += len(name) * 7 + 32


def _frame(
    pen: Pen, rows: int, above: int, *, step: int = 19, screen_step: int = 42
) -> tuple[float, float]:
    """The zero line; answers the drawing's height and width."""
    if pen.on_paper:
        height = above + rows * step
        pen.rule(LABEL, above, LABEL, height)
        return height + 1, PAPER_WIDTH
    return (above if screen_step != 42 else 0) + rows * screen_step, SCREEN_WIDTH
