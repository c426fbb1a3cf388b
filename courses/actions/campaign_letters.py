"""Writing to who answers for the authorities: when they are asked, reminded, or opened again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.campaign import NotNow
from courses.models import Campaign, NeedsAnswer, Reopening
from courses.needs import emails as needs_emails
from courses.needs.campaigns import last_time, may_answer, reminder_due
from courses.needs.receivers import receivers
from courses.needs.rules import AnswerState, CampaignState
from network.actions.errand import errand, send_each
from network.models.journal import note
from network.seat import Seat


def _answer(pk: int) -> NeedsAnswer:
    found: NeedsAnswer = NeedsAnswer.objects.select_related(*needs_emails.FACTS).get(pk=pk)
    return found


def _open(answer: NeedsAnswer) -> bool:
    """Still not sent, and still time: who has answered meanwhile is left alone."""
    return may_answer(answer.campaign, answer, timezone.now()) is None


@errand("courses.invite_to_answer")
def invite(answer: int) -> None:
    """Ask an authority what it needs next year."""
    row = _answer(answer)
    for person in receivers([row.membership_id])[row.membership_id]:
        needs_emails.invite(row, person, key=f"needs-asked-{row.pk}-{person.pk}")


@errand("courses.tell_new_deadline")
def tell_new_deadline(answer: int) -> None:
    """Tell an authority that has not answered of the new last day."""
    row = _answer(answer)
    day = row.campaign.closes_at
    if not _open(row) or day is None:
        return
    for person in receivers([row.membership_id])[row.membership_id]:
        needs_emails.moved(row, person, key=f"needs-moved-{row.pk}-{day:%Y%m%d%H%M}-{person.pk}")


@errand("courses.remind_to_answer")
def remind_one(answer: int, key: str) -> None:
    """Remind an authority, unless it has answered meanwhile."""
    row = _answer(answer)
    if not _open(row):
        return
    for person in receivers([row.membership_id])[row.membership_id]:
        needs_emails.remind(row, person, key=f"{key}-{person.pk}")


@errand("courses.tell_reopened")
def tell_reopened(reopening: int) -> None:
    """Tell an authority that its answer is open again."""
    row = Reopening.objects.get(pk=reopening)
    for person in receivers([row.membership_id])[row.membership_id]:
        needs_emails.reopened(row, person, key=f"needs-reopened-{row.pk}-{person.pk}")


def silent_answers(campaign: Campaign, now: datetime) -> list[Any]:
    """Those that were asked, have not sent anything, and still may."""
    rows = NeedsAnswer.objects.filter(campaign=campaign).silent()
    rows = rows.select_related("campaign", "membership__authority").annotate(
        reopened_at=Max("reopenings__at")
    )
    found = list(rows.order_by("pk"))
    return [row for row in found if may_answer(row.campaign, row, now) is None]


@transaction.atomic
def remind(campaign: Campaign, *, by: Seat) -> int:
    """Remind all who have not answered, at most once a day; returns how many. Raises NotNow."""
    by.require("keep_campaign")
    now = timezone.now()
    silent = silent_answers(campaign, now)
    if not silent:
        raise NotNow(_("Everybody who still may answer has answered."))
    day = f"{timezone.localdate():%Y%m%d}"
    send_each("courses.remind_to_answer", _reminders(silent, day))
    note("remind_members", campaign, year=campaign.year, members=len(silent))
    return len(silent)


def remind_due(now: datetime) -> int:
    """Send the reminders that fall due by the plan; in a system scope. Returns how many."""
    due: dict[str, dict[str, Any]] = {}
    for campaign in Campaign.objects.in_time(now):
        for row in silent_answers(campaign, now):
            last = last_time(campaign, row)
            if last is None:
                continue
            before = reminder_due(campaign.reminder_days, asked=_asked(row), last=last, now=now)
            if before is not None:
                due |= _reminders([row], f"{last:%Y%m%d}-{before}")
    send_each("courses.remind_to_answer", due)
    return len(due)


def _asked(row: Any) -> datetime:
    """When the authority was asked last: at the opening, later, or by opening its answer again."""
    begun: datetime = row.saved_at if row.version == 1 else row.campaign.opened_at or row.saved_at
    return row.reopened_at or begun


def _reminders(rows: list[Any], when: str) -> dict[str, dict[str, Any]]:
    keys = {f"needs-remind-{row.pk}-{when}": row.pk for row in rows}
    return {key: {"answer": pk, "key": key} for key, pk in keys.items()}


@transaction.atomic
def reopen(answer: NeedsAnswer, *, reason: str, until: datetime, by: Seat) -> Reopening:
    """Let one authority change its answer until a time of its own, and say why. Raises NotNow."""
    by.require("keep_campaign")
    locked = NeedsAnswer.objects.select_for_update(of=("self",)).select_related("campaign")
    row: NeedsAnswer = locked.get(pk=answer.pk)
    if row.campaign.state == CampaignState.DRAFT:
        raise NotNow(_("The needs assessment is not open."))
    if may_answer(row.campaign, row, timezone.now()) is None:
        raise NotNow(_("The authority may answer already."))
    if until <= timezone.now():
        raise NotNow(_("Write a last time to answer that has not passed."))
    row.state = AnswerState.DRAFT
    row.until = until
    row.sent_at = row.approved_at = row.approved_by = None
    row.version += 1
    row.save()
    made: Reopening = Reopening.objects.create(
        answer=row,
        membership_id=row.membership_id,
        reason=reason,
        until=until,
        by_user_id=by.user.pk,
    )
    note("reopen_answer", row, membership_id=row.membership_id, reason=reason)
    send_each("courses.tell_reopened", {f"needs-reopened-{made.pk}": {"reopening": made.pk}})
    return made
