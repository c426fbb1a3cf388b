"""A variant adjusted by hand, and variants side by side."""

from collections import Counter
from decimal import Decimal

import pytest
from django.test import Client

from courses.actions import planned_run
from courses.models import Candidate, Plan, PlannedRun, PlannedSeats, Venue
from courses.needs.rules import Term
from courses.plans.adjusting import Fault, breaches, dealt, grants_of, shared_out
from courses.plans.planning import Host, Need, Option, Problem, Rule, Run, Teaching
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.courses.plans import compute, make_needs, make_variant
from tests.signing_in import sign_in

SPRING, AUTUMN = Term.SPRING, Term.AUTUMN
EXCEL = Option(1, smallest=4, largest=10, run_cost=Decimal(30_000), most_runs=1)


def problem(**facts: object) -> Problem:
    """Two authorities: 6 that must and 4 that should in spring, 3 that must in autumn."""
    needs = (Need(1, 10, SPRING, 1, 6), Need(1, 20, SPRING, 2, 4), Need(1, 20, AUTUMN, 1, 3))
    return Problem(options=(EXCEL,), needs=needs, **facts)  # type: ignore[arg-type]


def test_scarce_seats_go_to_what_must_happen_and_to_nobody_above_their_need() -> None:
    given = shared_out(problem(), {(1, SPRING): 7}, 1)
    got = Counter[tuple[int, int]]()
    for grant in given:
        got[grant.need.authority, grant.need.importance] += grant.seats
    assert got[10, 1] == 6
    assert sum(got.values()) == 7
    everything = shared_out(problem(), {(1, SPRING): 40, (1, AUTUMN): 40}, 1)
    assert sum(grant.seats for grant in everything) == 13


def test_nobody_is_moved_to_the_other_term_where_that_is_worth_nothing() -> None:
    assert all(
        grant.term == grant.need.term
        for grant in shared_out(problem(other_term=0), {(1, SPRING): 40}, 1)
    )


def test_what_seats_meet_is_counted_by_the_most_worthy_need_first() -> None:
    met = grants_of(problem(), {(1, SPRING): {20: 5}})
    assert {(g.need.importance, g.need.term, g.seats) for g in met} == {
        (2, SPRING, 4),
        (1, AUTUMN, 1),
    }


@pytest.mark.parametrize("sizes", [[3, 3], [10], [1, 2, 7], [0, 6]])
def test_seats_are_dealt_without_one_lost_or_a_run_too_full(sizes: list[int]) -> None:
    runs = dealt(sizes, {10: 4, 20: 2})
    assert [sum(run.values()) <= size for run, size in zip(runs, sizes, strict=True)] == [
        True
    ] * len(sizes)
    assert sum(sum(run.values()) for run in runs) == min(6, sum(sizes))


def test_everything_that_a_hand_may_break_is_told() -> None:
    bound = problem(
        hosts=(Host(20, 8, frozenset({AUTUMN})),),
        rules=(Rule(1, AUTUMN, least=1),),
        budget=Decimal(40_000),
        hours=Decimal(10),
    )

    def run(number: int, seats: int, taken: int, **facts: object) -> Run:
        whole = {"cost": Decimal(30_000), "hours": Decimal(8), "host": None} | facts
        return Run(1, SPRING, number, seats, Teaching.SUPPLIER, shares={10: taken}, **whole)  # type: ignore[arg-type]

    found = Counter(one.fault for one in breaches(bound, [run(1, 12, 3, host=20), run(2, 6, 6)]))
    assert set(found) == {
        Fault.TOO_SMALL, Fault.TOO_LARGE, Fault.NOBODY, Fault.ROOM, Fault.MOST_RUNS, Fault.RULE,
        Fault.BUDGET, Fault.HOURS,
    }  # fmt: skip
    own = Run(1, SPRING, 1, 6, Teaching.OWN, Decimal(0), Decimal(0), {10: 6})
    assert {one.fault for one in breaches(problem(), [own])} == {Fault.NO_TEACHER}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A computed variant."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_variant(make_needs(cast))
    compute(cast, made)
    return made


def test_a_run_made_smaller_by_hand_loses_people_and_cost_and_the_plan_says_so(
    cast: Cast, plan: Plan, client: Client
) -> None:
    sign_in(client, "jonas")
    client.cookies["language"] = "en"
    with scope.enter(cast.users["jonas"], cast.vn):
        run = PlannedRun.objects.filter(plan=plan, candidate__title_sv="Excel grund").earliest("pk")
        before = Plan.objects.get(pk=plan.pk).result["measures"]
    answer = client.post(
        f"/vasternorrland/courses/plans/runs/{run.pk}/",
        {"seats": 3, "week": 12, "host": cast.memberships[VN, "timra"], "teaching": "supplier"},
        follow=True,
    )
    page = answer.content.decode()
    assert "adjusted by hand" in page
    assert "too few for the smallest group" in page
    with scope.enter(cast.users["jonas"], cast.vn):
        after = Plan.objects.get(pk=plan.pk).result["measures"]
        assert after["seats"] < before["seats"]
        assert Decimal(after["cost"]) < Decimal(before["cost"])
        kept = PlannedRun.objects.get(pk=run.pk)
        assert (kept.seats, kept.week, kept.host_id) == (3, 12, cast.memberships[VN, "timra"])
        shares = PlannedSeats.objects.filter(planned_run=kept)
        assert sum(shares.values_list("seats", flat=True)) == 3


def test_a_run_put_in_by_hand_and_taken_out_again_leaves_the_sums_as_they_were(
    cast: Cast, plan: Plan
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        lean = Candidate.objects.get(title_sv="Lean")
        before = Plan.objects.get(pk=plan.pk).result["measures"]
        extra = PlannedRun(
            plan=Plan.objects.get(pk=plan.pk), candidate=lean, term="autumn", seats=4
        )
        planned_run.keep(extra, by=seat())
        during = Plan.objects.get(pk=plan.pk).result["measures"]
        assert during["runs"] == before["runs"] + 1
        planned_run.remove(PlannedRun.objects.get(pk=extra.pk), by=seat())
        assert Plan.objects.get(pk=plan.pk).result["measures"] == before


def test_two_variants_stand_side_by_side_at_an_address_that_the_council_can_open(
    cast: Cast, plan: Plan, client: Client
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Venue.objects.all().delete()
        other = make_variant(plan.campaign, "Snålare", budget=Decimal(30_000))
    compute(cast, other)
    sign_in(client, "ulla")
    client.cookies["language"] = "en"
    address = f"/vasternorrland/courses/plans/beside/?plan={plan.pk}&plan={other.pk}"
    page = client.get(address).content.decode()
    assert "Snålare" in page
    assert "Courses that differ" in page
    assert "Excel grund" in page
    for kind in ("csv", "xlsx"):
        answer = client.get(f"{address}&format={kind}")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    alone = client.get(f"/vasternorrland/courses/plans/beside/?plan={plan.pk}&plan=x&plan=999")
    assert "Choose two to four plans" in alone.content.decode()
    runs = client.get(f"/vasternorrland/courses/plans/{plan.pk}/?format=csv").content.decode()
    assert "Excel grund" in runs
    assert "CSN" in runs
