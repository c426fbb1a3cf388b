"""A decided plan becomes courses, announced runs and seats for each authority.

Each run is made, changed or called off in a transaction of its own, under the plan's lock. A job
that was killed begins again and finds what was done; so does a second one.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.allotment import release
from courses.actions.move import Told, move
from courses.actions.publish_change import NotChanged, carry_over
from courses.actions.publish_contract import pay_by_contract
from courses.actions.publish_run import announce
from courses.actions.tell_published import send_letters
from courses.models import Allotment, Enrolment, Plan, PlannedRun, Run
from courses.plans.publication import pairs_of, published, why_not
from courses.plans.publish_words import hindrance
from courses.plans.publishing import OVER, Fresh, Gone, Kept, Pair, may_call_off
from courses.rules import RunState
from courses.words import in_the_network_language
from network.actions import job
from network.models import Job, Network, User
from network.models.journal import note
from network.scope import Scope
from network.seat import Seat

JOB = "courses.publish_plan"
HAND = "left_by_publishing"  # where a plan's result keeps what is left to a person


class NotPublished(Exception):
    """The plan cannot be published; the message is a sentence that says why."""


def order(plan: Plan, *, by: Seat) -> Job:
    """Have a decided plan published; ordered twice it is the same job. Raises NotPublished."""
    by.require("publish_plan")
    if refusal := why_not(plan):
        raise NotPublished(refusal)
    total = len(pairs_of(plan)) + 1
    return job.start(JOB, key=f"campaign:{plan.campaign_id}", by=by, total=total, plan=plan.pk)


@job.job(JOB)
def publish(running: job.Run) -> None:
    """Publish run by run as the one who ordered it; what was done before stays as it is."""
    with running.step() as granted:
        seat = _seat(running, granted)
        plan = Plan.objects.select_related("campaign").get(pk=running.facts["plan"])
        if plan.state == Plan.State.PUBLISHED:
            return
        refusal = why_not(plan)
        if not seat.may("publish_plan"):
            refusal = _("You may not publish plans any more.")
        if refusal:
            raise job.JobRefused(refusal)
        left = pairs_of(plan)
    for done, pair in enumerate(left, start=1):
        with running.step() as granted:
            publish_pair(plan.pk, pair, by=_seat(running, granted))
        running.advance(done, len(left) + 1)
    with running.step() as granted:
        finish(plan.pk, by=_seat(running, granted))
    running.advance(len(left) + 1, len(left) + 1)


def _seat(running: job.Run, granted: Scope) -> Seat:
    user = User.objects.get(pk=running.user_id)
    return Seat(user, Network.objects.get(pk=running.network_id), granted)


def _held(pk: int) -> Plan:
    """The plan under lock: of two who publish, the second waits and finds what the first did."""
    held: Plan = Plan.objects.select_for_update().get(pk=pk)
    return held


def publish_pair(plan_pk: int, pair: Pair, *, by: Seat) -> None:
    """Make, change or call off one run, if nobody has done so meanwhile."""
    plan = _held(plan_pk)
    if plan.state != Plan.State.DECIDED:
        return
    if isinstance(pair, Gone):
        _call_off(plan, pair, by=by)
        return
    row = _row(pair.new.pk)
    if row.run_id is not None:
        return
    run = (
        announce(row, pair.new, by=by)
        if isinstance(pair, Fresh)
        else _follow(plan, pair, row, by=by)
    )
    if run is not None:
        PlannedRun.objects.filter(pk=row.pk).update(run=run)
        if isinstance(pair, Fresh):
            pay_by_contract(run, row, by=by, reprice=True)


def _row(pk: int) -> PlannedRun:
    rows = PlannedRun.objects.select_related(
        "plan__campaign", "candidate__course", "candidate__campaign", "host__authority"
    )
    row: PlannedRun = rows.get(pk=pk)
    return row


def _follow(plan: Plan, pair: Kept, row: PlannedRun, *, by: Seat) -> Run | None:
    """Let the run of the published version be the new one's, with what differs changed."""
    old = PlannedRun.objects.get(pk=pair.old.pk)
    if old.run_id is None:
        return None
    run: Run = Run.objects.get(pk=old.run_id)
    if run.state in OVER:
        _leave(plan, run, "gone", state=run.state)
    else:
        try:
            with transaction.atomic():
                carry_over(run, pair, row, by=by)
        except NotChanged as refused:
            _leave(plan, run, refused.why)
    # The run is the plan's in force; the database lets it be one planned run's at a time.
    PlannedRun.objects.filter(pk=old.pk).update(run=None)
    return run


def _call_off(plan: Plan, pair: Gone, *, by: Seat) -> None:
    old = PlannedRun.objects.get(pk=pair.old.pk)
    run: Run | None = Run.objects.filter(pk=old.run_id).first()
    if run is None or run.state in OVER:
        return
    enrolled = Enrolment.objects.active().filter(run=run).count()
    if not may_call_off(run.state, enrolled):
        why, facts = hindrance(run.state, enrolled)
        _leave(plan, run, why, **facts)
        return
    for lot in Allotment.objects.open().filter(run=run):
        release(lot, by=by)
    with in_the_network_language():
        reason = _("The course plan was changed.")
    move(run, RunState.CANCELLED, by=by, told=Told(reason=reason))


def _leave(plan: Plan, run: Run, why: str, **facts: Any) -> None:
    """Write down that a run is left to a person; a second time writes the same."""
    left = {**plan.result.get(HAND, {}), str(run.pk): {"why": why, **facts}}
    plan.result = {**plan.result, HAND: left}
    plan.save(update_fields=["result"])


def finish(plan_pk: int, *, by: Seat) -> None:
    """The plan is published, the version before it replaced, and the members get their letters."""
    plan = _held(plan_pk)
    if plan.state != Plan.State.DECIDED:
        return
    if plan.runs.filter(run=None).exists():
        raise job.JobRefused(_("Some runs are not published yet. Publish the plan once more."))
    earlier = published(plan.campaign_id)
    if earlier is not None:
        earlier.state = Plan.State.REPLACED
        earlier.save(update_fields=["state"])
    plan.state = Plan.State.PUBLISHED
    plan.published_at = timezone.now()
    plan.save(update_fields=["state", "published_at"])
    note("publish_plan", plan, version=plan.version, runs=plan.runs.count())
    send_letters(plan, earlier)
