"""Charts as drawings: the same functions for a page on the screen and for a PDF."""

from network.charts.bars import bars, bars_and_ticks, stacked
from network.charts.counts import seats, strokes
from network.charts.differences import differences
from network.charts.drawing import Chart, Palette, Table
from network.charts.dumbbell import dumbbell
from network.charts.lines import lines, sparkline
from network.charts.matrix import matrix

__all__ = [
    "Chart",
    "Palette",
    "Table",
    "bars",
    "bars_and_ticks",
    "differences",
    "dumbbell",
    "lines",
    "matrix",
    "seats",
    "sparkline",
    "stacked",
    "strokes",
]
