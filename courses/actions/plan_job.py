"""Computing a variant: read, solved, explained and written down by a job; repeated to compare."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.plan import PlanStands, held
from courses.models import Plan, PlannedRun, PlannedSeats
from courses.plans import inputs as plan_inputs
from courses.plans.computing import STEPS as PARTS
from courses.plans.computing import Computed, computed, solved
from courses.plans.past_plan import runs_of_the_year_before, weeks_of
from courses.plans.planning import Limit, Outcome
from courses.plans.problem import digest, problem_of
from network.actions import job
from network.models import Job
from network.models.journal import note
from network.seat import Seat

JOB = "courses.make_plan"
AGAIN = "courses.repeat_plan"
STEPS = PARTS + 2  # read before, written after


def latest(plan: Plan, *, again: bool = False) -> Job | None:
    """The last computation of a plan, or the last repetition."""
    name = AGAIN if again else JOB
    found: Job | None = Job.objects.filter(name=name, key=_key(plan)).order_by("-pk").first()
    return found


def _key(plan: Plan) -> str:
    return f"plan:{plan.pk}"


def order(plan: Plan, *, by: Seat) -> Job:
    """Have a variant computed; raises PlanStands for a decided plan.

    A second order while the first runs gets the first.
    """
    by.require("keep_plans")
    if plan.state != Plan.State.VARIANT:
        raise PlanStands
    return job.start(JOB, key=_key(plan), by=by, total=STEPS, plan=plan.pk, title=plan.name)


def order_again(plan: Plan, *, by: Seat) -> Job:
    """Have a computed plan computed once more from what is frozen on it."""
    by.require("keep_plans")
    if not plan.made_at:
        raise job.JobRefused(_("The plan is not computed yet."))
    return job.start(AGAIN, key=_key(plan), by=by, total=1, plan=plan.pk, title=plan.name)


def stop(plan: Plan, *, by: Seat) -> bool:
    """Ask one's computation of a plan to stop; False if none of one's own runs."""
    by.require("keep_plans")
    mine = Job.objects.active().filter(name=JOB, key=_key(plan), user_id=by.user.pk)
    running = mine.select_for_update().first()
    if running is None:
        return False
    job.cancel(running)
    return True


@job.job(JOB)
def make(running: job.Run) -> None:
    """Compute a variant from the rows of now, and write down what came out.

    Nothing is written before the end, and all of it at once: a worker that dies leaves the
    variant as it was.
    """
    with running.step():
        plan = _variant(running.facts["plan"])
        inputs = plan_inputs.gather(plan)
        before = runs_of_the_year_before(plan.campaign)
    if not inputs["needs"]:
        raise job.JobRefused(
            _("No need is approved yet. Wait for the answers, or count those that are sent.")
        )
    done = count(1)
    running.advance(next(done), STEPS)
    found = computed(problem_of(inputs), before, lambda: running.advance(next(done), STEPS))
    if any(one.limit == Limit.STOPPED for one in found.outcome.conflict):
        raise job.JobRefused(_("The clock stopped the computation before there was a plan."))
    with running.step():
        try:
            write(_variant(running.facts["plan"]), inputs, found)
        except PlanStands as refusal:
            raise job.JobRefused(str(refusal)) from refusal
    running.advance(STEPS, STEPS)


def _variant(pk: int) -> Plan:
    plan: Plan | None = Plan.objects.select_related("campaign").filter(pk=pk).first()
    if plan is None:
        raise job.JobRefused(_("The variant was taken away."))
    return plan


def write(plan: Plan, inputs: Mapping[str, Any], found: Computed) -> None:
    """Put what was computed in the place of what the variant held; raises PlanStands."""
    kept = held(plan)
    PlannedRun.objects.filter(plan=kept).delete()
    _add_runs(kept, found.outcome)
    kept.inputs = dict(inputs)
    kept.result = {**found.result, "inputs": plan_inputs.fingerprint(inputs)}
    kept.made_at = timezone.now()
    kept.save(update_fields=["inputs", "result", "made_at"])
    note("compute_plan", kept, name=kept.name, runs=len(found.outcome.runs))


def _add_runs(plan: Plan, outcome: Outcome) -> None:
    weeks = weeks_of(plan.campaign, outcome.runs)
    runs = PlannedRun.objects.bulk_create(
        PlannedRun(
            plan=plan,
            candidate_id=run.option,
            term=run.term,
            number=run.number,
            seats=run.seats,
            week=weeks[run.option, run.term, run.number],
            host_id=run.host,
            teaching=run.teaching,
            cost=run.cost,
            hours=run.hours,
        )
        for run in outcome.runs
    )
    PlannedSeats.objects.bulk_create(
        PlannedSeats(planned_run=row, membership_id=member, seats=seats)
        for row, run in zip(runs, outcome.runs, strict=True)
        for member, seats in run.shares.items()
        if seats
    )


@job.job(AGAIN)
def make_again(running: job.Run) -> None:
    """Compute from the frozen inputs; the job fails, in words, when something else comes out."""
    with running.step():
        plan = _variant(running.facts["plan"])
    outcome = solved(problem_of(plan.inputs))
    if digest(outcome.runs) != plan.result.get("digest"):
        if outcome.proved:
            raise job.JobRefused(_("Something else came out. Compute the variant again."))
        raise job.JobRefused(
            _("Something else came out, since the clock stopped it before the proof.")
        )
    running.advance(1, 1)
