"""Days of months, and months counted on from a day, as laws and agreements count them."""

from calendar import monthrange
from datetime import date


def day_in(year: int, month: int, day: int) -> date:
    """A day of a month; the last of the month where it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def months_later(day: date, months: int) -> date:
    """The day so many months on; the last of the month where it has no such day.

    PostgreSQL's `day + make_interval(months => n)` gives the same.
    """
    years, month = divmod(day.month - 1 + months, 12)
    return day_in(day.year + years, month + 1, day.day)
