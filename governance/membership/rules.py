"""When a membership ends after notice, without database or clock."""

from dataclasses import dataclass
from datetime import date

from network.months import months_later

MOST_MONTHS = 36


@dataclass(frozen=True)
class Notice:
    """So many months before, and then at the end of the calendar year where that is the rule."""

    months: int
    at_years_end: bool


def last_day(given_on: date, notice: Notice) -> date:
    """The last day of a membership whose notice was given on a day."""
    earliest = months_later(given_on, notice.months)
    return date(earliest.year, 12, 31) if notice.at_years_end else earliest
