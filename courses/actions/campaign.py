"""A year's needs assessment: prepared from last year's, opened, its last day moved, closed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Campaign, CampaignQuestion, Candidate, Costing, NeedsAnswer
from courses.needs.rules import CampaignState
from members.models import Membership
from network.actions.errand import send_each
from network.models.journal import note
from network.seat import Seat


class NotNow(Exception):
    """The step cannot be taken; the message is a sentence that says why."""


@transaction.atomic
def prepare(campaign: Campaign, *, by: Seat) -> Campaign:
    """Make a needs assessment that nobody else sees yet, with last year's list and questions."""
    by.require("keep_campaign")
    before: Campaign | None = (
        Campaign.objects.filter(year__lt=campaign.year).order_by("-year").first()
    )
    campaign.previous = before
    campaign.save()
    if before:
        _copy(before, campaign)
    note("prepare_campaign", campaign, year=campaign.year)
    return campaign


def _copy(before: Campaign, campaign: Campaign) -> None:
    """Last year's candidates with their costings, but those that the council declined."""
    declined = Candidate.objects.filter(campaign=before).declined().values("pk")
    costings = {row.candidate_id: row for row in Costing.objects.filter(candidate__campaign=before)}
    kept = Candidate.objects.filter(campaign=before).standing().exclude(pk__in=declined)
    for position, old in enumerate(kept, start=1):
        new = Candidate.objects.create(
            campaign=campaign,
            course_id=old.course_id,
            title_sv=old.title_sv,
            title_en=old.title_en,
            area_id=old.area_id,
            audience=old.audience,
            source=old.source,
            proposed_by=old.proposed_by,
            note=old.note,
            position=position,
        )
        if costing := costings.get(old.pk):
            costing.pk, costing.candidate = None, new
            costing._state.adding = True
            costing.save()
    for question in CampaignQuestion.objects.filter(campaign=before):
        question.pk, question.campaign = None, campaign
        question._state.adding = True
        question.save()


def keep(campaign: Campaign, *, by: Seat) -> None:
    """Keep what was changed in a needs assessment that is not closed."""
    by.require("keep_campaign")
    campaign.save()
    note("change_campaign", campaign, year=campaign.year)


def why_not_open(campaign: Campaign, now: datetime) -> str:
    """Why a needs assessment cannot be opened, in a sentence; empty when it can."""
    if campaign.state != CampaignState.DRAFT:
        return _("The needs assessment is open or closed already.")
    if campaign.closes_at is None or campaign.closes_at <= now:
        return _("Write a last time to answer that has not passed.")
    if not Candidate.objects.filter(campaign=campaign).exists():
        return _("There is no course on the list. Add at least one.")
    if Campaign.objects.open().exclude(pk=campaign.pk).exists():
        return _("Another needs assessment is open. Close it first.")
    return ""


def members_to_ask(campaign: Campaign) -> list[Membership]:
    """The members of today that have not been asked."""
    asked = NeedsAnswer.objects.filter(campaign=campaign).values("membership")
    members = Membership.objects.on(timezone.localdate()).exclude(pk__in=asked)
    return list(members.select_related("authority").order_by("pk"))


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: Seat) -> int:
    """Let the members answer, and write to each; returns how many are asked. Raises NotNow."""
    by.require("keep_campaign")
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    now = timezone.now()
    if why := why_not_open(campaign, now):
        raise NotNow(why)
    campaign.state = CampaignState.OPEN
    campaign.opened_at = now
    campaign.opens_on = timezone.localdate(now)
    campaign.save(update_fields=["state", "opened_at", "opens_on"])
    asked = _ask(campaign, members_to_ask(campaign))
    note("open_campaign", campaign, year=campaign.year, members=asked)
    return asked


@transaction.atomic
def ask_newcomers(campaign: Campaign, *, by: Seat) -> int:
    """Ask those who became members after the opening, too. Raises NotNow."""
    by.require("keep_campaign")
    if campaign.state != CampaignState.OPEN:
        raise NotNow(_("The needs assessment is not open."))
    asked = _ask(campaign, members_to_ask(campaign))
    note("ask_newcomers", campaign, year=campaign.year, members=asked)
    return asked


def _ask(campaign: Campaign, members: Iterable[Membership]) -> int:
    """An empty answer for each member, so that who was asked stands still, and a letter."""
    NeedsAnswer.objects.bulk_create(
        [NeedsAnswer(campaign=campaign, membership=member) for member in members],
        ignore_conflicts=True,
    )
    wanted = [member.pk for member in members]
    rows = NeedsAnswer.objects.filter(campaign=campaign, membership__in=wanted)
    answers = list(rows.values_list("pk", flat=True))
    send_each("courses.invite_to_answer", {f"needs-asked-{pk}": {"answer": pk} for pk in answers})
    return len(answers)


@transaction.atomic
def move_deadline(campaign: Campaign, closes_at: datetime, *, by: Seat) -> int:
    """Set another last time, and tell those who have not answered; returns how many. NotNow."""
    by.require("keep_campaign")
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != CampaignState.OPEN:
        raise NotNow(_("The needs assessment is not open."))
    if closes_at <= timezone.now():
        raise NotNow(_("Write a last time to answer that has not passed."))
    was = campaign.closes_at
    campaign.closes_at = closes_at
    campaign.save(update_fields=["closes_at"])
    silent = list(
        NeedsAnswer.objects.filter(campaign=campaign, until=None)
        .silent()
        .values_list("pk", flat=True)
    )
    send_each(
        "courses.tell_new_deadline",
        {f"needs-moved-{pk}-{closes_at:%Y%m%d%H%M}": {"answer": pk} for pk in silent},
    )
    note(
        "move_campaign_deadline",
        campaign,
        year=campaign.year,
        was=was.isoformat() if was else "",
        closes=closes_at.isoformat(),
    )
    return len(silent)


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: Seat) -> None:
    """Take no more answers, but where an authority has a last time of its own. Raises NotNow."""
    by.require("keep_campaign")
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != CampaignState.OPEN:
        raise NotNow(_("The needs assessment is not open."))
    _close(campaign)


def close_due(now: datetime) -> int:
    """Close what has passed its last time; in a system scope. Returns how many."""
    due = list(Campaign.objects.overdue(now).select_for_update())
    for campaign in due:
        _close(campaign)
    return len(due)


def _close(campaign: Campaign) -> None:
    campaign.state = CampaignState.CLOSED
    campaign.closed_at = timezone.now()
    campaign.save(update_fields=["state", "closed_at"])
    answered = NeedsAnswer.objects.filter(campaign=campaign).answered().count()
    note("close_campaign", campaign, year=campaign.year, answered=answered)


@transaction.atomic
def discard(campaign: Campaign, *, by: Seat) -> None:
    """Throw away a needs assessment that was never opened. Raises NotNow."""
    by.require("keep_campaign")
    if campaign.state != CampaignState.DRAFT:
        raise NotNow(_("Members have been asked already, so it stays."))
    note("discard_campaign", campaign, year=campaign.year)
    Costing.objects.filter(candidate__campaign=campaign).delete()
    Candidate.objects.filter(campaign=campaign).delete()
    CampaignQuestion.objects.filter(campaign=campaign).delete()
    campaign.delete()
