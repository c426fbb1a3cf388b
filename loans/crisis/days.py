"""From which day the page of a crisis counts."""

from datetime import date, timedelta


def next_monday(today: date) -> date:
    """The Monday after a day; of a Monday the one a week later."""
    return today + timedelta(days=7 - today.weekday())
