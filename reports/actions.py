"""Ordering a report."""

from network.actions.job import start
from network.models import Job
from network.seat import Seat
from reports.editions import STEPS


def order_year_report(year: int, language: str, *, by: Seat) -> Job:
    """Order the annual report of a year; the same one, while it is being made, is made once."""
    return _order("reports.year_report", year, language, by)


def order_regional_pack(year: int, language: str, *, by: Seat) -> Job:
    """Order the regional pack of a year; the same one, while it is being made, is made once."""
    return _order("reports.regional_pack", year, language, by)


def _order(name: str, year: int, language: str, by: Seat) -> Job:
    return start(
        name,
        # Somebody else's job may not be seen, so each person has their own.
        key=f"{year}-{language}-{by.user.pk}",
        by=by,
        total=STEPS,
        year=year,
        language=language,
    )
