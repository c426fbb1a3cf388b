"""A year's plan: no plan is better, in any aim, and every limit is kept."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import product
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from courses.needs.rules import Term
from courses.plans.planning import TERMS, Aim, Host, Need, Option, Outcome, Problem, Rule
from courses.plans.solver import solve
from tests.courses.every_plan import best

kronor = st.sampled_from([None, Decimal(1000), Decimal("1500.50"), Decimal(4000)])
limits = st.sampled_from([None, Decimal(1200), Decimal(3100), Decimal(9000)])


@st.composite
def problems(draw: st.DrawFn, *, most_seats: int = 3) -> Problem:
    """Two candidates, three authorities, few seats."""
    options = []
    for key in (1, 2):
        run_cost, own_cost = draw(kronor), draw(kronor)
        assume(run_cost is not None or own_cost is not None)
        smallest = draw(st.integers(1, 2))
        options.append(
            Option(
                key,
                smallest,
                smallest + draw(st.integers(0, 2)),
                run_cost,
                own_cost,
                seat_cost=draw(st.sampled_from([Decimal(0), Decimal("99.50")])),
                hours=draw(st.sampled_from([Decimal(1), Decimal("2.5")])),
                most_runs=draw(st.integers(1, 2)),
                weight=draw(st.integers(1, 2)),
                own_most=draw(st.sampled_from([None, 0, 1])),
            )
        )
    cells = list(product((1, 2), (1, 2, 3), TERMS))
    places = draw(st.lists(st.sampled_from(cells), unique=True, min_size=1, max_size=4))
    needs = tuple(
        Need(*place, draw(st.integers(1, 3)), draw(st.integers(1, most_seats))) for place in places
    )
    rules = draw(
        st.lists(
            st.builds(
                Rule,
                st.sampled_from([1, 2]),
                st.sampled_from([None, *TERMS]),
                least=st.integers(0, 1),
                most=st.sampled_from([None, None, 0, 1]),
            ),
            max_size=1,
        )
    )
    return Problem(
        tuple(options),
        needs,
        hosts=tuple(
            Host(key, draw(st.integers(1, 5)), earlier=draw(st.integers(0, 2))) for key in (1, 2)
        ),
        rules=tuple(rules),
        budget=draw(limits),
        hours=draw(st.sampled_from([None, Decimal(2), Decimal(5)])),
        other_term=draw(st.sampled_from([0, 50, 100])),
    )


def reached(outcome: Outcome) -> dict[Aim, Decimal]:
    return {stage.aim: stage.value for stage in outcome.stages}


@settings(max_examples=60, deadline=None)
@given(problems())
def test_of_all_plans_none_is_better_in_any_aim(problem: Problem) -> None:
    outcome = solve(problem)
    exact = best(problem)
    assert outcome.possible == (exact is not None)
    if exact is None:
        return
    points, evenness, less = exact
    found = reached(outcome)
    assert outcome.proved
    assert (found[Aim.NEED], found[Aim.EVEN], -found[Aim.COST]) == (points, evenness, less)
    measures = outcome.measures
    assert measures is not None
    assert (measures.points, Decimal(measures.evenness), measures.cost) == (
        found[Aim.NEED],
        found[Aim.EVEN],
        found[Aim.COST],
    )


@settings(max_examples=60, deadline=None)
@given(problems())
def test_of_all_ways_to_host_the_runs_none_is_shared_better(problem: Problem) -> None:
    outcome = solve(problem)
    tried = []
    for where in product([None, *problem.hosts], repeat=len(outcome.runs)):
        pairs = [(run, host) for run, host in zip(outcome.runs, where, strict=True) if host]
        if all(run.seats <= host.seats for run, host in pairs):
            times = Counter(host.authority for _run, host in pairs)
            unshared = sum((h.earlier + times[h.authority]) ** 2 for h in problem.hosts)
            tried.append((-len(pairs), Decimal(unshared)))
    hosted = sum(run.host is not None for run in outcome.runs)
    if outcome.possible:
        assert (-hosted, reached(outcome)[Aim.HOSTS]) == min(tried)


@settings(max_examples=60, deadline=None)
@given(problems(most_seats=9))
def test_nobody_gets_more_than_asked_and_every_limit_is_kept(problem: Problem) -> None:
    outcome = solve(problem)
    given_to: Counter[Need] = Counter()
    for grant in outcome.grants:
        given_to[grant.need] += grant.seats
        assert grant.term == grant.need.term or problem.other_term > 0
    assert all(seats <= need.seats for need, seats in given_to.items())
    assert sum(run.seats for run in outcome.runs) == given_to.total()
    for run in outcome.runs:
        option = problem.by_key[run.option]
        assert option.smallest <= run.seats == sum(run.shares.values()) <= option.largest
    assert problem.budget is None or sum(run.cost for run in outcome.runs) <= problem.budget
    assert problem.hours is None or sum(run.hours for run in outcome.runs) <= problem.hours
    for rule in problem.rules if outcome.possible else ():
        held = sum(outcome.count(rule.option, t) for t in TERMS if rule.term in (None, t))
        assert rule.least <= held <= (99 if rule.most is None else rule.most)


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(1, 4000))
def test_more_money_never_meets_less(problem: Problem, more: int) -> None:
    assume(problem.budget is not None)
    assert problem.budget is not None
    poor = solve(problem)
    rich = solve(replace(problem, budget=problem.budget + more))
    if poor.possible:
        assert rich.possible
        assert reached(rich)[Aim.NEED] >= reached(poor)[Aim.NEED]


@settings(max_examples=30, deadline=None)
@given(problems(), st.permutations([1, 2, 3]))
def test_which_number_an_authority_has_changes_no_aim(problem: Problem, order: list[int]) -> None:
    names = dict(zip((1, 2, 3), order, strict=True))
    renamed = replace(
        problem,
        needs=tuple(replace(need, authority=names[need.authority]) for need in problem.needs),
        hosts=tuple(replace(host, authority=names[host.authority]) for host in problem.hosts),
    )
    first, second = solve(problem), solve(renamed)
    assert first.possible == second.possible
    for aim in (Aim.NEED, Aim.EVEN, Aim.COST):
        assert reached(first).get(aim) == reached(second).get(aim)


@settings(max_examples=20, deadline=None)
@given(problems(most_seats=9))
def test_the_same_problem_in_another_order_gives_the_same_plan(problem: Problem) -> None:
    turned = replace(
        problem,
        options=problem.options[::-1],
        needs=problem.needs[::-1],
        hosts=problem.hosts[::-1],
    )
    first, second = solve(problem), solve(turned)
    assert (first.runs, first.grants, first.measures) == (
        second.runs,
        second.grants,
        second.measures,
    )


def test_an_authority_that_cannot_be_helped_does_not_decide_for_the_others() -> None:
    """Four seats for two large authorities; the third's one seat meets no group anywhere."""
    options = (
        Option(1, smallest=4, largest=4, run_cost=Decimal(1000), most_runs=1),
        Option(2, smallest=4, largest=4, run_cost=Decimal(1000)),
    )
    needs = (
        Need(1, 1, Term.SPRING, 1, 4),
        Need(1, 2, Term.SPRING, 1, 4),
        Need(2, 3, Term.SPRING, 1, 1),
    )
    outcome = solve(Problem(options, needs, other_term=0))
    assert outcome.measures is not None
    assert {key: met.seats for key, met in outcome.measures.authorities.items()} == {
        1: 2,
        2: 2,
        3: 0,
    }


def test_people_of_one_authority_are_spread_over_the_runs() -> None:
    option = Option(1, smallest=4, largest=10, run_cost=Decimal(1000), most_runs=2)
    needs = (Need(1, 1, Term.SPRING, 1, 10), Need(1, 2, Term.SPRING, 1, 6))
    outcome = solve(Problem((option,), needs, other_term=0))
    assert [(run.seats, run.shares) for run in outcome.runs] == [
        (8, {1: 5, 2: 3}),
        (8, {1: 5, 2: 3}),
    ]


def test_own_staff_teach_as_many_as_they_can_and_a_supplier_the_rest() -> None:
    option = Option(
        1, smallest=4, largest=4, run_cost=Decimal(9000), own_cost=Decimal(2000), own_most=1
    )
    outcome = solve(Problem((option,), (Need(1, 1, Term.SPRING, 1, 8),), other_term=0))
    assert [(run.teaching.value, run.cost) for run in outcome.runs] == [
        ("own", Decimal(2000)),
        ("supplier", Decimal(9000)),
    ]


@settings(max_examples=40, deadline=None)
@given(problems())
def test_where_other_runs_are_not_tried_the_bounds_hold_and_the_need_is_met_all_the_same(
    problem: Problem,
) -> None:
    with patch("courses.plans.solver.TRIED_NUMBERS", 0):
        outcome = solve(problem)
    exact = best(problem)
    assume(exact is not None)
    assert exact is not None
    stages = {stage.aim: stage for stage in outcome.stages}
    assert stages[Aim.NEED].value == exact[0]
    assert stages[Aim.EVEN].value <= exact[1] <= stages[Aim.EVEN].bound
    assert 0 <= stages[Aim.COST].bound <= -exact[2]
    if stages[Aim.EVEN].value == exact[1]:
        assert -exact[2] <= stages[Aim.COST].value
    measures = outcome.measures
    assert measures is not None
    assert Decimal(measures.evenness) == stages[Aim.EVEN].value


@settings(max_examples=20, deadline=None)
@given(problems(most_seats=9))
def test_without_time_a_plan_still_keeps_its_limits_or_says_that_it_stopped(
    problem: Problem,
) -> None:
    hurried, exact = solve(problem, seconds=0), solve(problem, prove=False)
    if hurried.measures is None:
        assert hurried.conflict
        return
    assert exact.measures is not None
    assert hurried.measures.points <= exact.measures.points
    need = hurried.stages[0]
    assert need.value <= exact.measures.points <= need.bound
    assert problem.budget is None or hurried.measures.cost <= problem.budget


def test_two_people_who_wish_different_terms_are_one_group_of_two_and_not_two_of_one() -> None:
    option = Option(1, smallest=2, largest=4, run_cost=Decimal(1000))
    needs = (Need(1, 1, Term.SPRING, 1, 1), Need(1, 2, Term.AUTUMN, 1, 1))
    outcome = solve(Problem((option,), needs))
    assert [run.seats for run in outcome.runs] == [2]
    assert reached(outcome)[Aim.NEED] == 6  # four points, and half of four in the other term


def test_who_hosted_before_hosts_again_when_the_others_have_had_their_turn() -> None:
    option = Option(1, smallest=4, largest=4, run_cost=Decimal(1000))
    hosts = (Host(1, 20, earlier=2), Host(2, 20), Host(3, 3))
    needs = (Need(1, 1, Term.SPRING, 1, 12),)
    outcome = solve(Problem((option,), needs, hosts=hosts, other_term=0))
    assert Counter(run.host for run in outcome.runs) == {2: 2, 1: 1}
