"""A plan that is adjusted by hand: seats shared out anew, its sums, and what it breaks. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.needs.rules import Term
from courses.plans.planning import TERMS, Grant, Need, Option, Problem, Rule, Run, Teaching

Cell = tuple[int, Term]  # a course in a term


class Fault(StrEnum):
    """What a plan made by hand may break; it is told, not refused."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    MOST_RUNS = "most_runs"
    NOBODY = "nobody"
    NO_COSTING = "no_costing"
    NO_TEACHER = "no_teacher"
    ROOM = "room"
    RULE = "rule"
    BUDGET = "budget"
    HOURS = "hours"


@dataclass(frozen=True)
class Breach:
    """One thing that a plan breaks; `count` is how many seats, runs, kronor or hours too many."""

    fault: Fault
    option: int = 0
    term: str = ""
    number: int = 0
    count: Decimal = Decimal(0)
    rule: Rule | None = None


def shared_out(problem: Problem, seats: Mapping[Cell, int], option: int) -> list[Grant]:
    """Who gets the seats of a course: the most worthy need first, then who has least of its own.

    What a seat is worth is the problem's; equal ones go to the authority whose part of the
    course's need is met the least, and at last to the first in order.
    """
    left = {term: seats.get((option, term), 0) for term in TERMS}
    needs = [need for need in problem.needs if need.option == option and need.seats]
    wanting = {need: need.seats for need in needs}
    asked: dict[int, int] = defaultdict(int)
    got: dict[int, int] = defaultdict(int)
    for need in needs:
        asked[need.authority] += need.seats
    given: dict[tuple[Need, Term], int] = defaultdict(int)
    while True:
        open_ = [
            (-problem.value(need, term), Decimal(got[need.authority]) / asked[need.authority],
             need.authority, need.importance, term != need.term, term, need)
            for need in needs for term in TERMS
            if wanting[need] and left[term] and problem.value(need, term) > 0
        ]  # fmt: skip
        if not open_:
            break
        *_order, term, need = min(open_, key=lambda one: one[:5])
        given[need, term] += 1
        wanting[need] -= 1
        left[term] -= 1
        got[need.authority] += 1
    return [Grant(need, term, n) for (need, term), n in given.items()]


def grants_of(problem: Problem, shares: Mapping[Cell, Mapping[int, int]]) -> list[Grant]:
    """Which needs the seats of each authority meet: the most worthy first."""
    left = {cell: dict(by_authority) for cell, by_authority in shares.items()}
    pairs = sorted(
        ((need, term) for need in problem.needs for term in TERMS),
        key=lambda pair: (-problem.value(*pair), pair[0].term != pair[1], pair[0].importance),
    )
    wanting = {need: need.seats for need in problem.needs}
    grants = []
    for need, term in pairs:
        there = left.get((need.option, term), {})
        seats = min(wanting[need], there.get(need.authority, 0))
        if seats and problem.value(need, term) > 0:
            wanting[need] -= seats
            there[need.authority] -= seats
            grants.append(Grant(need, term, seats))
    return grants


def dealt(sizes: Sequence[int], shares: Mapping[int, int]) -> list[dict[int, int]]:
    """The seats of each authority spread over runs of given sizes, one at a time in turn."""
    runs: list[dict[int, int]] = [{} for _size in sizes]
    free = list(sizes)
    for authority in sorted(shares):
        for _seat in range(shares[authority]):
            place = max(range(len(free)), key=lambda n: (free[n], -n))
            if not free[place]:
                return runs
            free[place] -= 1
            runs[place][authority] = runs[place].get(authority, 0) + 1
    return runs


def cost_of(option: Option | None, teaching: str, taken: int) -> Decimal:
    """Kronor of a run with so many people."""
    if option is None:
        return Decimal(0)
    chosen = option.own_cost if teaching == Teaching.OWN else option.run_cost
    return (chosen or Decimal(0)) + option.seat_cost * taken


def breaches(problem: Problem, runs: Sequence[Run]) -> list[Breach]:
    """Everything that a plan breaks, course by course, the limits of the whole last."""
    options = {option.key: option for option in problem.options}
    found: list[Breach] = []
    cells: dict[Cell, int] = defaultdict(int)
    for run in runs:
        cells[run.option, run.term] += 1
        found += _of_run(run, options.get(run.option), problem)
    for (key, term), n in cells.items():
        if key in options and n > options[key].most_runs:
            most = Decimal(n - options[key].most_runs)
            found.append(Breach(Fault.MOST_RUNS, key, term, count=most))
    found += _of_rules(problem.rules, cells)
    cost = sum((run.cost for run in runs), Decimal(0))
    hours = sum((run.hours for run in runs), Decimal(0))
    if problem.budget is not None and cost > problem.budget:
        found.append(Breach(Fault.BUDGET, count=cost - problem.budget))
    if problem.hours is not None and hours > problem.hours:
        found.append(Breach(Fault.HOURS, count=hours - problem.hours))
    return found


def _of_run(run: Run, option: Option | None, problem: Problem) -> list[Breach]:
    def breach(fault: Fault, count: int = 0) -> Breach:
        return Breach(fault, run.option, run.term, run.number, Decimal(count))

    if option is None:
        return [breach(Fault.NO_COSTING)]
    found = []
    taken = sum(run.shares.values())
    if taken < option.smallest:
        found.append(breach(Fault.TOO_SMALL, option.smallest - taken))
    if run.seats > option.largest:
        found.append(breach(Fault.TOO_LARGE, run.seats - option.largest))
    if taken < run.seats:
        found.append(breach(Fault.NOBODY, run.seats - taken))
    paid = option.own_cost if run.teaching == Teaching.OWN else option.run_cost
    if paid is None:
        found.append(breach(Fault.NO_TEACHER))
    if run.host is not None:
        rooms = [h.seats for h in problem.hosts if h.authority == run.host and run.term in h.terms]
        if max(rooms, default=0) < run.seats:
            found.append(breach(Fault.ROOM, run.seats - max(rooms, default=0)))
    return found


def _of_rules(rules: Iterable[Rule], cells: Mapping[Cell, int]) -> list[Breach]:
    found = []
    for rule in rules:
        terms = (rule.term,) if rule.term else TERMS
        n = sum(cells.get((rule.option, term), 0) for term in terms)
        if n < rule.least or (rule.most is not None and n > rule.most):
            found.append(Breach(Fault.RULE, rule.option, str(rule.term or ""), rule=rule))
    return found
