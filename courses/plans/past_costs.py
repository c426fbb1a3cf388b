"""What the runs of a course took the last time, for a candidate that nobody has costed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from courses.models import CostLine, Run, Settlement
from courses.rules import RunState
from network.money import round_kr


@dataclass(frozen=True)
class PastCost:
    """A run of a course as it was in a year: its group, and kronor without VAT on average."""

    year: int
    smallest: int
    largest: int
    cost: Decimal


def past_costs(courses: Iterable[int], before: int) -> dict[int, PastCost]:
    """By course, the last year that cost something; settled, else actual, else estimated cost."""
    wanted = [course for course in courses if course]
    if not wanted:
        return {}
    runs = (
        Run.objects.filter(course__in=wanted, begins_at__year__lt=before)
        .exclude(state=RunState.CANCELLED)
        .values_list("pk", "course", "begins_at__year", "minimum", "capacity")
    )
    rows = list(runs)
    costs = _costs([row[0] for row in rows])
    years: dict[int, dict[int, list[tuple[int, int, Decimal]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for pk, course, year, minimum, capacity in rows:
        if pk in costs:
            years[course][year].append((minimum, capacity, costs[pk]))
    return {course: _of_year(max(found), found[max(found)]) for course, found in years.items()}


def _of_year(year: int, runs: list[tuple[int, int, Decimal]]) -> PastCost:
    smallest = min(minimum for minimum, _capacity, _cost in runs)
    largest = max(capacity for _minimum, capacity, _cost in runs)
    total = sum((cost for _minimum, _capacity, cost in runs), Decimal(0))
    return PastCost(year, smallest, largest, round_kr(total / len(runs)))


def _costs(runs: list[int]) -> dict[int, Decimal]:
    """What each run cost: as it was settled, else its actual lines, else what was estimated."""
    found: dict[int, Decimal] = {}
    lines = CostLine.objects.filter(run__in=runs).order_by()
    sums = lines.values_list("run", "stage").annotate(cost=Sum(F("quantity") * F("price")))
    by_stage = sorted(sums, key=lambda row: row[1] == CostLine.Stage.ACTUAL)
    for run, _stage, cost in by_stage:
        found[run] = round_kr(cost)
    found |= dict(Settlement.objects.filter(run__in=runs).values_list("run", "cost"))
    return found
