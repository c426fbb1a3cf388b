"""A table of participants by member and area, in which nobody can be recognised.

The sums of rows and columns are public, so hiding the small cells alone is not enough: a cell that
is the only hidden one on its line follows from the sum. Pure; counts of persons.
"""

from collections.abc import Collection, Mapping

from network.small_groups import FEW, Shown

Line = int | None  # None is the line of sums
Place = tuple[Line, Line]
Node = tuple[str, Line]


def shown_cells(counts: Mapping[Place, int], totals: Mapping[Line, Shown]) -> dict[Place, Shown]:
    """How each cell (row, column) is shown; `totals` says how the sums of the rows are shown.

    A hidden cell can be worked out exactly when no other hidden cells lead from its row to its
    column; the smallest cells beside it are withheld until some do. A zero tells of nobody.
    """
    shown = {place: Shown.FEW if 0 < n < FEW else Shown.FIGURE for place, n in counts.items()}
    sums = {(row, None) for row, how in totals.items() if how is not Shown.FIGURE}
    while True:
        hidden = {place for place, how in shown.items() if how is not Shown.FIGURE}
        told = worked_out(hidden | sums)
        if told is None:
            return shown
        free = [place for place, how in shown.items() if how is Shown.FIGURE]
        if not free:
            return shown
        # A cell on the same line, with somebody in it, the smallest; the same one each time.
        shown[
            min(
                free,
                key=lambda place: (
                    place[0] != told[0] and place[1] != told[1],
                    counts[place] == 0,
                    counts[place],
                    str(place),
                ),
            )
        ] = Shown.WITHHELD


def worked_out(hidden: Collection[Place]) -> Place | None:
    """A hidden cell that the sums give away, the same one each time; None where there is none.

    Rows and columns are joined by their hidden cells; a cell is given away if it alone joins two
    parts (a bridge).
    """
    ways: dict[Node, list[tuple[Node, Place]]] = {}
    for place in sorted(hidden, key=str):
        row, column = ("row", place[0]), ("column", place[1])
        ways.setdefault(row, []).append((column, place))
        ways.setdefault(column, []).append((row, place))
    met: dict[Node, int] = {}
    low: dict[Node, int] = {}

    def visit(node: Node, by: Place | None) -> Place | None:
        met[node] = low[node] = len(met)
        for other, place in ways[node]:
            if place == by:
                continue
            if other not in met:
                found = visit(other, place)
                if found is not None:
                    return found
                low[node] = min(low[node], low[other])
                if low[other] > met[node]:
                    return place
            else:
                low[node] = min(low[node], met[other])
        return None

    for node in ways:
        if node not in met and (found := visit(node, None)) is not None:
            return found
    return None
