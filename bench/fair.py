"""Fair placement of a whole season against the exact optimum, found by an integer programme.

22 authorities, 40 runs, 3 000 applications with one to three choices each; under a second is
the promise. Both work on the same season at the same hour, so the ratio holds on any machine.
"""

import statistics
import time
from collections import Counter

from bench.verdict import Line
from courses.choices import Assignment, Wish, assign
from courses.shares import Applicant, Ladder, Party, Policy, divide
from tests.courses.exact import most
from tests.courses.seasons import season

SEEDS = ("5eed", "0ff1", "ce00")
# Seats of a run: contested, and almost enough for everybody (the hardest to place).
SEASONS = {"contested": (10, 24), "almost enough": (60, 90)}


def run() -> list[Line]:
    """Lines of figures: seconds, how far from the optimum, and the programme's seconds."""
    return [*(_season(what, seats) for what, seats in SEASONS.items()), _one_run()]


def _season(what: str, seats: tuple[int, int]) -> Line:
    wishes, capacities, parties = season(seats=seats)
    took = []
    for seed in SEEDS:
        start = time.perf_counter()
        result = assign(wishes, capacities, parties, policy=Policy(), seed=seed)
        took.append(time.perf_counter() - start)
    start = time.perf_counter()
    placed, best = _exact(wishes, capacities, result)
    programme = time.perf_counter() - start
    seconds = statistics.median(took)
    exact = len(result.placed) == placed and result.ranks(wishes) == best
    return Line(
        f"{what}, 3 000 people",
        f"{seconds:.2f} s, {seconds / programme:.2f} of the integer programme's;"
        f" placed {len(result.placed)} of {placed}, choices {result.ranks(wishes)} of {best}",
        "< 1 s, the optimum",
        seconds < 1 and exact,
    )


def _exact(wishes: list[Wish], capacities: dict[int, int], result: Assignment) -> tuple[int, int]:
    return (
        most(wishes, capacities),
        most(wishes, capacities, exactly=result.seats, cheapest=True),
    )


def _one_run() -> Line:
    """One run's shares: how even they are against the order of enrolment."""
    wishes, _capacities, _parties = season(300, runs=1)
    asked = [Applicant(wish.applicant.id, wish.applicant.party) for wish in wishes]
    start = time.perf_counter()
    ladder = Ladder([Party(n) for n in range(22)], asked, seats=60, policy=Policy(), seed="5eed")
    division = divide(ladder)
    took = time.perf_counter() - start
    demand = Counter(one.party for one in asked)
    got = Counter(step.party for step in division.placed)
    first = Counter(one.party for one in asked[:60])
    lowest, came = (
        min(seats[party] / many for party, many in demand.items()) for seats in (got, first)
    )
    return Line(
        "one run, 300 for 60 seats",
        f"{took * 1000:.1f} ms; the lowest met need {lowest:.2f}, in the order of enrolment"
        f" {came:.2f}",
    )
