"""When a run begins and how much it takes, as far as anybody has said: days, else its plan."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from courses.models import PlannedRun, Run
from courses.needs.rules import Term
from courses.procurements.contracts import Extent

# What the rules below read of a run, in as many questions as there are words.
PREFETCHED = ("sessions", "planned__plan__campaign", "planned__candidate__costings")
FIRST_MONTH = {Term.SPRING: 1, Term.AUTUMN: 7}


def first_day(run: Run) -> date:
    """The day of its first session, else of the week or term that it is planned for, else today."""
    if run.begins_at:
        return timezone.localtime(run.begins_at).date()
    if run.week_of:
        return run.week_of
    planned = _planned(run)
    if planned is None:
        return timezone.localdate()
    year = planned.plan.campaign.year
    if planned.week:
        return date.fromisocalendar(year, min(planned.week, 52), 1)
    return date(year, FIRST_MONTH[Term(planned.term)], 1)


def extent_of(run: Run) -> Extent:
    """How much of each unit a run takes: expected seats, course days and hours."""
    sessions = list(run.sessions.all())
    held = sum(((one.ends_at - one.starts_at).total_seconds() for one in sessions), 0.0)
    days = Decimal(len({timezone.localtime(one.starts_at).date() for one in sessions}))
    return Extent(
        day=first_day(run),
        seats=run.expected or run.capacity,
        days=days or _planned_days(run),
        hours=(Decimal(round(held)) / 3600).quantize(Decimal("0.01")),
    )


def _planned(run: Run) -> PlannedRun | None:
    return next(iter(run.planned.all()), None)


def _planned_days(run: Run) -> Decimal:
    """The days that the costing of its candidate reckons with; 0 where there is none."""
    planned = _planned(run)
    costings = planned.candidate.costings.all() if planned else []
    return next((costing.days for costing in costings), Decimal(0))
