"""A meeting is called: the holders are asked to answer, and it can be opened."""

from django.utils.translation import gettext as _

from governance.meetings.refusing import refused_in_words
from governance.meetings.who import chairs_of, officers_of, to_ask
from governance.models import Attendance, Meeting, NoticeAnswer
from governance.rules import TAKES_PART, Coming, Duty, MeetingKind, MeetingState, Presence
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def call(meeting: Meeting, *, by: Seat) -> int:
    """Send the notice to everybody who holds a mandate on the day; gives how many are asked."""
    by.require("keep_meeting", meeting)
    if meeting.kind == MeetingKind.WRITTEN:
        raise Refused(_("What is decided in writing has no notice of a meeting."))
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("The notice has been sent already."))
    asked = to_ask(meeting, chairs_of(meeting))
    with refused_in_words():
        meeting.state = MeetingState.CALLED
        meeting.save(update_fields=["state"])
        NoticeAnswer.objects.bulk_create(asked)
        note("call_meeting", meeting, body=meeting.body.name, asked=len(asked))
        send_on(
            "governance.send_notice", key=f"{meeting.pk}:first", meeting_id=meeting.pk, what="first"
        )
    return len(asked)


def open_meeting(meeting: Meeting, *, by: Seat) -> None:
    """Open a meeting: its items become paragraphs, and who said that they come stand there.

    The chair and the secretary are the body's own, until the minutes say otherwise.
    """
    by.require("keep_meeting", meeting)
    if meeting.state != MeetingState.CALLED or meeting.kind == MeetingKind.WRITTEN:
        raise Refused(_("A meeting is opened once, after its notice."))
    names = officers_of(meeting.body, meeting)
    with refused_in_words():
        meeting.state = MeetingState.OPEN
        meeting.chair_name = meeting.chair_name or names.get(Duty.CHAIR, "")
        meeting.secretary_name = meeting.secretary_name or names.get(
            Duty.SECRETARY, names.get(Duty.CONVENER, "")
        )
        meeting.save(update_fields=["state", "chair_name", "secretary_name"])
        Attendance.objects.bulk_create(_foreseen(meeting))
        note("open_meeting", meeting, body=meeting.body.name)


def _foreseen(meeting: Meeting) -> list[Attendance]:
    """One row for each mandate of which somebody said that they come, the member first."""
    there = set(
        Attendance.objects.filter(meeting=meeting, mandate__isnull=False).values_list(
            "mandate_id", flat=True
        )
    )
    rows: dict[int, Attendance] = {}
    answers = NoticeAnswer.objects.filter(meeting=meeting, coming__in=TAKES_PART)
    for answer in answers.select_related("mandate__membership__authority").order_by(
        "is_deputy", "id"
    ):
        if answer.mandate_id in there or answer.mandate_id in rows:
            continue
        membership = answer.mandate.membership
        rows[answer.mandate_id] = Attendance(
            meeting=meeting,
            mandate_id=answer.mandate_id,
            holder_id=answer.holder_id,
            name=answer.name,
            organisation=membership.name if membership else answer.mandate.post,
            presence=(Presence.DIGITAL if answer.coming == Coming.DIGITAL else Presence.IN_PLACE),
        )
    return list(rows.values())
