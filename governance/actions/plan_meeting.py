"""A meeting is planned, changed and called off; those who were called are told of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.agenda import lay_standing
from governance.meetings.refusing import refused_in_words
from governance.models import AgendaItem, Body, Meeting, Paper
from governance.rules import MeetingState
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

TOLD = ("starts", "ends", "place", "online")
OPEN_TO_CHANGE = (MeetingState.PLANNED, MeetingState.CALLED)


def plan(meeting: Meeting, *, by: Seat) -> Meeting:
    """Plan a meeting of a body, with the body's standing items on its agenda."""
    by.require("keep_meeting", meeting)
    with refused_in_words():
        meeting.made_by = by.user.pk
        meeting.save()
        lay_standing(meeting)
        note("plan_meeting", meeting, body=meeting.body.name, day=_day(meeting))
    return meeting


def plan_series(
    body: Body, times: Sequence[tuple[datetime, datetime]], like: Meeting | None, *, by: Seat
) -> list[Meeting]:
    """Plan several meetings at once, in the rooms of a former one."""
    return [
        plan(
            Meeting(
                body=body,
                starts=starts,
                ends=ends,
                title=like.title if like else "",
                place=like.place if like else "",
                online=like.online if like else "",
            ),
            by=by,
        )
        for starts, ends in times
    ]


def change(meeting: Meeting, before: Meeting, *, by: Seat) -> bool:
    """Keep a changed meeting; True when those who were called are told of a new time or place."""
    by.require("keep_meeting", meeting)
    if before.state not in OPEN_TO_CHANGE:
        raise Refused(_("The meeting has begun, so its time and place stand."))
    moved = any(getattr(meeting, name) != getattr(before, name) for name in TOLD)
    tells = moved and before.state == MeetingState.CALLED
    with refused_in_words():
        if tells:
            meeting.revision = before.revision + 1
        meeting.save()
        note("change_meeting", meeting, body=meeting.body.name, day=_day(meeting))
        if tells:
            send_on(
                "governance.send_notice",
                key=f"{meeting.pk}:changed:{meeting.revision}",
                meeting_id=meeting.pk,
                what="changed",
            )
    return tells


def call_off(meeting: Meeting, why: str, *, by: Seat) -> None:
    """Call a meeting off; its own items go back to the open ones, to be taken up again."""
    by.require("keep_meeting", meeting)
    if meeting.state not in OPEN_TO_CHANGE:
        raise Refused(_("The meeting has begun, so it cannot be called off."))
    was_called = meeting.state == MeetingState.CALLED
    with refused_in_words():
        items = AgendaItem.objects.filter(meeting=meeting)
        items.filter(source="standing").delete()
        Paper.objects.filter(meeting=meeting, item__isnull=False).update(meeting=None)
        items.update(meeting=None, position=0)
        meeting.state = MeetingState.CANCELLED
        meeting.cancelled_because = why
        meeting.revision += 1
        meeting.save(update_fields=["state", "cancelled_because", "revision"])
        note("call_off_meeting", meeting, body=meeting.body.name, day=_day(meeting))
        if was_called:
            send_on(
                "governance.send_notice",
                key=f"{meeting.pk}:off",
                meeting_id=meeting.pk,
                what="off",
            )


def _day(meeting: Meeting) -> str:
    return timezone.localdate(meeting.starts).isoformat()
