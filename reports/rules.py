"""On which day a report counts."""

from datetime import date

OLDEST, NEWEST = 2000, 2100  # years that anything may be written for


def last_day(year: int, today: date) -> date:
    """The day that a year's report counts members on: its last, or today while it runs."""
    return min(date(year, 12, 31), today)


def usual_year(today: date) -> int:
    """The year that people want the report of: the one that has ended, until the summer."""
    return today.year - 1 if today.month < 7 else today.year
