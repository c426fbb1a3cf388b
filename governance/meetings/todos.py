"""What meetings ask of somebody on the start page, what comes next, and what the search finds."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.meetings.listing import mine_of, seen_actions, seen_items, seen_meetings
from governance.meetings.words import title_of, when
from governance.models import ActionPoint, Meeting, NoticeAnswer
from governance.rules import MeetingKind, MeetingState
from network.seat import Seat
from network.sought import holding
from network.start import Coming, Found, ToDo
from network.wording import date_long

SOON = timedelta(days=14)
MOST = 5


def todos(seat: Seat) -> list[ToDo]:
    """Notices to answer, notices to send, and one's own actions that are due."""
    if not seat.scope.people:
        return []
    now, today = timezone.now(), timezone.localdate()
    unanswered = NoticeAnswer.objects.filter(
        person__in=seat.scope.people,
        coming="",
        meeting__state=MeetingState.CALLED,
        meeting__ends__gt=now,
    ).select_related("meeting__body")
    found = [
        ToDo(
            what=_("Say whether you come to %(title)s") % {"title": title_of(row.meeting)},
            why=when(row.meeting),
            button=_("Answer"),
            url=reverse("meeting_answer", args=[row.meeting_id]),
            due=timezone.localdate(row.meeting.starts),
        )
        for row in unanswered.order_by("meeting__starts")[:MOST]
    ]
    own = ActionPoint.objects.filter(
        person__in=seat.scope.people, done_at=None, dropped_at=None, due__lte=today + SOON
    ).select_related("body")
    found += [
        ToDo(
            what=row.what,
            why=_("An action of %(body)s") % {"body": row.body.in_words},
            button=_("Say that it is done"),
            url=reverse("action", args=[row.pk]),
            due=row.due,
        )
        for row in own.order_by("due")[:MOST]
    ]
    kept = Meeting.objects.kept_by(seat).filter(
        kind=MeetingKind.MEETING, state=MeetingState.PLANNED, starts__gt=now
    )
    for row in kept.select_related("body").order_by("starts")[:MOST]:
        day = timezone.localdate(row.starts) - timedelta(days=row.body.calls_days_before)
        if day <= today + timedelta(days=3):
            found.append(
                ToDo(
                    what=_("Send the notice of %(title)s") % {"title": title_of(row)},
                    why=when(row),
                    button=_("Look at the notice"),
                    url=reverse("meeting_notice", args=[row.pk]),
                    due=day,
                )
            )
    return found


def coming(seat: Seat) -> list[Coming]:
    """The next meetings of the bodies that one sits in, and until when they decide in writing."""
    if not seat.scope.people:
        return []
    rows = mine_of(seat, Meeting.objects.all()).filter(
        state__in=[MeetingState.CALLED, MeetingState.OPEN], ends__gt=timezone.now()
    )
    return [_comes(row) for row in rows.select_related("body").order_by("starts")[:MOST]]


def _comes(row: Meeting) -> Coming:
    url = reverse("meeting", args=[row.pk])
    if row.kind == MeetingKind.WRITTEN:
        return Coming(at=row.ends, what=title_of(row), where=when(row), url=url)
    return Coming(at=row.starts, what=title_of(row), where=row.place, url=url, until=row.ends)


def found(seat: Seat, words: str) -> list[Found]:
    """Meetings, items and actions that hold the words, as far as one reads them."""
    if not seat.scope.people:
        return []
    meetings = holding(seen_meetings(seat), words, "title", "place", "body__name")
    items = holding(seen_items(seat), words, "title", "background", "proposal")
    actions = holding(seen_actions(seat), words, "what", "name")
    return [
        *(
            Found(_("Meeting"), title_of(row), when(row), reverse("meeting", args=[row.pk]))
            for row in meetings.order_by("-starts")[:MOST]
        ),
        *(
            Found(
                pgettext("agenda", "Item"),
                row.title,
                row.body.in_words,
                reverse("item", args=[row.pk]),
            )
            for row in items.order_by("-made_at")[:MOST]
        ),
        *(
            Found(
                _("Action"),
                row.what,
                f"{row.name}, {date_long(row.due)}" if row.due else row.name,
                reverse("action", args=[row.pk]),
            )
            for row in actions.order_by("-made_at")[:MOST]
        ),
    ]
