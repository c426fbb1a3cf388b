"""A year's plan of a large network: 60 candidates, 25 authorities, two terms, all made up.

The first aim is to be proved within ten seconds, or the line says how far from the bound it was.
"""

import random
import time
from decimal import Decimal

from bench.verdict import Line
from courses.needs import Term
from courses.plan_compare import greedy
from courses.plan_solver import solve
from courses.planning import TERMS, Aim, Host, Need, Option, Outcome, Problem, Stage

CANDIDATES, AUTHORITIES = 60, 25
YEARS = ((1, 40), (2, 27), (3, 33))  # a seed, and hours of the coordinator per hundred seats
TARGET = 10.0


def run() -> list[Line]:
    """Lines of figures: seconds and gap of each aim, and the ratio to the greedy plan."""
    lines = []
    for seed, hours in YEARS:
        problem = year(seed, hours)
        start = time.perf_counter()
        outcome = solve(problem, seconds=TARGET)
        took = time.perf_counter() - start
        lines += _lines(seed, problem, outcome, took)
    return lines


def _lines(seed: int, problem: Problem, outcome: Outcome, took: float) -> list[Line]:
    stages = {stage.aim: stage for stage in outcome.stages}
    asked = sum(need.seats for need in problem.needs)
    what = f"plan {seed}, {CANDIDATES} × {AUTHORITIES} × 2, {asked} seats asked"
    need = stages[Aim.NEED]
    rest = "; ".join(f"{aim} {_told(stages[aim])}" for aim in (Aim.EVEN, Aim.COST, Aim.HOSTS))
    other = greedy(problem, seconds=TARGET)
    ratio = need.value / other.measures.points if other else Decimal(0)
    return [
        Line(
            what,
            f"weighted need {_told(need)} in {need.seconds:.2f} s",
            f"proved in < {TARGET:.0f} s",
            need.proved and need.seconds < TARGET,
        ),
        Line("  all aims", f"{took:.1f} s: {rest}", "told"),
        Line("  against greedy", f"{ratio:.3f} of its weighted need", "≥ 1", ratio >= 1),
    ]


def _told(stage: Stage) -> str:
    return "proved" if stage.proved else f"at most {stage.gap:.1%} from the best"


def year(seed: int, hours: int) -> Problem:
    """Needs by authorities of very different size; money and time for about three seats of five."""
    chance = random.Random(seed)  # noqa: S311 - made-up needs, not secrets
    sizes = [chance.choice([3, 5, 10, 20, 40, 80]) for _n in range(AUTHORITIES)]
    options: list[Option] = []
    seats: dict[tuple[int, int, Term, int], int] = {}
    for key in range(CANDIDATES):
        options.append(
            Option(
                key,
                smallest=chance.choice([6, 8, 10]),
                largest=chance.choice([15, 18, 20, 25]),
                run_cost=Decimal(chance.randrange(12, 60) * 1000),
                own_cost=Decimal(chance.randrange(5, 15) * 1000) if chance.random() < 0.3 else None,
                seat_cost=Decimal(chance.choice([0, 0, 150, 300])),
                hours=Decimal(chance.choice([6, 8, 10, 12, 16])),
                own_most=1,
            )
        )
        for authority, size in enumerate(sizes):
            importance = chance.choice([1, 2, 2, 3, 3])
            for term in TERMS if chance.random() < 0.6 else ():
                seats[key, authority, term, importance] = chance.randrange(2 + size // 10)
    needs = tuple(Need(*place, many) for place, many in seats.items() if many)
    total = sum(need.seats for need in needs)
    return Problem(
        tuple(options),
        needs,
        hosts=tuple(
            Host(n, chance.choice([12, 16, 20, 30]), earlier=chance.randrange(4)) for n in range(10)
        ),
        budget=Decimal(total * 900),
        hours=Decimal(total * hours // 100),
    )
