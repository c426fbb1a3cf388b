"""Approving an authority's answer to the needs assessment, or sending it back with a reason."""

from datetime import timedelta

from django.utils import timezone

from courses.actions.needs_answer import locked
from courses.models import NeedsAnswer
from courses.needs import approval_emails as emails
from courses.needs.receivers import receivers
from courses.needs.rules import AnswerState, CampaignState
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.seat import Seat

# Whoever approves is reminded this long after the answer was sent, and this long before the end.
AFTER, BEFORE = timedelta(days=3), timedelta(days=2)


class NotWaiting(Exception):
    """The answer was approved, sent back or taken back meanwhile."""


def decide(answer: NeedsAnswer, *, yes: bool, reason: str, by: Seat) -> NeedsAnswer:
    """Approve what was sent, or send it back as a draft; raises NotWaiting."""
    by.require("approve_needs", answer)
    row = locked(answer.pk)
    if row.state != AnswerState.SENT:
        raise NotWaiting
    row.version += 1
    facts = {"membership_id": row.membership_id, "person_id": by.person_id}
    if yes:
        row.state = AnswerState.APPROVED
        row.approved_at = timezone.now()
        row.approved_by_id = row.approver_id
        row.save()
        note("approve_needs_answer", row, **facts)
        send_on("courses.tell_needs_approved", key=f"needs-{row.pk}-{row.version}", answer=row.pk)
    else:
        row.state = AnswerState.DRAFT
        row.sent_at = None
        row.returned_why = reason
        row.save()
        note("return_needs_answer", row, **facts, reason=reason)
        send_on(
            "courses.tell_needs_returned",
            key=f"needs-returned-{row.pk}-{row.version}",
            answer=row.pk,
        )
    return row


def _answer(pk: int) -> NeedsAnswer:
    answers = NeedsAnswer.objects.select_related("campaign", "approver__user", "network")
    found: NeedsAnswer = answers.select_related("membership__authority").get(pk=pk)
    return found


@errand("courses.ask_needs_approval")
def ask_needs_approval(answer: int) -> None:
    """Ask who approves, by a letter with a link."""
    row = _answer(answer)
    if row.state == AnswerState.SENT and row.approver:
        emails.approve(row)


@errand("courses.tell_needs_approved")
def tell_needs_approved(answer: int) -> None:
    """Thank those who answered."""
    row = _answer(answer)
    if row.state == AnswerState.APPROVED:
        for person in receivers([row.membership_id])[row.membership_id]:
            emails.thank(row, person)


@errand("courses.tell_needs_returned")
def tell_needs_returned(answer: int) -> None:
    """Tell those who answered why it came back."""
    row = _answer(answer)
    if row.state == AnswerState.DRAFT and row.returned_why:
        for person in receivers([row.membership_id])[row.membership_id]:
            emails.returned(row, person)


def remind_approvers() -> int:
    """Remind who has not said yes or no; each letter once. Returns how many were due."""
    now = timezone.now()
    waiting = NeedsAnswer.objects.filter(
        state=AnswerState.SENT, campaign__state=CampaignState.OPEN
    ).select_related("campaign", "approver__user", "network", "membership__authority")
    due = 0
    for row in waiting:
        last = row.until or row.campaign.closes_at
        if last - BEFORE <= now:
            emails.approve(row, again="last")
            due += 1
        elif row.sent_at + AFTER <= now:
            emails.approve(row, again="waits")
            due += 1
    return due
