"""A year's plan, computed: courses, runs, seats and hosts; without database.

Four aims, each before all that come after it: the highest weighted met need; the most even plan
(`Programme.evenness`) among those; the cheapest among those; the hosting shared best. Each is a
whole number, held while the next is sought. Decision 11 in docs/adr says why.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import inf

from courses.needs import Term
from courses.plan_dealing import dealt, hosted, squares
from courses.plan_measures import measured, points
from courses.plan_programme import Programme, together
from courses.planning import Aim, Grant, Limit, Obstacle, Outcome, Problem, Stage
from courses.whole_numbers import Answer

SECONDS = 30.0
# With more numbers than this, other runs that meet as much are bounded, not tried one by one.
TRIED_NUMBERS = 1_000
TRIED_NODES = 2_000
PATIENCE = 0.8  # of the time that is left; the cost and the hosts are quick


def solve(problem: Problem, *, seconds: float = SECONDS) -> Outcome:
    """The best plan, or what cannot stand together.

    The clock only ends what the search's own size has not: the same problem gives the same plan
    on every machine that is quick enough. What was not proved says so in its stage.
    """
    return _Search(problem, seconds).outcome()


@dataclass
class _Search:
    """One computation, from aim to aim."""

    problem: Problem
    seconds: float
    began: float = field(default_factory=time.perf_counter)
    stages: list[Stage] = field(default_factory=list)
    laps: float = 0.0

    def outcome(self) -> Outcome:
        crowd = Programme(replace(self.problem, needs=together(self.problem.needs)))
        need = crowd.best(crowd.values(), seconds=self.left())
        if not need.found:
            return Outcome(conflict=() if need.proved else (Obstacle(Limit.STOPPED),))
        self._passed(Aim.NEED, points(need.value), points(need.bound), need.proved)
        crowd.row(need.value, inf, crowd.values())
        cheapest = crowd.best(_less(crowd.costs()), seconds=self.left(), start=need.values)
        cheapest = cheapest if cheapest.found else replace(need, proved=False)
        programme, answer = self._even(need, crowd, cheapest)
        return self._with_hosts(programme, answer)

    def _even(self, need: Answer, crowd: Programme, cheapest: Answer) -> tuple[Programme, Answer]:
        """The evenness and the cost: with the cheapest runs first, then with any."""
        programme = Programme(self.problem)
        programme.row(need.value, inf, programme.values())
        free = len(programme.rows)
        for place, column in crowd.runs.items():
            held = cheapest.values[column]
            programme.row(held, held, {programme.runs[place]: 1})
        goal = programme.evenness()
        held_rows = slice(free, free + len(crowd.runs))
        first = programme.best(goal, seconds=self.left())
        del programme.rows[held_rows]
        tried = len(programme.most) <= TRIED_NUMBERS
        even = programme.best(
            goal,
            seconds=self.left() * PATIENCE,
            start=first.values,
            nodes=TRIED_NODES if tried else 1,
        )
        bound = even.bound
        if not tried:  # how far such a search comes hangs on the clock; only its bound is used
            even = first
        self._passed(Aim.EVEN, Decimal(even.value), Decimal(bound), even.value == bound)
        return programme, self._cheap(programme, goal, even, crowd, cheapest)

    def _cheap(
        self,
        programme: Programme,
        goal: dict[int, int],
        even: Answer,
        crowd: Programme,
        cheapest: Answer,
    ) -> Answer:
        """The cheapest of the even plans; no plan that meets as much costs less than `cheapest`."""
        costs = programme.costs()
        least = -sum(cost * cheapest.values[column] for column, cost in crowd.costs().items())
        found = replace(even, value=-sum(cost * even.values[n] for n, cost in costs.items()))
        if found.value != least:
            programme.row(even.value, inf, goal)
            nodes = TRIED_NODES if len(programme.most) <= TRIED_NUMBERS else 1
            found = programme.best(
                _less(costs), seconds=self.left(), start=even.values, nodes=nodes
            )
        known = cheapest.proved and found.value == least
        self._passed(Aim.COST, -points(found.value), -points(least), known or found.proved)
        return found

    def _with_hosts(self, programme: Programme, answer: Answer) -> Outcome:
        counts = {place: answer.values[column] for place, column in programme.runs.items()}
        grants = tuple(
            Grant(need, term, answer.values[column])
            for (need, term), column in programme.grants.items()
            if answer.values[column]
        )
        runs, rotation = hosted(
            self.problem, dealt(self.problem, counts, grants), seconds=self.left()
        )
        shared = Decimal(squares(self.problem.hosts, runs))
        self._passed(Aim.HOSTS, shared, shared, rotation.proved)
        return Outcome(runs, grants, tuple(self.stages), measured(self.problem, runs, grants))

    def left(self) -> float:
        """Seconds that are left."""
        return self.seconds - (time.perf_counter() - self.began)

    def _passed(self, aim: Aim, value: Decimal, bound: Decimal, proved: bool) -> None:
        now = time.perf_counter() - self.began
        bound = value if proved else bound
        self.stages.append(Stage(aim, value, bound, proved, now - self.laps))
        self.laps = now


def _less(costs: Mapping[int, int]) -> dict[int, int]:
    return {column: -cost for column, cost in costs.items()}
