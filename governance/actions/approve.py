"""A meeting is closed, and its minutes are approved (justering) by those whom it chose."""

from collections.abc import Collection

from django.db import connection
from django.utils.translation import gettext as _

from governance.actions.agenda import bring_back
from governance.minutes.quorum import quorum_of
from governance.minutes.refusing import WHY, refused_in_words
from governance.models import Approver, Attendance, Meeting, Resolution
from governance.rules import IN_THE_REGISTER, ApprovalState, MeetingState, Presence
from network.actions.errand import send_each, send_on
from network.models.journal import note
from network.refusals import Refused, constraints_in_words
from network.seat import Seat

ONE_BY_ONE = "SELECT pg_advisory_xact_lock(hashtextextended('approval ' || %s, 0))"


def eligible(meeting: Meeting) -> list[Attendance]:
    """Those who took part for a mandate, one of whom approves the minutes."""
    rows = Attendance.objects.filter(meeting=meeting, holder__isnull=False).exclude(
        presence=Presence.ABSENT
    )
    return list(
        rows.select_related("holder", "mandate__membership__authority").order_by("mandate_id")
    )


def close_meeting(meeting: Meeting, *, by: Seat) -> None:
    """Close a meeting; its decisions enter the register. Refused while a vote goes on."""
    sentences = dict(WHY)
    rows = Resolution.objects.filter(meeting=meeting, outcome__in=IN_THE_REGISTER)
    for row in rows.select_related("item"):
        there = quorum_of(meeting, row.item)
        if not there.holds:
            sentences["governance_quorum"] = f"{row.item.title}: {there.sentence}"
            break
    with constraints_in_words(sentences):
        changed = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.OPEN).update(
            state=MeetingState.CLOSED
        )
        if not changed:
            raise Refused(str(WHY["governance_meeting_order"]))
    meeting.refresh_from_db()
    bring_back(meeting)
    note("close_meeting", meeting, decisions=rows.count())
    if meeting.body.decides:
        send_on("governance.take_effects", key=f"meeting-{meeting.pk}")


def choose_approvers(meeting: Meeting, holders: Collection[int], *, by: Seat) -> None:
    """Let those be who approve the minutes; who had been chosen before and is not, leaves."""
    with refused_in_words():
        there = {row.holder_id: row for row in Approver.objects.filter(meeting=meeting)}
        for holder_id, row in there.items():
            if holder_id not in holders:
                row.delete()
        for attendance in eligible(meeting):
            if attendance.holder_id in holders and attendance.holder_id not in there:
                Approver.objects.create(
                    meeting=meeting,
                    holder_id=attendance.holder_id,
                    name=attendance.name,
                    organisation=organisation_of(attendance),
                    chairs=bool(meeting.chair_name) and attendance.name == meeting.chair_name,
                )
    note("choose_approvers", meeting, approvers=len(holders))


def organisation_of(attendance: Attendance) -> str:
    """The authority whose mandate somebody attends for, or what they come from."""
    mandate = attendance.mandate
    if mandate is not None and mandate.membership is not None:
        return str(mandate.membership.authority.name)
    return str(attendance.organisation)


def send_for_approval(meeting: Meeting, *, by: Seat) -> int:
    """Ask those who approve to read; how many were asked. From then on the minutes stand."""
    rows = list(
        Approver.objects.filter(
            meeting=meeting, state__in=(ApprovalState.CHOSEN, ApprovalState.RETURNED)
        )
    )
    if not Approver.objects.filter(meeting=meeting).exists():
        raise Refused(_("Choose at least one who approves the minutes."))
    with refused_in_words():
        for row in rows:
            row.state = ApprovalState.ASKED
            row.save(update_fields=["state"])
            row.refresh_from_db()
    send_each(
        "governance.ask_approver",
        {f"{row.pk}:{row.asked_at}": {"approver_id": row.pk} for row in rows},
    )
    note("send_minutes_for_approval", meeting, approvers=len(rows))
    return len(rows)


def take_back(meeting: Meeting, *, by: Seat) -> None:
    """Take the minutes back to write in them; what was approved is asked for anew."""
    with refused_in_words():
        Approver.objects.filter(
            meeting=meeting, state__in=(ApprovalState.ASKED, ApprovalState.APPROVED)
        ).update(state=ApprovalState.CHOSEN)
    note("take_minutes_back", meeting)


def approve(approver: Approver, *, by: Seat) -> bool:
    """Approve the minutes as they stand; whether that was the last approval."""
    meeting = approver.meeting
    _one_by_one(meeting)
    with refused_in_words():
        Approver.objects.filter(pk=approver.pk).update(state=ApprovalState.APPROVED)
    note("approve_minutes", meeting)
    meeting.refresh_from_db()
    if meeting.state != MeetingState.APPROVED:
        return False
    send_on("governance.tell_approved", key=str(meeting.pk), meeting_id=meeting.pk)
    return True


def send_back(approver: Approver, comment: str, *, by: Seat) -> None:
    """Send the minutes back with a comment; everybody is asked anew after the mending."""
    _one_by_one(approver.meeting)
    with refused_in_words():
        Approver.objects.filter(pk=approver.pk).update(
            state=ApprovalState.RETURNED, comment=comment.strip()
        )
    note("send_minutes_back", approver.meeting)
    approver.refresh_from_db()
    send_on(
        "governance.tell_sent_back",
        key=f"{approver.pk}:{approver.answered_at}",
        approver_id=approver.pk,
    )


def _one_by_one(meeting: Meeting) -> None:
    # Two who answer at once would otherwise wait for each other's rows.
    with connection.cursor() as cursor:
        cursor.execute(ONE_BY_ONE, [meeting.pk])
