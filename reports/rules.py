"""What a report may show of small groups, and which years it can be made for."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

FEW = 5  # persons; fewer could be recognised
OLDEST = 2010

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


def last_day(year: int, today: date) -> date:
    """The day that a year's report counts members on: its last, or today while it runs."""
    return min(date(year, 12, 31), today)


def years(today: date) -> list[int]:
    """Years that a report can be made for: this one and the four before."""
    return [year for year in range(today.year, today.year - 5, -1) if year >= OLDEST]
