"""The integer programme of a year's plan, solved by HiGHS; without database.

Runs are counted, not named, so equal runs are never tried in another order. Kronor are counted in
öre and value in hundredths of a point, so that a sum is a whole number and "as good" is exact.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import gcd, inf
from typing import Any

import highspy
import numpy as np

from courses.needs import Term
from courses.planning import TERMS, Limit, Need, Obstacle, Option, Problem, Rule, Teaching

TENTHS = 10
NEVER: frozenset[Obstacle] = frozenset()


def ore(kronor: Decimal) -> int:
    """Kronor in öre."""
    return int((kronor * 100).to_integral_value())


def together(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs with nobody's name on them: which authority does not matter to how many runs."""
    seats: dict[tuple[int, Term, int], int] = defaultdict(int)
    for need in needs:
        seats[need.option, need.term, need.importance] += need.seats
    return tuple(Need(o, 0, t, i, n) for (o, t, i), n in sorted(seats.items()))


@dataclass
class Row:
    """low ≤ Σ parts ≤ high."""

    low: float
    high: float
    parts: dict[int, int]


@dataclass
class Answer:
    """What the solver says: values of the columns, the goal's value and bound, if proved."""

    found: bool
    proved: bool
    values: Sequence[int] = ()
    value: int = 0
    bound: int = 0


@dataclass
class Programme:
    """The columns and rows of a problem; `without` leaves out limits, to find what conflicts."""

    problem: Problem
    without: frozenset[Obstacle] = NEVER
    most: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    runs: dict[tuple[int, Term, Teaching], int] = field(default_factory=dict)
    grants: dict[tuple[Need, Term], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        asked: dict[int, list[Need]] = defaultdict(list)
        for need in sorted(self.problem.needs, key=_place):
            if need.seats > 0:
                asked[need.option].append(need)
        for option in sorted(self.problem.options, key=lambda o: o.key):
            self._add_option(option, asked[option.key])
        for rule in self.problem.rules:
            self._add_rule(rule)
        self._add_limits()

    def column(self, most: int) -> int:
        """A whole number from 0."""
        self.most.append(most)
        return len(self.most) - 1

    def row(self, low: float, high: float, parts: dict[int, int]) -> None:
        """A limit on a sum; the numbers are divided by what they share."""
        self.rows.append(Row(low, high, parts))

    def _add_option(self, option: Option, needs: list[Need]) -> None:
        held: dict[Term, list[int]] = {}
        for term in TERMS:
            held[term] = [
                self.runs.setdefault((option.key, term, how), self.column(most))
                for how, most in self._teaching(option, term, needs)
            ]
        given: dict[Term, dict[int, int]] = {term: {} for term in TERMS}
        for need in needs:
            cell = {}
            for term in TERMS:
                if held[term] and self.problem.value(need, term) > 0:
                    column = self.grants[need, term] = self.column(need.seats)
                    given[term][column] = cell[column] = 1
            if len(cell) > 1:
                self.row(-inf, need.seats, cell)
        for term in TERMS:
            if held[term]:
                self.row(-inf, 0, given[term] | dict.fromkeys(held[term], -option.largest))
                if Obstacle(Limit.TOO_FEW, option.key) not in self.without:
                    self.row(0, inf, given[term] | dict.fromkeys(held[term], -option.smallest))
                if len(held[term]) > 1 and self._most_runs(option) is not None:
                    self.row(-inf, option.most_runs, dict.fromkeys(held[term], 1))

    def _most_runs(self, option: Option) -> int | None:
        lifted = Obstacle(Limit.MOST_RUNS, option.key) in self.without
        return None if lifted else option.most_runs

    def _teaching(
        self, option: Option, term: Term, needs: list[Need]
    ) -> list[tuple[Teaching, int]]:
        """The ways of teaching that a best plan may use, and for how many runs at most."""
        own, supplier = option.own_cost, option.run_cost
        coming = sum(need.seats for need in needs if self.problem.value(need, term) > 0)
        most = coming // option.smallest
        if Obstacle(Limit.TOO_FEW, option.key) in self.without:
            most = sum(rule.least for rule in self.problem.rules) + coming
        if (ceiling := self._most_runs(option)) is not None:
            most = min(most, ceiling)
        ways = []
        if own is not None and (supplier is None or own <= supplier or option.own_most is None):
            if supplier is not None and own > supplier:
                return [(Teaching.SUPPLIER, most)]
            staffed = most if option.own_most is None else min(most, option.own_most)
            ways.append((Teaching.OWN, staffed))
            if supplier is None or staffed == most:
                return ways
        if supplier is not None:
            ways.append((Teaching.SUPPLIER, most))
        return ways

    def _add_rule(self, rule: Rule) -> None:
        terms = (rule.term,) if rule.term else TERMS
        parts = {
            column: 1
            for (option, term, _how), column in self.runs.items()
            if option == rule.option and term in terms
        }
        if rule.least and Obstacle(Limit.RULE, rule.option, rule.term, rule) not in self.without:
            self.row(rule.least, inf, parts)
        banned = Obstacle(Limit.BANNED, rule.option, rule.term, rule)
        if rule.most is not None and banned not in self.without:
            self.row(-inf, rule.most, parts)

    def _add_limits(self) -> None:
        budget, hours = self.problem.budget, self.problem.hours
        if budget is not None and Obstacle(Limit.BUDGET) not in self.without:
            self.row(-inf, ore(budget), self.costs())
        if hours is not None and Obstacle(Limit.HOURS) not in self.without:
            self.row(-inf, ore(hours), self.hours())

    def values(self) -> dict[int, int]:
        """Weighted met need, hundredths of a point for each column."""
        return {
            column: self.problem.value(need, term) for (need, term), column in self.grants.items()
        }

    def costs(self) -> dict[int, int]:
        """Öre for each column."""
        options = {option.key: option for option in self.problem.options}
        parts = {}
        for (key, _term, how), column in self.runs.items():
            option = options[key]
            cost = option.own_cost if how == Teaching.OWN else option.run_cost
            parts[column] = ore(cost or Decimal(0))
        for (need, _term), column in self.grants.items():
            parts[column] = ore(options[need.option].seat_cost)
        return parts

    def hours(self) -> dict[int, int]:
        """Hundredths of an hour for each column."""
        options = {option.key: option for option in self.problem.options}
        return {column: ore(options[key].hours) for (key, _t, _h), column in self.runs.items()}

    def add_evenness(self) -> dict[int, int]:
        """The goal of evenness: each authority's tenths of its weighted need, the first dearest.

        An authority's first met tenth counts ten, its second nine, and so on to one: a tenth for
        who has little always beats a tenth for who has more, and one that cannot be helped does
        not decide for the others, as it would if only the lowest counted.
        """
        asked: dict[int, int] = defaultdict(int)
        parts: dict[int, dict[int, int]] = defaultdict(dict)
        for need in self.problem.needs:
            asked[need.authority] += need.seats * self.problem.value(need, need.term)
        for (need, term), column in self.grants.items():
            parts[need.authority][column] = TENTHS * self.problem.value(need, term)
        goal = {}
        for authority in sorted(parts):
            tenths = [self.column(1) for _n in range(TENTHS)]
            goal |= {column: TENTHS - n for n, column in enumerate(tenths)}
            self.row(0, inf, parts[authority] | dict.fromkeys(tenths, -asked[authority]))
        return goal

    def best(
        self,
        goal: dict[int, int],
        *,
        seconds: float,
        start: Sequence[int] = (),
    ) -> Answer:
        """The plan with the highest sum of `goal`, whole numbers."""
        if not self.most:
            feasible = all(row.low <= 0 <= row.high for row in self.rows)
            return Answer(feasible, feasible)
        scale = gcd(*goal.values()) if any(goal.values()) else 1
        solver = self._solver(goal, scale, seconds)
        if len(start):
            solution = highspy.HighsSolution()
            solution.col_value = [float(n) for n in start]
            solver.setSolution(solution)
        solver.run()
        return self._read(solver, goal, scale)

    def _solver(self, goal: dict[int, int], scale: int, seconds: float) -> Any:
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "random_seed": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.999,  # sums are whole numbers: closer than one is the same
            "mip_feasibility_tolerance": 1e-7,
            "primal_feasibility_tolerance": 1e-9,
            "time_limit": float(seconds),
        }.items():
            solver.setOptionValue(option, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.most), len(self.rows)
        costs = np.zeros(len(self.most))
        for column, worth in goal.items():
            costs[column] = -(worth // scale)
        lp.col_cost_ = costs
        lp.col_lower_ = np.zeros(len(self.most))
        lp.col_upper_ = np.array(self.most, dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.most)
        starts, index, value, low, high = [0], [], [], [], []
        for row in self.rows:
            parts = {column: part for column, part in row.parts.items() if part}
            shared = gcd(*parts.values()) if parts else 1
            index += parts.keys()
            value += [part // shared for part in parts.values()]
            starts.append(len(index))
            low.append(row.low / shared)
            high.append(row.high / shared)
        lp.row_lower_, lp.row_upper_ = np.array(low), np.array(high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(value, dtype=float)
        solver.passModel(lp)
        return solver

    def _read(self, solver: Any, goal: dict[int, int], scale: int) -> Answer:
        status = solver.getModelStatus()
        info = solver.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible or info.primal_solution_status < 2:
            return Answer(False, status == highspy.HighsModelStatus.kInfeasible)
        values = [round(value) for value in solver.getSolution().col_value]
        value = sum(worth * values[column] for column, worth in goal.items())
        proved = status == highspy.HighsModelStatus.kOptimal
        bound = value if proved else int(-info.mip_dual_bound * scale)
        return Answer(True, proved, values, value, bound)


def _place(need: Need) -> tuple[int, int, Term, int]:
    return need.option, need.authority, need.term, need.importance
