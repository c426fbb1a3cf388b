"""Ordering a report."""

from network.actions.job import start
from network.models import Job
from network.seat import Seat
from reports.tasks import STEPS


def order_year_report(year: int, language: str, *, by: Seat) -> Job:
    """Order the annual report of a year; the same one, while it is being made, is made once."""
    return start(
        "reports.year_report",
        # Somebody else's job may not be seen, so each person has their own.
        key=f"{year}-{language}-{by.user.pk}",
        by=by,
        total=STEPS,
        year=year,
        language=language,
    )
