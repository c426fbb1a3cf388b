"""What a plan gives, by the measures that all plans are laid side by side with; no database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from courses.plans.planning import Grant, Measures, Met, Problem, Run
from courses.plans.programme import TENTHS


def measured(problem: Problem, runs: Sequence[Run], grants: Iterable[Grant]) -> Measures:
    """A plan's runs and met needs, in figures."""
    authorities = _by_authority(problem, grants := list(grants))
    seats = sum(run.seats for run in runs)
    return Measures(
        points=sum((met.points for met in authorities.values()), Decimal(0)),
        asked_points=sum((met.asked_points for met in authorities.values()), Decimal(0)),
        seats=seats,
        asked=sum(met.asked for met in authorities.values()),
        moved=sum(grant.seats for grant in grants if grant.term != grant.need.term),
        runs=len(runs),
        cost=sum((run.cost for run in runs), Decimal(0)),
        hours=sum((run.hours for run in runs), Decimal(0)),
        empty=sum(problem.by_key[run.option].largest for run in runs) - seats,
        evenness=sum(_evenness(met) for met in authorities.values()),
        authorities=authorities,
    )


def _by_authority(problem: Problem, grants: Iterable[Grant]) -> dict[int, Met]:
    asked: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    met: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for need in problem.needs:
        asked[need.authority][0] += need.seats * problem.value(need, need.term)
        asked[need.authority][1] += need.seats
    for grant in grants:
        met[grant.need.authority][0] += grant.seats * problem.value(grant.need, grant.term)
        met[grant.need.authority][1] += grant.seats
    return {
        key: Met(points(met[key][0]), points(value), met[key][1], seats)
        for key, (value, seats) in sorted(asked.items())
    }


def points(hundredths: int) -> Decimal:
    """Hundredths of a point as points."""
    return Decimal(hundredths) / 100


def _evenness(met: Met) -> int:
    """An authority's met tenths, the first counting ten and the last one."""
    if not met.asked_points:
        return 0
    tenths = int(met.points * TENTHS // met.asked_points)
    return sum(TENTHS - n for n in range(tenths))
