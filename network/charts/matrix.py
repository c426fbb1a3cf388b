"""A table of counts as a drawing: who gives along one side, who takes along the other."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from network.charts.drawing import PAPER_WIDTH, SCREEN_WIDTH, Chart, Palette, Pen, Table, shorten

LABEL = 172  # units before the cells, on paper and on the screen
LABEL_LENGTH = 36  # characters that fit there on paper
SCREEN_LABEL_LENGTH = 21
ABOVE = 20  # units for the numbers of the columns
CELL, LARGEST_CELL = 16, 30  # units
MOST = int((SCREEN_WIDTH - LABEL) / CELL)  # rows and columns that can be read on a phone


def matrix(
    title: str,
    names: Sequence[str],
    cells: Mapping[tuple[int, int], int],
    *,
    head: str,
    heads: tuple[str, str],
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
) -> Chart:
    """A cell for each two of the names, by their places: row first, then column.

    Rows and columns stand in the same order and have the same numbers, so that the names are
    written once. A one stands in a hollow cell, more in a filled one; the diagonal is crossed
    out where nothing is counted, since few are paired with themselves. heads name the sums of a
    row and of a column, head what a name is. ValueError for more names than MOST.
    """
    if len(names) > MOST:
        raise ValueError(f"a matrix has at most {MOST} rows, not {len(names)}")
    pen = Pen(palette, language)
    width = PAPER_WIDTH if pen.on_paper else SCREEN_WIDTH
    side = min(LARGEST_CELL, (width - LABEL) / max(len(names), 1))
    for place, name in enumerate(names):
        _names(pen, place, name, side)
    for row in range(len(names)):
        for column in range(len(names)):
            _cell(pen, row, column, cells.get((row, column), 0), side)
    size = LABEL + len(names) * side, ABOVE + len(names) * side + 1
    return Chart(
        pen.drawing(alt, width, size[1]), title, unit, _table(names, cells, head, heads, pen)
    )


def _names(pen: Pen, place: int, name: str, side: float) -> None:
    middle = ABOVE + (place + 0.5) * side + (2.8 if pen.on_paper else 4.5)
    length = LABEL_LENGTH if pen.on_paper else SCREEN_LABEL_LENGTH
    pen.text(0, middle, shorten(name, length))
    pen.text(LABEL - 6, middle, str(place + 1), anchor="end", tone="soft")
    x = LABEL + (place + 0.5) * side
    pen.text(x, ABOVE - 7, str(place + 1), anchor="middle", tone="soft")


def _cell(pen: Pen, row: int, column: int, value: int, side: float) -> None:
    x, y = LABEL + column * side, ABOVE + row * side
    if row == column and not value:
        pen.rule(x + 3, y + side - 3, x + side - 3, y + 3, kind="grid")
        return
    pen.rule(x + 1, y + side - 0.5, x + side - 1, y + side - 0.5, kind="grid", width=0.5)
    if not value:
        return
    strong = value > 1
    if strong:
        pen.bar(x + 1, y + 1, side - 2, side - 2)
    else:
        far_x, far_y = x + side - 2, y + side - 2
        corners = [(x + 2, y + 2), (far_x, y + 2), (far_x, far_y), (x + 2, far_y), (x + 2, y + 2)]
        for (x1, y1), (x2, y2) in pairwise(corners):
            pen.rule(x1, y1, x2, y2)
    middle = y + side / 2 + (2.8 if pen.on_paper else 4.5)
    tone = "white" if strong else "ink"
    pen.text(x + side / 2, middle, pen.figure(value), anchor="middle", tone=tone, weight=600)


def _table(
    names: Sequence[str],
    cells: Mapping[tuple[int, int], int],
    head: str,
    heads: tuple[str, str],
    pen: Pen,
) -> Table:
    """The same with the numbers as heads, and the sums both ways."""
    places = range(len(names))
    rows = tuple(
        (
            f"{row + 1}. {names[row]}",
            *(
                pen.figure(cells.get((row, column), 0))
                if row != column or (row, column) in cells
                else "–"
                for column in places
            ),
            pen.figure(sum(cells.get((row, column), 0) for column in places)),
        )
        for row in places
    )
    below = (
        heads[1],
        *(pen.figure(sum(cells.get((row, column), 0) for row in places)) for column in places),
        pen.figure(sum(cells.values())),
    )
    return Table((head, *(str(place + 1) for place in places), heads[0]), (*rows, below))
