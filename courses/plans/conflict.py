"""Which limits of a plan cannot stand together: as few of them as there can be; no database."""

from dataclasses import replace
from itertools import combinations

from courses.plans.planning import Limit, Obstacle, Problem
from courses.plans.programme import Programme, together

SECONDS = 5.0
PAIRED = 40  # with more limits than this, pairs are not tried one by one


def conflict(problem: Problem) -> tuple[Obstacle, ...]:
    """The smallest set of limits that no plan keeps, two where two are enough; empty if one does.

    Leave out any one of them and a plan keeps the others.
    """
    limits = _limits(problem)
    crowd = replace(problem, needs=together(problem.needs))
    if _kept(crowd, limits, limits):
        return ()
    if len(limits) <= PAIRED:
        for size in (1, 2):
            for few in combinations(limits, size):
                if not _kept(crowd, limits, few):
                    return few
    left = list(limits)
    for one in reversed(limits):
        fewer = [other for other in left if other != one]
        if not _kept(crowd, limits, fewer):
            left = fewer
    return tuple(left)


def _limits(problem: Problem) -> list[Obstacle]:
    """All that can be in the way of a rule: the council's own words first."""
    pinned = sorted({rule.option for rule in problem.rules if rule.least})
    found = [
        Obstacle(Limit.RULE, rule.option, rule.term, rule) for rule in problem.rules if rule.least
    ]
    found += [
        Obstacle(Limit.BANNED, rule.option, rule.term, rule)
        for rule in problem.rules
        if rule.most is not None and rule.option in pinned
    ]
    if problem.budget is not None:
        found.append(Obstacle(Limit.BUDGET))
    if problem.hours is not None:
        found.append(Obstacle(Limit.HOURS))
    found += [Obstacle(Limit.TOO_FEW, key) for key in pinned]
    found += [Obstacle(Limit.MOST_RUNS, key) for key in pinned]
    return list(dict.fromkeys(found))


def _kept(
    problem: Problem, limits: list[Obstacle], some: "list[Obstacle] | tuple[Obstacle, ...]"
) -> bool:
    """Whether a plan keeps these limits, all others left out."""
    programme = Programme(problem, without=frozenset(limits) - frozenset(some))
    answer = programme.best({}, seconds=SECONDS)
    return answer.found or not answer.proved
