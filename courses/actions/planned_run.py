"""Adjusting a variant by hand: its runs, their people shared out anew, and its sums."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Max

from courses.actions.plan import held
from courses.models import Plan, PlannedRun, PlannedSeats
from courses.needs.rules import Term
from courses.plans import inputs as plan_inputs
from courses.plans.adjusting import breaches, cost_of, dealt, grants_of, shared_out
from courses.plans.measures import measured
from courses.plans.planning import Problem, Run, Teaching
from courses.plans.problem import frozen_breach, frozen_measures, problem_of
from network.models.journal import note
from network.seat import Seat


def keep(run: PlannedRun, *, by: Seat) -> PlannedRun:
    """Keep a run of a variant, new or changed; raises PlanStands."""
    by.require("keep_plans")
    plan = held(run.plan)
    if run.pk is None:
        there = PlannedRun.objects.filter(plan=plan, candidate=run.candidate_id, term=run.term)
        run.number = (there.aggregate(last=Max("number"))["last"] or 0) + 1
    run.save()
    work_out(plan, run.candidate_id)
    note("adjust_plan", plan, name=plan.name)
    return run


def remove(run: PlannedRun, *, by: Seat) -> None:
    """Take a run out of a variant; raises PlanStands."""
    by.require("keep_plans")
    plan = held(run.plan)
    candidate = run.candidate_id
    run.delete()
    work_out(plan, candidate)
    note("adjust_plan", plan, name=plan.name)


def work_out(plan: Plan, candidate: int) -> None:
    """Share the seats of a course out anew, and work out the plan's sums and what it breaks."""
    inputs = dict(plan.inputs) if plan.made_at else plan_inputs.gather(plan)
    problem = problem_of(inputs)
    rows = PlannedRun.objects.filter(plan=plan, candidate=candidate)
    _share_out(problem, list(rows.order_by("term", "number")), candidate)
    plan.inputs = inputs
    plan.result = {
        **plan.result,
        "by_hand": True,
        "conflict": [],
        "cheapest": None,
        **sums(plan, problem),
    }
    plan.save(update_fields=["inputs", "result"])


def sums(plan: Plan, problem: Problem) -> dict[str, Any]:
    """The measures of the runs that a plan holds, and what they break, as JSON."""
    runs = _runs(PlannedRun.objects.filter(plan=plan).order_by("candidate", "term", "number"))
    shares: dict[tuple[int, Term], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for run in runs:
        for member, seats in run.shares.items():
            shares[run.option, run.term][member] += seats
    filled = [
        replace(run, seats=sum(run.shares.values())) for run in runs if run.option in problem.by_key
    ]
    measures = measured(problem, filled, grants_of(problem, shares))
    return {
        "measures": frozen_measures(measures),
        "breaches": [frozen_breach(one) for one in breaches(problem, runs)],
    }


def _share_out(problem: Problem, rows: list[PlannedRun], candidate: int) -> None:
    """Whose the seats of a course's runs are, and what each run costs by that."""
    option = next((one for one in problem.options if one.key == candidate), None)
    sizes: dict[tuple[int, Term], int] = defaultdict(int)
    for row in rows:
        sizes[candidate, Term(row.term)] += row.seats
    got: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for grant in shared_out(problem, sizes, candidate):
        got[grant.term][grant.need.authority] += grant.seats
    PlannedSeats.objects.filter(planned_run__in=[row.pk for row in rows]).delete()
    for term in Term.values:
        there = [row for row in rows if row.term == term]
        for row, shares in zip(there, dealt([r.seats for r in there], got[term]), strict=True):
            row.cost = cost_of(option, row.teaching, sum(shares.values()))
            row.hours = option.hours if option else row.hours
            row.save(update_fields=["cost", "hours"])
            PlannedSeats.objects.bulk_create(
                PlannedSeats(planned_run=row, membership_id=member, seats=seats)
                for member, seats in shares.items()
            )


def _runs(found: Iterable[PlannedRun]) -> list[Run]:
    """The rows as the rules know them."""
    rows = list(found)
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    seats = PlannedSeats.objects.filter(planned_run__in=[row.pk for row in rows])
    for pk, member, n in seats.values_list("planned_run", "membership", "seats"):
        shares[pk][member] = n
    return [
        Run(
            option=row.candidate_id,
            term=Term(row.term),
            number=row.number,
            seats=row.seats,
            teaching=Teaching(row.teaching),
            cost=row.cost,
            hours=row.hours,
            shares=shares[row.pk],
            host=row.host_id,
        )
        for row in rows
    ]
