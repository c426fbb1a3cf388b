"""Which years a benefit statement is offered for."""

from datetime import date

OLDEST, BACK = 2010, 4


def years(today: date) -> list[int]:
    """This year and the four before, newest first."""
    return [year for year in range(today.year, today.year - BACK - 1, -1) if year >= OLDEST]
