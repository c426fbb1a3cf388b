"""The plan of the year before, to be tried on this year's needs."""

from collections.abc import Mapping

from django.db.models import Count

from courses.models import Campaign, Candidate, Plan, PlannedRun, Run
from courses.needs import Term
from courses.plan_inputs import roots_of
from courses.rules import RunState

SPRING_ENDS = 6  # the last month of a spring term


def runs_of_the_year_before(campaign: Campaign) -> Mapping[tuple[int, Term], int]:
    """How many runs of each course each term had: as decided, else as they were held.

    By the candidates of this year that are the same course.
    """
    candidates = Candidate.objects.filter(campaign=campaign, course__isnull=False)
    roots = roots_of(campaign)
    of_course = {course: roots[pk] for pk, course in candidates.values_list("pk", "course")}
    decided = (
        Plan.objects.filter(campaign__year=campaign.year - 1, version__isnull=False)
        .order_by("-version")
        .first()
    )
    found: dict[tuple[int, Term], int] = {}
    if decided is not None:
        planned = PlannedRun.objects.filter(plan=decided, candidate__course__in=of_course)
        rows = planned.order_by().values_list("candidate__course", "term").annotate(n=Count("pk"))
    else:
        held = Run.objects.filter(course__in=of_course, begins_at__year=campaign.year - 1)
        dated = held.exclude(state=RunState.CANCELLED).values_list("course", "begins_at__month")
        rows = [
            (course, Term.SPRING if month <= SPRING_ENDS else Term.AUTUMN, 1)
            for course, month in dated
        ]
    for course, term, n in rows:
        cell = (of_course[course], Term(term))
        found[cell] = found.get(cell, 0) + n
    return found
