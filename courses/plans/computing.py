"""A plan solved, and all that is said of it: explanations, prices, other plans beside it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses.needs.rules import Term
from courses.plans.compare import as_before, greedy
from courses.plans.conflict import conflict
from courses.plans.more import margins, nothing_fits, one_more_each
from courses.plans.planning import Limit, Obstacle, Outcome, Problem
from courses.plans.problem import (
    frozen_cheapest,
    frozen_comparison,
    frozen_margin,
    frozen_more,
    frozen_outcome,
)
from courses.plans.solver import solve

SECONDS = 20.0  # for the plan itself
BESIDE = 8.0  # for each other plan beside it
STEPS = 5  # how often `told` is called


@dataclass(frozen=True)
class Computed:
    """A plan and everything that is said of it, as JSON."""

    outcome: Outcome
    result: dict[str, Any]


def solved(problem: Problem) -> Outcome:
    """The best plan, or what cannot stand together."""
    outcome = solve(problem, seconds=SECONDS)
    if outcome.possible or outcome.conflict:
        return outcome
    return replace(outcome, conflict=conflict(problem) or (Obstacle(Limit.STOPPED),))


def computed(
    problem: Problem,
    before: Mapping[tuple[int, Term], int],
    told: Callable[[], None] = lambda: None,
) -> Computed:
    """The plan with its explanations; `before` are the runs of the year before.

    `told` is called after each part, so that somebody can follow, and stop it by an exception.
    """
    outcome = solved(problem)
    told()
    result = frozen_outcome(outcome)
    if not outcome.possible:
        return Computed(outcome, result)
    result["one_more"] = [frozen_more(one) for one in one_more_each(problem, outcome)]
    told()
    result["margins"] = [frozen_margin(one) for one in margins(problem, seconds=BESIDE)]
    cheapest = nothing_fits(problem, outcome)
    result["cheapest"] = frozen_cheapest(cheapest) if cheapest else None
    told()
    simple = greedy(problem, seconds=BESIDE)
    result["greedy"] = frozen_comparison(simple) if simple else None
    told()
    last = as_before(problem, before, seconds=BESIDE) if any(before.values()) else None
    result["last_year"] = frozen_comparison(last) if last else None
    told()
    return Computed(outcome, result)
