"""Plain functions that make decided plans for the tests."""

from typing import Any

from django.utils import timezone

from courses.actions.adopt import adopt
from courses.actions.decide import Decided, Meeting, decide
from courses.models import Campaign, Candidate, Plan, PlannedRun, PlannedSeats
from courses.needs.rules import AnswerState, CampaignState, Term, Verdict
from network import scope
from tests.cast import Cast
from tests.courses.makers import seat
from tests.courses.needs import make_answer, make_campaign, make_candidate, make_costing
from tests.deciding import a_decision

COUNCIL = Meeting("Utbildningsrådet, punkt 4", timezone.localdate())


def make_plan(campaign: Campaign, name: str = "Variant A", **fields: Any) -> Plan:
    """A variant without runs; inside the scope of a coordinator."""
    made: Plan = Plan.objects.create(campaign=campaign, name=name, **fields)
    return made


def make_planned(
    plan: Plan,
    candidate: Candidate,
    shares: dict[int, int] | None = None,
    *,
    seats: int = 20,
    term: str = Term.SPRING,
    week: int | None = 12,
    **fields: Any,
) -> PlannedRun:
    """A run that the plan holds, with each authority's seats."""
    number = PlannedRun.objects.filter(plan=plan, candidate=candidate, term=term).count() + 1
    made: PlannedRun = PlannedRun.objects.create(
        plan=plan,
        candidate=candidate,
        term=term,
        number=number,
        seats=seats,
        week=week,
        **{"cost": 30_000} | fields,
    )
    PlannedSeats.objects.bulk_create(
        PlannedSeats(planned_run=made, membership_id=member, seats=count)
        for member, count in (shares or {}).items()
    )
    return made


def decide_all(campaign: Campaign, verdict: str = Verdict.CARRY_OUT) -> None:
    """The council says the same of every candidate."""
    rows = Candidate.objects.filter(campaign=campaign)
    decide([Decided(one, verdict, "Flera har bett om den.") for one in rows], COUNCIL, by=seat())


def make_year(cast: Cast) -> tuple[Campaign, list[Candidate]]:
    """A closed assessment: CSN asked for ten seats of each of two courses, Timrå for four."""
    campaign = make_campaign(state=CampaignState.OPEN)
    candidates = [make_candidate(campaign, title) for title in ("Excel grund", "Klarspråk")]
    for one in candidates:
        make_costing(one)
    asked = {"csn": 10, "timra": 4}
    for key, seats in asked.items():
        lines = dict.fromkeys(candidates, (seats, 0))
        member = cast.memberships["vasternorrland", key]
        make_answer(campaign, member, lines, AnswerState.APPROVED)
    campaign.state = CampaignState.CLOSED
    campaign.closed_at = timezone.now()
    campaign.save()
    return campaign, candidates


def decided_plan(cast: Cast) -> Plan:
    """Version 1: a run of each candidate in spring, with seats for CSN and Timrå."""
    csn, timra = (cast.memberships["vasternorrland", key] for key in ("csn", "timra"))
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign, candidates = make_year(cast)
        plan = make_plan(campaign)
        for week, one in enumerate(candidates, start=12):
            make_planned(plan, one, {csn: 10, timra: 4}, week=week, host_id=csn)
        decide_all(campaign)
        return adopt(plan, a_decision(), by=seat())


def next_version(cast: Cast, plan: Plan, name: str = "Variant B") -> Plan:
    """A variant that is like a plan, to be changed and adopted."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_plan(plan.campaign, name)
        for one in PlannedRun.objects.filter(plan=plan).order_by("pk"):
            shares = dict(one.shares.values_list("membership", "seats"))
            make_planned(
                made, one.candidate, shares, seats=one.seats, term=one.term, week=one.week,
                host_id=one.host_id, cost=one.cost,
            )  # fmt: skip
        return made


def adopt_as_jonas(cast: Cast, plan: Plan) -> Plan:
    """The council decides on a variant."""
    with scope.enter(cast.users["jonas"], cast.vn):
        return adopt(Plan.objects.get(pk=plan.pk), a_decision(), by=seat())
