"""What the plan says for itself: one more run, what conflicts, the cheapest run, other plans."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings

from courses.needs.rules import Term
from courses.plans.compare import as_before, greedy
from courses.plans.conflict import conflict
from courses.plans.more import cheapest, left_out, margins, nothing_fits, one_more_each
from courses.plans.planning import Limit, Need, Obstacle, Option, Outcome, Problem, Rule
from courses.plans.solver import solve
from tests.courses.test_plan_solver import problems

SPRING, AUTUMN = Term.SPRING, Term.AUTUMN
WORKSHOP = Option(1, smallest=8, largest=12, run_cost=Decimal(38000), hours=Decimal(10))
RARE = Option(2, smallest=8, largest=12, run_cost=Decimal(20000), hours=Decimal(10))
NEEDS = (
    Need(1, 1, SPRING, 1, 12),
    Need(1, 2, SPRING, 2, 11),
    Need(2, 1, AUTUMN, 2, 3),
)
YEAR = Problem((WORKSHOP, RARE), NEEDS, budget=Decimal(50000), other_term=0)


def limits(obstacles: tuple[Obstacle, ...]) -> list[Limit]:
    return [obstacle.limit for obstacle in obstacles]


def test_one_more_run_tells_its_seats_its_kronor_and_what_stands_in_the_way() -> None:
    outcome = solve(YEAR)
    more = {(one.option, one.term): one for one in one_more_each(YEAR, outcome)}
    workshop = more[1, SPRING]
    assert (workshop.seats, workshop.cost, workshop.points) == (11, Decimal(38000), Decimal(22))
    assert limits(workshop.limits) == [Limit.BUDGET]
    assert not more[2, AUTUMN].possible
    assert limits(more[2, AUTUMN].limits) == [Limit.TOO_FEW]
    assert left_out(outcome, more.values()).keys() == {2}


def test_one_more_run_is_refused_by_the_council_the_costing_or_the_hours() -> None:
    for problem, limit in (
        (replace(YEAR, rules=(Rule(1, most=1),), budget=None), Limit.BANNED),
        (replace(YEAR, options=(replace(WORKSHOP, most_runs=1), RARE), budget=None), "most_runs"),
        (replace(YEAR, hours=Decimal(15), budget=None), Limit.HOURS),
    ):
        outcome = solve(problem)
        more = {(one.option, one.term): one for one in one_more_each(problem, outcome)}
        assert limits(more[1, SPRING].limits) == [limit]


def test_where_everybody_has_a_seat_no_run_is_missing() -> None:
    problem = replace(YEAR, needs=NEEDS[:2], budget=None)
    outcome = solve(problem)
    assert {limit.limit for one in one_more_each(problem, outcome) for limit in one.limits} == {
        Limit.NO_NEED
    }


@settings(max_examples=40, deadline=None)
@given(problems(most_seats=5))
def test_with_the_budget_raised_by_its_price_a_plan_gains_at_least_what_one_more_run_says(
    problem: Problem,
) -> None:
    outcome = solve(problem, prove=False)
    assume(outcome.possible)
    for one in one_more_each(problem, outcome):
        assert one.limits
        assert limits(one.limits) != [Limit.STOPPED]
        if not one.possible or not set(limits(one.limits)) <= {Limit.BUDGET, Limit.HOURS}:
            continue
        richer = replace(
            problem,
            budget=None if problem.budget is None else _spent(outcome) + one.cost,
            hours=None if problem.hours is None else _worked(outcome) + one.hours,
        )
        assert _points(solve(richer, prove=False)) >= _points(outcome) + one.points


def _spent(outcome: Outcome) -> Decimal:
    return sum((run.cost for run in outcome.runs), Decimal(0))


def _worked(outcome: Outcome) -> Decimal:
    return sum((run.hours for run in outcome.runs), Decimal(0))


def _points(outcome: Outcome) -> Decimal:
    assert outcome.measures is not None
    return outcome.measures.points


@pytest.mark.parametrize(
    ("rules", "changes", "expected"),
    [
        ((Rule(1, SPRING, least=2), Rule(1, most=1)), {}, {Limit.RULE, Limit.BANNED}),
        ((Rule(1, SPRING, least=2), Rule(2, most=0)), {}, {Limit.RULE, Limit.BUDGET}),
        ((Rule(2, least=1),), {}, {Limit.RULE, Limit.TOO_FEW}),
        ((Rule(1, least=1),), {"hours": Decimal(9)}, {Limit.RULE, Limit.HOURS}),
        ((Rule(1, SPRING, least=5),), {"budget": None}, {Limit.RULE, Limit.TOO_FEW}),
    ],
)
def test_contradictory_pins_say_which_two(
    rules: tuple[Rule, ...], changes: dict[str, Decimal | None], expected: set[Limit]
) -> None:
    problem = replace(YEAR, rules=rules, **changes)  # type: ignore[arg-type]
    outcome = solve(problem)
    assert not outcome.possible
    assert len(outcome.conflict) == 2
    assert set(limits(outcome.conflict)) == expected


def test_two_pins_that_the_budget_cannot_pay_together_are_named_with_it() -> None:
    needs = (*NEEDS, Need(2, 2, AUTUMN, 2, 9))
    problem = replace(YEAR, needs=needs, rules=(Rule(1, least=1), Rule(2, least=1)))
    found = conflict(problem)
    assert sorted(limits(found)) == [Limit.BUDGET, Limit.RULE, Limit.RULE]
    assert {obstacle.option for obstacle in found} == {1, 2, None}


@settings(max_examples=40, deadline=None)
@given(problems())
def test_there_is_a_conflict_exactly_where_there_is_no_plan(problem: Problem) -> None:
    assert bool(conflict(problem)) == (not solve(problem, prove=False).possible)


def test_a_budget_that_nothing_fits_names_the_cheapest_run() -> None:
    poor = replace(YEAR, budget=Decimal(30000))
    outcome = solve(poor)
    assert outcome.possible
    assert not outcome.runs
    least = nothing_fits(poor, outcome)
    assert least is not None
    assert (least.option, least.term, least.seats, least.cost) == (1, SPRING, 8, Decimal(38000))
    assert nothing_fits(YEAR, solve(YEAR)) is None


def test_where_no_group_comes_together_there_is_no_cheapest_run() -> None:
    assert cheapest(replace(YEAR, needs=NEEDS[2:])) is None


def test_more_budget_never_meets_less_and_the_margins_say_what_it_buys() -> None:
    lines = margins(YEAR, steps=(50, 80, 100, 160))
    assert [(line.budget, line.seats) for line in lines] == [
        (Decimal(25000), 0),
        (Decimal(40000), 12),
        (Decimal(50000), 12),
        (Decimal(80000), 23),
    ]
    assert all(low.points <= high.points for low, high in pairwise(lines))


@settings(max_examples=40, deadline=None)
@given(problems(most_seats=5))
def test_greedy_keeps_every_limit_and_is_never_better(problem: Problem) -> None:
    other, outcome = greedy(problem), solve(problem, prove=False)
    if other is None:
        return
    assert outcome.measures is not None
    assert other.measures.points <= outcome.measures.points
    assert problem.budget is None or other.measures.cost <= problem.budget
    assert problem.hours is None or other.measures.hours <= problem.hours


def test_last_years_plan_is_measured_on_this_years_needs_and_loses_what_nobody_fills() -> None:
    poor = replace(YEAR, budget=Decimal(1000))  # what it cost then is told, not held against it
    before = as_before(poor, {(1, SPRING): 1, (2, AUTUMN): 2, (99, SPRING): 3})
    assert before is not None
    assert before.runs == {(1, SPRING): 1}
    assert before.cancelled == 2
    assert (before.measures.seats, before.measures.cost) == (12, Decimal(38000))
