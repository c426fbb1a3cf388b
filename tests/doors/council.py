"""For each route of the council: the records that the doors are tried with."""

from django.utils import timezone

from courses.models import Campaign, Plan
from network import scope
from tests.cast import Cast
from tests.courses.needs import make_candidate
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.doors import plans


def decided_plan(cast: Cast, network: str, who: str, key: str) -> int:
    """A version that may be published."""
    pk = plans.plan(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        rows = Plan.objects.filter(pk=pk)
        version = 1 + Plan.objects.exclude(version=None).count()
        rows.update(
            state=Plan.State.DECIDED,
            version=version,
            decided_at=timezone.now(),
            by_decision=a_decision(),
        )
    return pk


def candidate(cast: Cast, network: str, who: str, key: str) -> int:
    campaign = plans.campaign(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(make_candidate(Campaign.objects.get(pk=campaign), f"Kandidat {who}").pk)


ROUTES = {
    "candidate_decisions": candidate,
    "council": plans.campaign,
    "council_decisions": plans.campaign,
    "needs_outcome": plans.campaign,
    "plan_adoption": plans.plan,
    "plan_publication": decided_plan,
}
