"""What the council's work asks of the one who looks: to read, to decide, to publish."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Campaign, Candidate, Decision, Plan
from courses.needs.rules import CampaignState
from network.seat import Seat
from network.start import ToDo


def council_todos(seat: Seat) -> list[ToDo]:
    """Candidates of the last assessment that wait for the council, and a plan to publish."""
    if not seat.may("decide_candidates") and "council_member" not in seat.roles:
        return []
    closed = Campaign.objects.seen_by(seat).filter(state=CampaignState.CLOSED)
    campaign = closed.order_by("-year").first()
    if campaign is None:
        return []
    if seat.may("publish_plan"):
        plan = Plan.objects.filter(campaign=campaign, version__isnull=False)
        last = plan.order_by("-version").first()
        if last is not None:
            return [] if last.state != Plan.State.DECIDED else [_to_publish(campaign, last)]
    return _to_decide(campaign, seat)


def _to_publish(campaign: Campaign, plan: Plan) -> ToDo:
    facts = {"year": campaign.year, "version": plan.version}
    return ToDo(
        _("Publish the course plan for %(year)s") % facts,
        _("The council has decided on version %(version)s. Look at what it does first.") % facts,
        _("Look through it"),
        reverse("plan_publication", args=[plan.pk]),
    )


def _to_decide(campaign: Campaign, seat: Seat) -> list[ToDo]:
    candidates = Candidate.objects.filter(campaign=campaign, merged_into=None)
    decided = Decision.objects.filter(candidate__campaign=campaign).values("candidate")
    left = candidates.exclude(pk__in=decided).count()
    if not left:
        return []
    told = ngettext(
        "%(n)s candidate for %(year)s waits for the council",
        "%(n)s candidates for %(year)s wait for the council",
        left,
    )
    decides = seat.may("decide_candidates")
    return [
        ToDo(
            told % {"n": left, "year": campaign.year},
            _("Write down what is decided at the meeting.")
            if decides
            else _("Read what is asked for and proposed before the meeting."),
            _("Decide") if decides else _("Read"),
            reverse("council", args=[campaign.pk]),
        )
    ]
