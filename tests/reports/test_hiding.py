"""The table of members and areas: no hidden number follows from what is shown beside it."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from network.small_groups import FEW, Shown, small_cells
from reports.annual.hiding import shown_cells

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


def _laid(rows: list[list[int]]) -> dict[tuple[int | None, int | None], int]:
    return {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}


def _determined(unknown: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Cells that have one value alone, by solving the equations of all lines (Gauss)."""
    lines = sorted({("r", r) for r, _c in unknown} | {("c", c) for _r, c in unknown}, key=str)
    matrix = [
        [Fraction(int(("r", r) == line or ("c", c) == line)) for r, c in unknown] for line in lines
    ]
    pivot_of: dict[int, int] = {}
    row = 0
    for column in range(len(unknown)):
        pivot = next((i for i in range(row, len(matrix)) if matrix[i][column]), None)
        if pivot is None:
            continue
        matrix[row], matrix[pivot] = matrix[pivot], matrix[row]
        matrix[row] = [value / matrix[row][column] for value in matrix[row]]
        for i, other in enumerate(matrix):
            if i != row and other[column]:
                factor = other[column]
                matrix[i] = [a - factor * b for a, b in zip(other, matrix[row], strict=True)]
        pivot_of[column] = row
        row += 1
    return {
        unknown[column]
        for column, at in pivot_of.items()
        if sum(1 for value in matrix[at] if value) == 1
    }


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_no_small_number_can_be_worked_out_from_the_sums(rows: list[list[int]]) -> None:
    counts = _laid(rows)
    sums: dict[int | None, int] = {r: sum(row) for r, row in enumerate(rows)}
    totals = small_cells(sums)
    shown = shown_cells(counts, totals)
    hidden = [place for place, how in shown.items() if how is not Shown.FIGURE]
    # The line of sums is one more column, whose own sum is public.
    unknown = [(r, c) for r, c in hidden if r is not None and c is not None]
    unknown += [(r, 99) for r, how in totals.items() if how is not Shown.FIGURE and r is not None]
    told = _determined(unknown)
    small = {(r, c) for r, c in unknown if c != 99 and 0 < counts[r, c] < FEW}
    small |= {(r, 99) for r, c in unknown if c == 99 and 0 < sums[r] < FEW}
    if any(how is Shown.FIGURE for how in shown.values()):
        assert not told & small
    for place, how in shown.items():
        if how is Shown.FIGURE:
            assert counts[place] == 0 or counts[place] >= FEW


def test_a_single_small_cell_takes_others_with_it() -> None:
    counts = _laid([[3, 9, 20], [8, 7, 30], [12, 11, 40]])
    shown = shown_cells(counts, {})
    hidden = {place for place, how in shown.items() if how is not Shown.FIGURE}
    assert shown[0, 0] is Shown.FEW
    assert len(hidden) == 4
    assert len({r for r, _c in hidden}) == len({c for _r, c in hidden}) == 2


def test_a_table_without_small_groups_is_shown_whole() -> None:
    shown = shown_cells(_laid([[5, 0], [9, 17]]), {})
    assert set(shown.values()) == {Shown.FIGURE}


def test_the_same_table_hides_the_same_cells() -> None:
    counts = _laid([[1, 6, 6], [6, 6, 6], [6, 6, 2]])
    assert shown_cells(counts, {}) == shown_cells(dict(reversed(counts.items())), {})
