"""Operational plans for the tests."""

from typing import Any

from django.utils import timezone

from governance.models import (
    ActivityStatus,
    Commitment,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
)
from members.actions.decision import enter_decision, enter_effect
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as


def make_plan(cast: Cast, slug: str = VN, **changes: Any) -> tuple[int, int]:
    """A draft of next year with one goal and one activity; its key and the activity's."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        year = changes.pop("year", timezone.localdate().year + 1)
        plan = OperationalPlan.objects.create(year=year)
        goal = PlanGoal.objects.create(plan=plan, title="Fler kurser tillsammans")
        facts = {"title": "Gemensam introduktion", "budget": 25_000} | changes
        activity = PlanActivity.objects.create(plan=plan, goal=goal, **facts)
        return int(plan.pk), int(activity.pk)


def make_commitment(cast: Cast, activity: int, key: str = "csn", slug: str = VN) -> int:
    """Ten hours of a member."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        row = Commitment.objects.create(
            activity_id=activity, membership_id=cast.memberships[slug, key], hours=10
        )
        return int(row.pk)


def make_status(cast: Cast, activity: int, progress: str, slug: str = VN, **more: Any) -> None:
    """How far an activity has come."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        ActivityStatus.objects.create(activity_id=activity, progress=progress, **more)


def make_adopted(cast: Cast, plan: int, slug: str = VN) -> int:
    """A decision that adopts the plan at once; its key."""
    from governance.decisions.taking import due, take

    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        decision = enter_decision(
            "Verksamhetsplanen antas", text="Planen antas.", body="Styrgruppen", decided_on=today
        )
        enter_effect(decision, "operational_plan", plan, "Verksamhetsplanen")
        waiting = due(today)
    for effect in waiting:
        with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
            take(effect)
    return int(decision.pk)
