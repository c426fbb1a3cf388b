"""The year before a plan: its runs, to be tried on this year's needs, and their weeks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count
from django.utils import timezone

from courses.models import Campaign, Candidate, Plan, PlannedRun, Run
from courses.needs.rules import Term
from courses.plans.planning import Run as Planned
from courses.plans.weeks import place_weeks
from courses.rules import RunState

SPRING_ENDS = 6  # the last month of a spring term
Cell = tuple[int, Term]


def runs_of_the_year_before(campaign: Campaign) -> Mapping[Cell, int]:
    """How many runs of each course each term had: as decided, else as they were held.

    By the candidates of this year that are the same course.
    """
    of_course = _by_course(campaign)
    decided = (
        Plan.objects.filter(campaign__year=campaign.year - 1, version__isnull=False)
        .order_by("-version")
        .first()
    )
    found: dict[Cell, int] = {}
    if decided is not None:
        planned = PlannedRun.objects.filter(plan=decided, candidate__course__in=of_course)
        rows = planned.order_by().values_list("candidate__course", "term").annotate(n=Count("pk"))
    else:
        held = Run.objects.filter(course__in=of_course, begins_at__year=campaign.year - 1)
        dated = held.exclude(state=RunState.CANCELLED).values_list("course", "begins_at__month")
        rows = [(course, _term(month), 1) for course, month in dated]
    for course, term, n in rows:
        cell = (of_course[course], Term(term))
        found[cell] = found.get(cell, 0) + n
    return found


def _by_course(campaign: Campaign) -> dict[int, int]:
    """The candidate that each course is planned as."""
    candidates = Candidate.objects.filter(campaign=campaign, course__isnull=False)
    roots = Candidate.objects.filter(campaign=campaign).homes()
    return {course: roots[pk] for pk, course in candidates.values_list("pk", "course")}


def _term(month: int) -> Term:
    return Term.SPRING if month <= SPRING_ENDS else Term.AUTUMN


def weeks_of(campaign: Campaign, runs: Iterable[Planned]) -> dict[tuple[int, Term, int], int]:
    """The ISO week of each planned run: that of the year before where it can be kept."""
    of_course = _by_course(campaign)
    held = Run.objects.filter(course__in=of_course, begins_at__year=campaign.year - 1)
    before: dict[Cell, list[int]] = defaultdict(list)
    for course, begins in held.exclude(state=RunState.CANCELLED).values_list("course", "begins_at"):
        day = timezone.localdate(begins)
        before[of_course[course], _term(day.month)].append(day.isocalendar().week)
    audiences = dict(Candidate.objects.filter(campaign=campaign).values_list("pk", "audience"))
    placed = place_weeks(runs, year=campaign.year, audiences=audiences, before=before)
    return {place: one.week for place, one in placed.items()}
