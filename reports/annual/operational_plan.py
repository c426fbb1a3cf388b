"""What the annual report tells of the operational plan that held in a year."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from governance.models import ActivityStatus, OperationalPlan, PlanActivity, PlanGoal
from governance.plans.rules import Progress, progress_on
from reports.annual.facts import Goal


def goals_of_the_plan(year: int) -> Sequence[Goal]:
    """The goals of a year's adopted plan as its activities stood on 31 December; four questions.

    A plan that was never adopted is not followed up: nobody has agreed to it.
    """
    plan = OperationalPlan.objects.filter(year=year, state=OperationalPlan.State.ADOPTED).first()
    if plan is None:
        return []
    last = date(year, 12, 31)
    activities = list(PlanActivity.objects.filter(plan=plan))
    statuses: dict[int, list[ActivityStatus]] = {}
    for status in ActivityStatus.objects.filter(activity__plan=plan, on__lte=last):
        statuses.setdefault(status.activity_id, []).append(status)
    return [
        _followed_up(
            goal,
            [(one, statuses.get(one.pk, [])) for one in activities if one.goal_id == goal.pk],
            last,
        )
        for goal in PlanGoal.objects.filter(plan=plan)
    ]


def _followed_up(
    goal: PlanGoal, activities: Sequence[tuple[PlanActivity, list[ActivityStatus]]], day: date
) -> Goal:
    lines, done = [], 0
    for activity, statuses in activities:
        stood = Progress(progress_on([(one.on, one.progress) for one in statuses], day))
        done += stood == Progress.DONE
        words = statuses[0].words if statuses else ""
        state = str(stood.label)
        lines.append((activity.title, f"{state}. {words}" if words else state))
    reached = _("%(done)s of %(all)s done") % {"done": done, "all": len(lines)}
    return Goal(goal.title, lines, reached=reached if lines else "")
