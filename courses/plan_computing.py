"""All that is worked out of a plan once it is solved: explanations, prices, comparisons. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.needs import Term
from courses.plan_problem import frozen_outcome
from courses.planning import Outcome, Problem


@dataclass(frozen=True)
class Computed:
    """A plan and everything that is said of it, as JSON."""

    outcome: Outcome
    result: dict[str, Any]


def computed(
    problem: Problem, outcome: Outcome, before: Mapping[tuple[int, Term], int]
) -> Computed:
    """The outcome with what one more run would give, and the plan beside other ways."""
    return Computed(outcome, frozen_outcome(outcome))
