"""Whom the portal writes to of a meeting, each once, in the system scope."""

from django.utils import timezone

from governance.meetings import emails, guest_letters
from governance.meetings.who import chairs_of
from governance.models import ActionPoint, Meeting, NoticeAnswer
from governance.rules import TAKES_PART, MeetingState
from network.actions.errand import errand


@errand("governance.send_notice")
def send_notice(meeting_id: int, what: str) -> None:
    """Write to everybody who is asked: the notice, a change of time or place, or that it is off."""
    meeting = Meeting.objects.select_related("body", "network").get(pk=meeting_id)
    if what != "off" and meeting.state != MeetingState.CALLED:
        return
    for row in emails.all_asked(meeting):
        if what == "off":
            emails.called_off(row)
        else:
            emails.notice(row, what, key=f"{what}-{meeting.revision}")
    for one in guest_letters.invited(meeting):
        guest_letters.tell(meeting, one, what)


@errand("governance.ask_deputy")
def ask_deputy(answer_id: int) -> None:
    """After a member's answer: ask the next deputy, or tell the one who was asked to stay."""
    row = (
        NoticeAnswer.objects.filter(pk=answer_id)
        .select_related("meeting__body", "meeting__network")
        .first()
    )
    if row is None or row.meeting.state != MeetingState.CALLED or not row.coming:
        return
    others = NoticeAnswer.objects.filter(meeting=row.meeting_id, mandate=row.mandate_id)
    others = others.select_related("meeting__body", "meeting__network", "person__user")
    if row.coming in TAKES_PART:
        if not row.is_deputy:
            for deputy in others.filter(is_deputy=True):
                emails.called_off(deputy, why=emails.MEMBER_COMES)
                deputy.delete()
        return
    if others.filter(coming__in=TAKES_PART).exists() or others.filter(coming="").exists():
        return
    chair = next((one for one in chairs_of(row.meeting) if one.mandate.pk == row.mandate_id), None)
    asked = set(others.values_list("holder_id", flat=True))
    waiting = [one for one in (chair.deputies if chair else []) if one.pk not in asked]
    if not waiting:
        return
    made = NoticeAnswer.objects.create(
        meeting=row.meeting,
        mandate_id=row.mandate_id,
        holder=waiting[0],
        person_id=waiting[0].person_id,
        name=waiting[0].name,
        is_deputy=True,
    )
    fresh = others.get(pk=made.pk)
    emails.notice(fresh, "deputy", key="deputy", instead_of=row.name)


@errand("governance.tell_action")
def tell_action(action_id: int, what: str) -> None:
    """Tell who shall do an action of it, while it is open."""
    row = (
        ActionPoint.objects.filter(pk=action_id)
        .select_related("body", "network", "person__user")
        .first()
    )
    if row is not None and row.is_open:
        emails.action(row, what, key=f"{what}-{timezone.localdate().isoformat()}")
