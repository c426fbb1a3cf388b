"""The exact optimum of a placement, by an integer programme: what our own is laid beside."""

from collections.abc import Mapping, Sequence
from typing import Any

import highspy

from courses.choices import Wish


def most(
    wishes: Sequence[Wish],
    capacities: Mapping[int, int],
    *,
    at_most: Mapping[int, int] | None = None,
    exactly: Mapping[int, int] | None = None,
    cheapest: bool = False,
) -> int:
    """The most people that can be placed, or the lowest sum of choice numbers.

    `at_most` and `exactly` bound the seats of each authority.
    """
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    by_run: dict[int, list[Any]] = {}
    by_party: dict[int, list[Any]] = {}
    total, costs = [], []
    for wish in wishes:
        runs = [(rank, run) for rank, run in enumerate(wish.runs, start=1) if run in capacities]
        own = [(rank, run, solver.addBinary()) for rank, run in runs]
        for rank, run, seat in own:
            by_run.setdefault(run, []).append(seat)
            by_party.setdefault(wish.applicant.party, []).append(seat)
            total.append(seat)
            costs.append(rank * seat)
        if own:
            solver.addConstr(solver.qsum([seat for _rank, _run, seat in own]) <= 1)
    for run, seats in by_run.items():
        solver.addConstr(solver.qsum(seats) <= capacities[run])
    for party, seats in by_party.items():
        if at_most is not None:
            solver.addConstr(solver.qsum(seats) <= at_most.get(party, 0))
        if exactly is not None:
            solver.addConstr(solver.qsum(seats) == exactly.get(party, 0))
    if not total:
        return 0
    if cheapest:
        solver.minimize(solver.qsum(costs))
    else:
        solver.maximize(solver.qsum(total))
    best: int = round(solver.getObjectiveValue())
    return best
