"""For each route of the plans: the records that the doors are tried with."""

import uuid

from courses.models import Campaign, Candidate, Plan, PlannedRun, PlanRule, Venue
from tests.cast import Cast
from tests.courses.needs import make_campaign, make_candidate
from tests.doors.making import made_in


def _campaign() -> Campaign:
    there: Campaign | None = Campaign.objects.first()
    return there or make_campaign()


def _plan() -> Plan:
    made: Plan = Plan.objects.create(campaign=_campaign(), name=f"Plan {uuid.uuid4()}")
    return made


def _candidate(plan: Plan) -> Candidate:
    there: Candidate | None = Candidate.objects.filter(campaign=plan.campaign).first()
    return there or make_candidate(plan.campaign)


def _run(host: int) -> PlannedRun:
    plan = _plan()
    made: PlannedRun = PlannedRun.objects.create(
        plan=plan, candidate=_candidate(plan), term="spring", number=1, seats=10, host_id=host
    )
    return made


def _rule() -> PlanRule:
    plan = _plan()
    made: PlanRule = PlanRule.objects.create(plan=plan, candidate=_candidate(plan), least=1)
    return made


def campaign(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, _campaign)


def plan(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, _plan)


def rule(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, _rule)


def planned_run(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: _run(cast.memberships[network, key]))


def venue(cast: Cast, network: str, who: str, key: str) -> int:
    member = cast.memberships[network, key]
    room = {"name": f"Sal {uuid.uuid4()}", "seats": 20, "membership_id": member}
    return made_in(cast, network, lambda: Venue.objects.create(**room))


ROUTES = {
    "plan": plan,
    "plan_change": plan,
    "plan_computation": plan,
    "plan_new": campaign,
    "plan_progress": plan,
    "plan_removal": plan,
    "plan_repetition": plan,
    "plan_rule_removal": rule,
    "plan_rules": plan,
    "plan_stop": plan,
    "planned_run_change": planned_run,
    "planned_run_new": plan,
    "planned_run_removal": planned_run,
    "venue_change": venue,
    "venue_removal": venue,
}
