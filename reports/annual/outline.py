"""Which sections the report of a year should have words for, from what happened in it."""

from courses.models import Course, Run
from courses.rules import RunState
from fees.models import BudgetLine, Invoice
from loans.balance.counted import balance
from mentorship.models import MentorRound
from reports.annual.operational_plan import goals_of_the_plan
from reports.annual.sections import FOREWORD, PARTICULARS


def outline(year: int) -> set[str]:
    """The codes of those sections, as the reader's own scope sees the year."""
    wanted = {FOREWORD, PARTICULARS}
    runs = Run.objects.filter(begins_at__year=year).exclude(
        state__in=(RunState.PLANNED, RunState.CANCELLED)
    )
    kinds = set(runs.order_by().values_list("course__kind", flat=True).distinct())
    if Course.Kind.COURSE in kinds:
        wanted.add("training")
    if kinds - {Course.Kind.COURSE}:
        wanted.add("events")
    if MentorRound.objects.filter(starts__year__lte=year, ends__year__gte=year).exists():
        wanted.add("mentoring")
    if balance().loans(year):
        wanted.add("lending")
    if goals_of_the_plan(year):
        wanted.add("plan")
    if (
        Invoice.objects.filter(day__year=year).exists()
        or BudgetLine.objects.filter(year=year).exists()
    ):
        wanted.add("economy")
    return wanted
