"""What one more run would give, what another budget would, and the cheapest run; no database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import inf

from courses.needs.rules import Term
from courses.plans.measures import points
from courses.plans.planning import (
    TERMS,
    Cheapest,
    Limit,
    Margin,
    Obstacle,
    OneMore,
    Option,
    Outcome,
    Problem,
    Rule,
    Teaching,
)
from courses.plans.programme import Programme, hundredths, together

SECONDS = 5.0
STEPS = (80, 90, 110, 120)  # per cent of the budget


def one_more_each(problem: Problem, outcome: Outcome) -> Iterator[OneMore]:
    """One more run of each candidate in each term; the caller may tell how far it has come."""
    for option in sorted(problem.options, key=lambda option: option.key):
        for term in TERMS:
            yield one_more(problem, outcome, option, term)


def one_more(problem: Problem, outcome: Outcome, option: Option, term: Term) -> OneMore:
    """One more run on top of the plan, filled as well as its candidate's need can fill it.

    The candidate's own people are dealt anew over its runs of both terms, the other candidates
    stay as they are: with the budget and the hours raised by what the run takes, no plan gains
    more by it. Seats that become cheaper to fill elsewhere are not counted.
    """
    counts = {each: outcome.count(option.key, each) for each in TERMS}
    counts[term] += 1
    needs = tuple(need for need in problem.needs if need.option == option.key)
    asked = sum(need.seats for need in needs)
    seats = sum(grant.seats for grant in outcome.grants if grant.need.option == option.key)
    if seats >= asked:
        return OneMore(option.key, term, False, limits=(Obstacle(Limit.NO_NEED, option.key),))
    alone = Problem(
        options=(replace(option, most_runs=max(counts.values())),),
        needs=together(needs),
        rules=tuple(Rule(option.key, each, least=n, most=n) for each, n in counts.items()),
        points=problem.points,
        other_term=problem.other_term,
    )
    programme = Programme(alone)
    values = programme.values()
    best = programme.best(values, seconds=SECONDS)
    before = sum(
        grant.seats * problem.value(grant.need, grant.term)
        for grant in outcome.grants
        if grant.need.option == option.key
    )
    if not best.found or best.value <= before:
        few = Obstacle(Limit.TOO_FEW, option.key, term)
        return OneMore(option.key, term, False, limits=(few,))
    programme.row(best.value, inf, values)
    costs = programme.costs()
    cheap = programme.best({n: -cost for n, cost in costs.items()}, seconds=SECONDS)
    filled = cheap if cheap.found else best
    now = sum((run.cost for run in outcome.runs if run.option == option.key), Decimal(0))
    cost = points(sum(cost * filled.values[n] for n, cost in costs.items())) - now
    more = OneMore(
        option.key,
        term,
        possible=True,
        seats=sum(filled.values[n] for n in programme.grants.values()) - seats,
        points=points(best.value - before),
        cost=cost,
        hours=option.hours,
    )
    return replace(more, limits=_limits(problem, outcome, option, more))


def _limits(
    problem: Problem, outcome: Outcome, option: Option, more: OneMore
) -> tuple[Obstacle, ...]:
    """Why the plan has not that run; a proved plan always has a reason."""
    found = [
        Obstacle(Limit.BANNED, rule.option, rule.term, rule)
        for rule in problem.rules
        if rule.option == option.key
        and rule.most is not None
        and rule.term in (None, more.term)
        and sum(outcome.count(option.key, t) for t in ((rule.term,) if rule.term else TERMS))
        >= rule.most
    ]
    if outcome.count(option.key, more.term) >= option.most_runs:
        found.append(Obstacle(Limit.MOST_RUNS, option.key, more.term))
    if problem.budget is not None and _spent(outcome) + more.cost > problem.budget:
        found.append(Obstacle(Limit.BUDGET))
    if problem.hours is not None and _worked(outcome) + more.hours > problem.hours:
        found.append(Obstacle(Limit.HOURS))
    return tuple(found) or (Obstacle(Limit.STOPPED),)


def _spent(outcome: Outcome) -> Decimal:
    return sum((run.cost for run in outcome.runs), Decimal(0))


def _worked(outcome: Outcome) -> Decimal:
    return sum((run.hours for run in outcome.runs), Decimal(0))


def left_out(outcome: Outcome, more: Iterable[OneMore]) -> dict[int, tuple[OneMore, ...]]:
    """The candidates without a run in the plan, and what a first one would have been."""
    held = {run.option for run in outcome.runs}
    found: dict[int, tuple[OneMore, ...]] = {}
    for one in more:
        if one.option not in held:
            found[one.option] = (*found.get(one.option, ()), one)
    return found


def margins(
    problem: Problem, *, steps: Sequence[int] = STEPS, seconds: float = SECONDS
) -> list[Margin]:
    """What the best plan meets with less and with more money: what the last kronor buy.

    Nothing without a budget, and no line where the rules do not fit in it.
    """
    if problem.budget is None:
        return []
    found = []
    for step in steps:
        budget = problem.budget * step / 100
        crowd = replace(problem, budget=budget, needs=together(problem.needs))
        programme = Programme(crowd)
        best = programme.best(programme.values(), seconds=seconds)
        if best.found:
            cost = sum(part * best.values[n] for n, part in programme.costs().items())
            seats = sum(best.values[n] for n in programme.grants.values())
            found.append(Margin(budget, points(best.value), seats, points(cost), best.proved))
    return found


def cheapest(problem: Problem) -> Cheapest | None:
    """The run that costs least, with its smallest group; None if no group comes together.

    A budget below it fits nothing. What the council banned does not count.
    """
    found = [
        Cheapest(option.key, term, how, seats, cost, option.hours)
        for option in problem.options
        for term in TERMS
        for how, seats, cost in _smallest(problem, option, term)
    ]
    return min(found, key=lambda run: (run.cost, run.option, run.term), default=None)


def _smallest(
    problem: Problem, option: Option, term: Term
) -> Iterator[tuple[Teaching, int, Decimal]]:
    coming = sum(
        need.seats
        for need in problem.needs
        if need.option == option.key and problem.value(need, term) > 0
    )
    banned = any(
        rule.option == option.key and rule.term in (None, term) and rule.most == 0
        for rule in problem.rules
    )
    if coming < option.smallest or banned or not option.most_runs:
        return
    seats = option.seat_cost * option.smallest
    if option.run_cost is not None:
        yield Teaching.SUPPLIER, option.smallest, option.run_cost + seats
    if option.own_cost is not None and option.own_most != 0:
        yield Teaching.OWN, option.smallest, option.own_cost + seats


def nothing_fits(problem: Problem, outcome: Outcome) -> Cheapest | None:
    """The cheapest run, if the plan is empty since the budget is less than even that costs."""
    if outcome.runs or not outcome.possible or problem.budget is None:
        return None
    least = cheapest(problem)
    return least if least and hundredths(least.cost) > hundredths(problem.budget) else None
