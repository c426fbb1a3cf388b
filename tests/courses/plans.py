"""Plain functions that make plans for the tests: needs of two authorities, costings, rooms."""

from typing import Any

from courses.actions import plan as variants
from courses.actions import plan_job
from courses.models import Campaign, Plan, Venue
from courses.plans.inputs import USUAL
from network import scope
from network.actions import job
from network.models import Job
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.courses.needs import make_answer, make_campaign, make_candidate, make_costing
from tests.databases import acting_as


def make_needs(cast: Cast, **fields: Any) -> Campaign:
    """Excel for CSN and Timrå, Lean for CSN alone, a room at each; in a coordinator's scope."""
    campaign = make_campaign(**fields)
    excel, lean = make_candidate(campaign), make_candidate(campaign, "Lean")
    make_costing(excel, smallest=4, largest=10, seat_cost=100)
    make_costing(lean, smallest=4, largest=10, run_cost=20_000)
    csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
    make_answer(campaign, csn, {excel: (6, 0), lean: (5, 0)}, "approved")
    make_answer(campaign, timra, {excel: (4, 3)}, "approved")
    for member in (csn, timra):
        Venue.objects.create(membership_id=member, name="Salen", seats=20)
    return campaign


def make_variant(campaign: Campaign, name: str = "Variant", **facts: Any) -> Plan:
    """A variant that is not computed; in a coordinator's scope."""
    limits: dict[str, Any] = {"budget": None, "hours": None, "settings": dict(USUAL)}
    return variants.begin(campaign, by=seat(), name=name, **limits | facts)


def compute(cast: Cast, plan: Plan, who: str = "jonas", *, again: bool = False) -> Job:
    """Have a plan computed, by the worker, as somebody ordered it; outside every scope."""
    with scope.enter(cast.users[who], cast.vn):
        found = Plan.objects.get(pk=plan.pk)
        order = plan_job.order_again if again else plan_job.order
        ordered = order(found, by=seat())
    with acting_as("portal_worker"):
        assert job.run(cast.vn, ordered.pk)
    with scope.enter(cast.users[who], cast.vn):
        done: Job = Job.objects.get(pk=ordered.pk)
    return done
