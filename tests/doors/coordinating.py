"""The operational plans, ideas and hand-overs that their doors are tried with."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from governance.models import (
    Commitment,
    HandOver,
    Idea,
    IdeaProposer,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
    WheelStep,
    WheelTask,
)
from tests.cast import Cast
from tests.doors.making import Maker, made_in

# Of whom and to whom a hand-over is, for each record of the doors.
HANDS = {"amina": ("karin", "ulla"), "tove": ("jonas", "lena"), "frosta": ("jamte", "frosta")}


def _draft() -> PlanActivity:
    plan = OperationalPlan.objects.create(year=2050 + OperationalPlan.objects.count())
    goal = PlanGoal.objects.create(plan=plan, title="Mål")
    made: PlanActivity = PlanActivity.objects.create(plan=plan, goal=goal, title="Aktivitet")
    return made


def _of_plan(choose: Callable[[PlanActivity], Any]) -> Maker:
    def maker(cast: Cast, network: str, who: str, key: str) -> int:
        return made_in(cast, network, lambda: choose(_draft()))

    return maker


def _commitment(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        member = cast.memberships[network, key]
        return Commitment.objects.create(activity=_draft(), membership_id=member, hours=8)

    return made_in(cast, network, make)


def _hand_over(cast: Cast, network: str, who: str, key: str) -> int:
    giver, receiver = HANDS[who]

    def make() -> Any:
        return HandOver.objects.create(
            giver_id=cast.person(giver, network),
            receiver_id=cast.person(receiver, network),
            giver_name="Den ena",
            receiver_name="Den andra",
            receiver_authority="Myndigheten",
            on=timezone.localdate(),
        )

    return made_in(cast, network, make)


def _idea(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        made = Idea.objects.create(what="Byt böcker", why="Det är roligt.", gains="Alla")
        IdeaProposer.objects.create(
            idea=made,
            person_id=cast.person(who, network),
            membership_id=cast.memberships[network, key],
            name="Någon",
            authority="Myndigheten",
        )
        return made

    return made_in(cast, network, make)


def _wheel_step() -> Any:
    return WheelStep.objects.create(
        title="Ett steg",
        first_month=1,
        first_day=1,
        last_month=2,
        last_day=28,
        role="network_coordinator",
    )


def _step_of_the_wheel(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, _wheel_step)


def _ended_step(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        step = _wheel_step()
        step.ended_at = timezone.now()
        step.save()
        return step

    return made_in(cast, network, make)


def _task_of_the_wheel(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        today = timezone.localdate()
        return WheelTask.objects.create(
            step=_wheel_step(),
            year=today.year,
            title="Ett steg",
            starts=today,
            due=today,
            person_id=cast.person(who, network),
            name="Någon",
        )

    return made_in(cast, network, make)


PLAN = _of_plan(lambda row: row.plan)
GOAL = _of_plan(lambda row: row.goal)
ACTIVITY = _of_plan(lambda row: row)
COORDINATING: dict[str, Maker] = {
    **dict.fromkeys(
        ("plan_year", "plan_paper", "plan_quarters", "plan_agenda", "plan_foreword"), PLAN
    ),
    "plan_goal_new": PLAN,
    **dict.fromkeys(("plan_goal_change", "plan_goal_removal", "plan_activity_new"), GOAL),
    **dict.fromkeys(
        ("plan_activity", "plan_activity_change", "plan_activity_removal", "plan_activity_status"),
        ACTIVITY,
    ),
    "commitment_new": ACTIVITY,
    **dict.fromkeys(("commitment_change", "commitment_removal"), _commitment),
    **dict.fromkeys(("wheel_step", "wheel_step_ending"), _step_of_the_wheel),
    "wheel_step_return": _ended_step,
    **dict.fromkeys(
        ("wheel_task", "wheel_task_done", "wheel_task_skipping", "wheel_task_reopening"),
        _task_of_the_wheel,
    ),
    **dict.fromkeys(("hand_over", "hand_over_paper", "hand_over_calling_off"), _hand_over),
    **dict.fromkeys(
        (
            *("idea", "idea_support", "idea_comment", "idea_text", "idea_withdrawal"),
            *("idea_discussion", "idea_shaping", "idea_trial", "idea_outcome"),
            "idea_declination",
        ),
        _idea,
    ),
}
MORE: Mapping[str, dict[str, str]] = {
    "plan_text": {"kind": "manifest", "language": "sv"},
    "plan_foreword": {"language": "sv"},
}
