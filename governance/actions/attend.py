"""Who takes part in a meeting is marked, one tap each; guests are written down."""

from django.utils.translation import gettext as _

from governance.meetings.refusing import refused_in_words
from governance.models import Attendance, Holder, Mandate, Meeting
from governance.rules import MeetingState, Presence
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def mark(
    meeting: Meeting,
    mandate: Mandate,
    holder: Holder | None,
    presence: str,
    *,
    by: Seat,
) -> Attendance:
    """Mark who holds a mandate at the meeting, and how; the last tap counts."""
    by.require("keep_meeting", meeting)
    _must_go_on(meeting)
    name = holder.name if holder else ""
    if not name:
        raise Refused(_("Nobody holds that mandate."))
    organisation = mandate.membership.name if mandate.membership else mandate.post
    with refused_in_words():
        row: Attendance
        row, _new = Attendance.objects.update_or_create(
            meeting=meeting,
            mandate=mandate,
            defaults={
                "holder": holder,
                "name": name,
                "organisation": organisation,
                "presence": Presence(presence),
            },
        )
        note("mark_attendance", meeting, presence=presence)
    return row


def set_paragraphs(row: Attendance, first: int | None, last: int | None, *, by: Seat) -> None:
    """Somebody came at a paragraph, or left after one."""
    by.require("keep_meeting", row.meeting)
    _must_go_on(row.meeting)
    with refused_in_words():
        row.from_paragraph, row.to_paragraph = first, last
        row.save(update_fields=["from_paragraph", "to_paragraph"])
        note("mark_attendance", row.meeting, first=first, last=last)


def add_guest(row: Attendance, *, by: Seat) -> None:
    """Write a guest down, who takes part and does not vote."""
    by.require("keep_meeting", row.meeting)
    _must_go_on(row.meeting)
    with refused_in_words():
        row.save()
        note("add_meeting_guest", row.meeting)


def remove_guest(row: Attendance, *, by: Seat) -> None:
    """Take a guest away who was not there."""
    by.require("keep_meeting", row.meeting)
    with refused_in_words():
        note("remove_meeting_guest", row.meeting)
        row.delete()


def _must_go_on(meeting: Meeting) -> None:
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("Attendance is marked while the meeting goes on."))
