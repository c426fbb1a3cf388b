"""Which years a report can be made for, and on which day it counts."""

from datetime import date

OLDEST = 2010


def last_day(year: int, today: date) -> date:
    """The day that a year's report counts members on: its last, or today while it runs."""
    return min(date(year, 12, 31), today)


def years(today: date) -> list[int]:
    """Years that a report can be made for: this one and the four before."""
    return [year for year in range(today.year, today.year - 5, -1) if year >= OLDEST]
