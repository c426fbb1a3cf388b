"""What a report may show of small groups, so that nobody can be recognised in a number."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

FEW = 5  # persons; fewer could be recognised

Key = TypeVar("Key")


class Shown(Enum):
    """How a count stands in a report."""

    FIGURE = "figure"
    FEW = "few"
    WITHHELD = "withheld"


def small_cells(counts: Mapping[Key, int]) -> dict[Key, Shown]:
    """How each count is shown where their sum is public.

    Fewer than five persons are "fewer than 5". When that hides a single count, the sum would give
    it away, so the smallest of the others is withheld as well. Where nobody took part at all, the
    zeros say so.
    """
    if not any(counts.values()):
        return dict.fromkeys(counts, Shown.FIGURE)
    shown = {key: Shown.FEW if n < FEW else Shown.FIGURE for key, n in counts.items()}
    few = [key for key, how in shown.items() if how is Shown.FEW]
    figures = [key for key, how in shown.items() if how is Shown.FIGURE]
    if len(few) == 1 and figures:
        shown[min(figures, key=lambda key: counts[key])] = Shown.WITHHELD
    return shown
