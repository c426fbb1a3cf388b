"""Every plan of a small problem, by trial: what the computed one is laid beside."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

from courses.needs.rules import Term
from courses.plans.planning import TERMS, Need, Option, Problem, Teaching

Tried = tuple[dict[int, int], Decimal, Decimal]  # hundredths by authority, kronor, hours


def best(problem: Problem) -> tuple[Decimal, Decimal, Decimal] | None:
    """The best in each aim: points, evenness, and cost as less than nothing."""
    parts = [_of(problem, option) for option in problem.options]
    found = [_together(problem, plan) for plan in product(*parts)]
    return max((one for one in found if one is not None), default=None)


def _together(problem: Problem, plan: tuple[Tried, ...]) -> tuple[Decimal, Decimal, Decimal] | None:
    cost = sum((part[1] for part in plan), Decimal(0))
    hours = sum((part[2] for part in plan), Decimal(0))
    if problem.budget is not None and cost > problem.budget:
        return None
    if problem.hours is not None and hours > problem.hours:
        return None
    met = {
        authority: sum(part[0].get(authority, 0) for part in plan)
        for authority in {need.authority for need in problem.needs}
    }
    evenness = sum(_tenths(problem, authority, points) for authority, points in met.items())
    return Decimal(sum(met.values())) / 100, Decimal(evenness), -cost


def _tenths(problem: Problem, authority: int, points: int) -> int:
    asked = sum(
        need.seats * problem.value(need, need.term)
        for need in problem.needs
        if need.authority == authority
    )
    share = Fraction(points, asked) if asked else Fraction(0)
    return sum(10 - n for n in range(10) if share >= Fraction(n + 1, 10))


def _of(problem: Problem, option: Option) -> list[Tried]:
    """All that can be done with one candidate, each result once."""
    needs = [need for need in problem.needs if need.option == option.key]
    found: dict[tuple[tuple[tuple[int, int], ...], Decimal, Decimal], Tried] = {}
    for counts in product(range(option.most_runs + 1), repeat=4):
        ways = dict(zip(product(TERMS, Teaching), counts, strict=True))
        if not _allowed(problem, option, ways):
            continue
        for grants in product(*(list(_split(problem, need)) for need in needs)):
            seats = [sum(grant[n] for grant in grants) for n in range(2)]
            runs = [sum(n for (t, _how), n in ways.items() if t == term) for term in TERMS]
            if any(
                not option.smallest * many <= filled <= option.largest * many
                for many, filled in zip(runs, seats, strict=True)
            ):
                continue
            met: dict[int, int] = {}
            for need, grant in zip(needs, grants, strict=True):
                worth = sum(
                    problem.value(need, term) * many
                    for term, many in zip(TERMS, grant, strict=True)
                )
                met[need.authority] = met.get(need.authority, 0) + worth
            cost = sum((option.cost(how) * n for (_t, how), n in ways.items()), Decimal(0))
            cost += option.seat_cost * sum(seats)
            hours = option.hours * sum(runs)
            found[tuple(sorted(met.items())), cost, hours] = met, cost, hours
    return list(found.values())


def _split(problem: Problem, need: Need) -> Iterator[tuple[int, int]]:
    for spring in range(need.seats + 1):
        for autumn in range(need.seats - spring + 1):
            other = autumn if need.term == TERMS[0] else spring
            if problem.other_term or not other:
                yield spring, autumn


def _allowed(problem: Problem, option: Option, ways: dict[tuple[Term, Teaching], int]) -> bool:
    for term in TERMS:
        own, supplied = ways[term, Teaching.OWN], ways[term, Teaching.SUPPLIER]
        if own + supplied > option.most_runs or (own and option.own_cost is None):
            return False
        if (supplied and option.run_cost is None) or own > (
            option.most_runs if option.own_most is None else option.own_most
        ):
            return False
    for rule in problem.rules:
        if rule.option == option.key:
            held = sum(n for (term, _how), n in ways.items() if rule.term in (None, term))
            if held < rule.least or (rule.most is not None and held > rule.most):
                return False
    return True
