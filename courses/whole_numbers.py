"""Sums of whole numbers under limits, made as high as can be; solved exactly by HiGHS.

The same sums give the same answer: one thread, one seed, and a search that ends by its own size
before it ends by the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, gcd, inf
from typing import Any

import highspy
import numpy as np

MOST_NODES = 20_000


@dataclass(frozen=True)
class Row:
    """A limit: low ≤ the sum of the parts ≤ high."""

    low: float
    high: float
    parts: Mapping[int, int]


@dataclass(frozen=True)
class Answer:
    """What the solver found: the columns' values, the goal's sum, and what it cannot pass.

    Not `found` and `proved`: nothing keeps all limits. Not `ended`: the clock cut the search off,
    so another day it may come further.
    """

    found: bool
    proved: bool
    values: Sequence[int] = ()
    value: int = 0
    bound: int = 0
    ended: bool = True


@dataclass
class Sums:
    """Whole numbers from 0 (columns), and limits on their sums (rows)."""

    most: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def column(self, most: int) -> int:
        """A new number, 0 to `most`."""
        self.most.append(most)
        return len(self.most) - 1

    def row(self, low: float, high: float, parts: Mapping[int, int]) -> None:
        """A new limit on a sum."""
        self.rows.append(Row(low, high, parts))

    def best(
        self,
        goal: Mapping[int, int],
        *,
        seconds: float,
        start: Sequence[int] = (),
        nodes: int = MOST_NODES,
    ) -> Answer:
        """The numbers with the highest sum of `goal`; `start` is an answer that is known."""
        if not self.most:
            kept = all(row.low <= 0 <= row.high for row in self.rows)
            return Answer(kept, proved=True)
        scale = gcd(*goal.values()) or 1
        solver = self._solver(goal, scale, seconds)
        solver.setOptionValue("mip_max_nodes", nodes)
        if len(start):
            known = highspy.HighsSolution()
            known.col_value = [float(n) for n in start] + [0.0] * (len(self.most) - len(start))
            solver.setSolution(known)
        solver.run()
        most = sum(max(worth, 0) * self.most[column] for column, worth in goal.items())
        return _read(solver, goal, scale, most)

    def _solver(self, goal: Mapping[int, int], scale: int, seconds: float) -> Any:
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "random_seed": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.999,  # sums are whole: closer than one is the same
            "mip_feasibility_tolerance": 1e-7,
            "primal_feasibility_tolerance": 1e-9,
            "time_limit": max(float(seconds), 0.1),
        }.items():
            solver.setOptionValue(option, value)
        solver.passModel(self._model(goal, scale))
        return solver

    def _model(self, goal: Mapping[int, int], scale: int) -> Any:
        """The rows divided by what their parts share, which keeps the solver's numbers small."""
        index: list[int] = []
        value: list[float] = []
        starts, low, high = [0], [], []
        for row in self.rows:
            parts = {column: part for column, part in row.parts.items() if part}
            shared = gcd(*parts.values()) or 1
            index += parts.keys()
            value += [part / shared for part in parts.values()]
            starts.append(len(index))
            low.append(row.low if row.low == -inf else -(-int(row.low) // shared))
            high.append(row.high if row.high == inf else int(row.high) // shared)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.most), len(self.rows)
        costs = np.zeros(len(self.most))
        for column, worth in goal.items():
            costs[column] = -(worth // scale)
        model.col_cost_, model.col_lower_ = costs, np.zeros(len(self.most))
        model.col_upper_ = np.array(self.most, dtype=float)
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.most)
        model.row_lower_, model.row_upper_ = np.array(low), np.array(high)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(value, dtype=float)
        return model


def _read(solver: Any, goal: Mapping[int, int], scale: int, most: int) -> Answer:
    status, info = solver.getModelStatus(), solver.getInfo()
    nothing = status == highspy.HighsModelStatus.kInfeasible
    if nothing or info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(found=False, proved=nothing)
    values = [round(value) for value in solver.getSolution().col_value]
    total = sum(worth * values[column] for column, worth in goal.items())
    if status == highspy.HighsModelStatus.kOptimal:
        return Answer(True, True, values, total, total)
    bound = -info.mip_dual_bound
    passed = most if bound == inf else floor(bound + 1e-6) * scale
    ended = status != highspy.HighsModelStatus.kTimeLimit
    return Answer(True, False, values, total, max(total, passed), ended)
