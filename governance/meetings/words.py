"""How meetings are said: their name, their time, and where they stand in one sentence."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import Meeting
from governance.rules import MeetingState
from network.wording import clock, date_long, time_span


def title_of(meeting: Meeting) -> str:
    """The meeting's own name, else the body's."""
    if meeting.title:
        return str(meeting.title)
    if meeting.kind == "written":
        return _("%(body)s, decision in writing") % {"body": meeting.body.in_words}
    return _("%(body)s, meeting") % {"body": meeting.body.in_words}


def when(meeting: Meeting) -> str:
    """Day and time, in one line."""
    if meeting.kind == "written":
        return _("Answers until %(day)s, %(time)s") % {
            "day": date_long(meeting.ends),
            "time": clock(meeting.ends),
        }
    return f"{date_long(meeting.starts)}, {time_span(meeting.starts, meeting.ends)}"


@dataclass(frozen=True)
class Stands:
    """Where a meeting stands: a colour, the state, and what follows."""

    kind: str
    head: str
    tail: str


def stands(meeting: Meeting) -> Stands:
    """The state sentence of a meeting's page."""
    days = (timezone.localdate(meeting.starts) - timezone.localdate()).days
    if meeting.state == MeetingState.PLANNED:
        notice = days - meeting.body.calls_days_before
        if notice >= 0:
            tail = ngettext(
                "The notice goes out within %(n)s day.",
                "The notice goes out within %(n)s days.",
                notice,
            ) % {"n": notice}
        else:
            tail = _("The notice should have gone out already.")
        return Stands("now" if notice >= 0 else "bad", _("Planned."), tail)
    if meeting.state == MeetingState.CALLED:
        if days > 0:
            tail = ngettext("%(n)s day left.", "%(n)s days left.", days) % {"n": days}
        elif days == 0:
            tail = _("It is today.")
        else:
            tail = _("Its day has passed. Open it to write the minutes, or call it off.")
        return Stands("good" if days >= 0 else "notice", _("Called."), tail)
    if meeting.state == MeetingState.OPEN:
        if meeting.kind == "written":
            return Stands("now", _("Going on."), _("Those who hold a mandate answer."))
        return Stands("now", _("Going on."), _("Minutes are being written."))
    if meeting.state == MeetingState.CLOSED:
        return Stands("notice", _("Over."), _("The minutes wait for approval."))
    if meeting.state == MeetingState.APPROVED:
        return Stands("good", _("Minutes approved."), "")
    why = meeting.cancelled_because
    return Stands("off", _("Called off."), why)


def size_words(size: int) -> str:
    """How large a file is, in kB or MB."""
    if size >= 1024**2:
        return f"{number_format(round(size / 1024**2, 1), 1)} MB"
    return f"{max(1, round(size / 1024))} kB"
