"""A year's plan, computed: courses, runs, seats and hosts; without database.

Four aims, each before all that come after it: the highest weighted met need; the most even plan
(`Programme.evenness`) among those; the cheapest among those; the hosting shared best. Each is a
whole number, held while the next is sought. Decision 10 in docs/adr says why.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from math import inf

from courses.plans.conflict import conflict
from courses.plans.dealing import dealt, hosted, squares
from courses.plans.measures import measured, points
from courses.plans.planning import Aim, Grant, Limit, Obstacle, Outcome, Problem, Stage
from courses.plans.programme import Programme, together
from courses.whole_numbers import Answer

SECONDS = 30.0
# With more numbers than this, other runs that meet as much are bounded, not tried one by one.
TRIED_NUMBERS = 1_000
TRIED_NODES = 300
LAST_SECONDS = 2.0
PATIENCE = 0.8  # of the time that is left; the cost and the hosts are quick


def solve(problem: Problem, *, seconds: float = SECONDS, prove: bool = True) -> Outcome:
    """The best plan, or what cannot stand together.

    The search ends by its own size before it ends by the clock, so that with time enough the
    same problem gives the same plan. What was not proved says so in its stage. Without
    `prove` other runs that meet as much are not looked at, and the evenness has no bound.
    """
    return _Search(problem, seconds, prove=prove).outcome()


class _Search:
    """One computation, from aim to aim."""

    def __init__(self, problem: Problem, seconds: float, *, prove: bool) -> None:
        self.problem, self.seconds, self.prove = problem, seconds, prove
        self.began = time.perf_counter()
        self.lap = 0.0
        self.stages: list[Stage] = []
        # How many runs does not hang on who asks; the crowd has a tenth of the numbers.
        self.crowd = Programme(replace(problem, needs=together(problem.needs)))
        self.programme = Programme(problem)

    def outcome(self) -> Outcome:
        """The stages in turn."""
        values = self.crowd.values()
        need = self.crowd.best(values, seconds=self.left())
        if not need.found:
            stopped = (Obstacle(Limit.STOPPED),)
            return Outcome(conflict=conflict(self.problem) if need.proved else stopped)
        self._passed(Aim.NEED, points(need.value), points(need.bound), need.proved)
        self.crowd.row(need.value, inf, values)
        self.programme.row(need.value, inf, self.programme.values())
        cheapest = self._cheapest(need)
        goal = self.programme.evenness()
        even = self._even(goal, cheapest)
        return self._with_hosts(self._cheap(goal, even, cheapest))

    def _cheapest(self, need: Answer) -> Answer:
        """The least that a plan costs that meets as much, even or not."""
        costs = _less(self.crowd.costs())
        seconds = self.left() * (1 - PATIENCE) * 2
        found = self.crowd.best(costs, seconds=seconds, start=need.values)
        return found if found.found else replace(need, value=_sum(costs, need), bound=0)

    def _even(self, goal: Mapping[int, int], cheapest: Answer) -> Answer:
        """The most even plan: first with the cheapest runs, then with any that meet as much."""
        programme = self.programme
        free = len(programme.rows)
        for place, column in self.crowd.runs.items():
            held = cheapest.values[column]
            programme.row(held, held, {programme.runs[place]: 1})
        programme.row(-inf, -cheapest.value, programme.costs())
        known = self._by_name(cheapest)
        first = programme.best(goal, seconds=self.left() * PATIENCE, start=known)
        if not first.found:
            first = Answer(True, False, known, sum(goal[n] * known[n] for n in goal))
        del programme.rows[free:]
        tried = len(programme.most) <= TRIED_NUMBERS
        any_runs = first
        if self.prove:
            any_runs = programme.best(
                goal,
                seconds=self.left() * PATIENCE,
                start=first.values,
                nodes=TRIED_NODES if tried else 1,
            )
        # How far a search comes that the clock cut off is chance, so only its bound is used.
        even = any_runs if tried and any_runs.found and any_runs.ended else first
        bound = max(any_runs.bound, even.value) if any_runs.found else sum(goal.values())
        proved = even.value == bound and self.prove
        self._passed(Aim.EVEN, Decimal(even.value), Decimal(bound), proved)
        return even

    def _by_name(self, crowd: Answer) -> list[int]:
        """A plan for the crowd as one for the authorities: seats to who comes first in the list."""
        values = [0] * len(self.programme.most)
        for place, column in self.programme.runs.items():
            values[column] = crowd.values[self.crowd.runs[place]]
        left = {
            (need.option, need.term, need.importance, term): crowd.values[column]
            for (need, term), column in self.crowd.grants.items()
        }
        asked = {need: need.seats for need, _term in self.programme.grants}
        for (need, term), column in self.programme.grants.items():
            cell = (need.option, need.term, need.importance, term)
            values[column] = min(asked[need], left[cell])
            asked[need] -= values[column]
            left[cell] -= values[column]
        for parts, asked_points, tenths in self.programme.tenths:
            met = sum(part * values[column] for column, part in parts.items())
            for column in tenths[: met // asked_points]:
                values[column] = 1
        return values

    def _cheap(self, goal: Mapping[int, int], even: Answer, cheapest: Answer) -> Answer:
        """The cheapest of the most even plans."""
        costs = _less(self.programme.costs())
        found = replace(even, value=_sum(costs, even))
        proved = found.value == cheapest.bound
        if not proved and self.prove:
            self.programme.row(even.value, inf, goal)
            best = self.programme.best(
                costs, seconds=self.left(), start=even.values, nodes=TRIED_NODES
            )
            if best.found and best.ended and best.value >= found.value:
                found, proved = best, best.proved
        self._passed(Aim.COST, -points(found.value), -points(cheapest.bound), proved)
        return found

    def _with_hosts(self, answer: Answer) -> Outcome:
        counts = {place: answer.values[n] for place, n in self.programme.runs.items()}
        grants = tuple(
            Grant(need, term, answer.values[column])
            for (need, term), column in self.programme.grants.items()
            if answer.values[column]
        )
        runs = dealt(self.problem, counts, grants)
        runs, rotation = hosted(self.problem, runs, seconds=max(self.left(), LAST_SECONDS))
        shared = Decimal(squares(self.problem.hosts, runs))
        self._passed(Aim.HOSTS, shared, shared, rotation.proved)
        return Outcome(runs, grants, tuple(self.stages), measured(self.problem, runs, grants))

    def left(self) -> float:
        """Seconds that are left."""
        return self.seconds - (time.perf_counter() - self.began)

    def _passed(self, aim: Aim, value: Decimal, bound: Decimal, proved: bool) -> None:
        now = time.perf_counter() - self.began
        bound = value if proved else bound
        self.stages.append(Stage(aim, value, bound, proved, now - self.lap))
        self.lap = now


def _sum(goal: Mapping[int, int], answer: Answer) -> int:
    return sum(worth * answer.values[column] for column, worth in goal.items())


def _less(costs: Mapping[int, int]) -> dict[int, int]:
    return {column: -cost for column, cost in costs.items()}
