"""The plan of a year is laid, filled with goals and activities, and adopted by a decision."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from governance.models import AgendaItem, Body, OperationalPlan, PlanActivity, PlanGoal
from governance.plans.refusing import refused_in_words
from governance.rules import ItemKind
from members.models import Decision
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

KIND = "operational_plan"


def lay_plan(year: int, *, copied: OperationalPlan | None = None, by: Seat) -> OperationalPlan:
    """Lay the plan of a year, with another year's goals and activities where asked.

    What members give and what came of it is never copied: each year asks anew. Raises Refused.
    """
    by.require("keep_operational_plan")
    with refused_in_words():
        plan: OperationalPlan = OperationalPlan.objects.create(year=year, made_by=by.user.pk)
        if copied is not None:
            _copy(copied, plan)
        note("lay_operational_plan", plan, year=year)
    return plan


def _copy(earlier: OperationalPlan, plan: OperationalPlan) -> None:
    moved = plan.year - earlier.year
    goals = list(PlanGoal.objects.filter(plan=earlier))
    for goal in goals:
        old = goal.pk
        goal.pk, goal.plan = None, plan
        goal.save(force_insert=True)
        activities = list(PlanActivity.objects.filter(goal=old))
        for activity in activities:
            activity.pk, activity.plan, activity.goal = None, plan, goal
            activity.starts = _moved(activity.starts, moved)
            activity.ends = _moved(activity.ends, moved)
        PlanActivity.objects.bulk_create(activities)


def _moved(day: date | None, years: int) -> date | None:
    """The same day other years; the leap day becomes the last of February."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def save_goal(goal: PlanGoal, *, by: Seat) -> PlanGoal:
    """Write a goal or change it; a new one comes last. Raises Refused."""
    by.require("keep_operational_plan")
    new = goal.pk is None
    with refused_in_words():
        if new:
            last = PlanGoal.objects.filter(plan=goal.plan_id).aggregate(n=Max("position"))["n"]
            goal.position = (last or 0) + 1
        goal.save()
        note("write_plan_goal" if new else "change_plan_goal", goal, title=goal.title)
    return goal


def remove_goal(goal: PlanGoal, *, by: Seat) -> None:
    """Take away a goal that has no activities. Raises Refused."""
    by.require("keep_operational_plan")
    if goal.activities.exists():
        raise Refused(_("Move or take away its activities first."))
    with refused_in_words():
        note("remove_plan_goal", goal, title=goal.title)
        goal.delete()


def save_activity(activity: PlanActivity, *, by: Seat) -> PlanActivity:
    """Write an activity or change it; a new one comes last of its goal. Raises Refused."""
    by.require("keep_operational_plan")
    new = activity.pk is None
    with refused_in_words():
        if new:
            beside = PlanActivity.objects.filter(goal=activity.goal_id)
            activity.position = (beside.aggregate(n=Max("position"))["n"] or 0) + 1
            activity.plan_id = activity.goal.plan_id
        activity.save()
        verb = "write_plan_activity" if new else "change_plan_activity"
        note(verb, activity, title=activity.title)
    return activity


def remove_activity(activity: PlanActivity, *, by: Seat) -> None:
    """Take away an activity of a draft that nobody has given anything to. Raises Refused."""
    by.require("keep_operational_plan")
    if activity.commitments.exists():
        raise Refused(_("Members have given to it. Ask them to take their commitments back."))
    if activity.statuses.exists():
        raise Refused(_("It has a history. Note it as stopped instead."))
    with refused_in_words():
        note("remove_plan_activity", activity, title=activity.title)
        activity.delete()


def put_before(plan: OperationalPlan, body: Body, *, by: Seat) -> AgendaItem:
    """Ask a body to adopt a plan; the item waits for its next meeting. Raises Refused."""
    by.require("keep_operational_plan")
    if plan.is_adopted:
        raise Refused(_("The plan is adopted already."))
    if not plan.goals.exists():
        raise Refused(_("Write at least one goal first."))
    if AgendaItem.objects.filter(effect=KIND, subject_id=plan.pk, resolutions=None).exists():
        raise Refused(_("It waits on an agenda already."))
    item: AgendaItem = AgendaItem.objects.create(
        body=body,
        kind=ItemKind.DECISION,
        title=str(plan),
        proposal=_("The operational plan %(year)s is adopted.") % {"year": plan.year},
        effect=KIND,
        subject_id=plan.pk,
        effect_words=str(plan),
        source=KIND,
        source_id=plan.pk,
        raised_by=by.network.short_name,
        made_by=by.user.pk,
    )
    note("put_plan_on_agenda", plan, year=plan.year, body=body.name)
    return item


def adopt(plan: OperationalPlan, decision: Decision, on: date) -> None:
    """Let a plan stand as it is, by a decision; safe to repeat. Raises Refused."""
    rows = OperationalPlan.objects.select_for_update(of=("self",))
    held: OperationalPlan = rows.get(pk=plan.pk)
    if held.is_adopted:
        if held.decision_id == decision.pk:
            return
        raise Refused(_("Another decision has adopted the plan of the year already."))
    with refused_in_words():
        held.state, held.decision, held.adopted_on = held.State.ADOPTED, decision, on
        held.save(update_fields=["state", "decision", "adopted_on"])
        note("adopt_operational_plan", held, year=held.year, decision=decision.designation)
