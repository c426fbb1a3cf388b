"""A variant becomes the plan that the council decided: a version that stands still."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Campaign, Candidate, Decision, Plan, PlannedRun
from courses.needs.rules import Verdict
from courses.plans.changes import in_words, sums
from members.actions.decision import has_changed
from members.models import Decision as NetworkDecision
from network.models.journal import note
from network.seat import Seat

HELD = frozenset({Verdict.CARRY_OUT.value, Verdict.PROCURE.value})


class NotAdopted(Exception):
    """The variant cannot be decided as it is; `candidates` are those that stand in the way."""

    def __init__(self, candidates: list[Candidate] | None = None) -> None:
        super().__init__(candidates)
        self.candidates = candidates or []


def in_the_way(plan: Plan) -> list[Candidate]:
    """Candidates of the plan that are not decided to be carried out or procured."""
    planned = Candidate.objects.filter(planned__plan=plan).distinct().order_by("position", "pk")
    holds = dict(
        Decision.objects.filter(candidate__in=planned.order_by().values("pk"))
        .in_force()
        .values_list("candidate", "verdict")
    )
    return [one for one in planned if holds.get(one.pk) not in HELD]


def before(plan: Plan) -> Plan | None:
    """The version that the plan would come after, or that it came after."""
    versions = Plan.objects.filter(campaign=plan.campaign_id, version__isnull=False)
    if plan.version is not None:
        versions = versions.filter(version__lt=plan.version)
    found: Plan | None = versions.exclude(pk=plan.pk).order_by("-version").first()
    return found


def differences(plan: Plan) -> list[str] | None:
    """What the plan changes against the version before it, in words; None for the first."""
    earlier = before(plan)
    if earlier is None:
        return None
    titles = {one.pk: one.title for one in Candidate.objects.filter(campaign=plan.campaign_id)}
    rows = PlannedRun.objects.filter(plan__in=[plan.pk, earlier.pk])
    now = [one for one in rows if one.plan_id == plan.pk]
    return in_words(sums(one for one in rows if one.plan_id == earlier.pk), sums(now), titles)


def adopt(plan: Plan, decision: NetworkDecision, *, by: Seat) -> Plan:
    """Make a variant the decided plan by a decision, with the next version; raises NotAdopted."""
    by.require("decide_candidates")
    return let_stand(plan, decision)


def let_stand(plan: Plan, decision: NetworkDecision) -> Plan:
    """The same for a decision whose day has come, without anybody at the portal."""
    # One at a time, so that two who press at once do not get the same version.
    Campaign.objects.select_for_update(no_key=True).get(pk=plan.campaign_id)
    held: Plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.state != Plan.State.VARIANT or not held.runs.exists():
        raise NotAdopted
    if undecided := in_the_way(held):
        raise NotAdopted(undecided)
    last = Plan.objects.filter(campaign=held.campaign_id).aggregate(last=Max("version"))["last"]
    held.state = Plan.State.DECIDED
    held.version = (last or 0) + 1
    held.decided_at = timezone.now()
    held.by_decision = decision
    held.save(update_fields=["state", "version", "decided_at", "by_decision"])
    has_changed(decision, "course_plan", {held.pk: in_the_register(held)})
    note("adopt_plan", held, version=held.version)
    return held


def in_the_register(plan: Plan) -> str:
    """A plan as the register of decisions names it."""
    facts = {"year": plan.campaign.year, "name": plan.name}
    return _("Course plan %(year)s: %(name)s") % facts
