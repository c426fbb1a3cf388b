"""The years that there is anything to report of."""

from datetime import date

from courses.models import Run
from courses.rules import RunState
from fees.models import Invoice
from loans.balance.counted import balance
from mentorship.models import MentorRound


def years_with_data(today: date) -> list[int]:
    """Years with a run, an invoice, a mentoring round or a loan, newest first; none to come."""
    runs = Run.objects.exclude(state=RunState.PLANNED).exclude(begins_at=None).order_by()
    found = {moment.year for moment in runs.datetimes("begins_at", "year")}
    found |= {day.year for day in Invoice.objects.order_by().dates("day", "year")}
    for starts, ends in MentorRound.objects.order_by().values_list("starts", "ends"):
        found |= set(range(starts.year, ends.year + 1))
    found |= set(balance().years)
    return sorted((year for year in found if year <= today.year), reverse=True)
