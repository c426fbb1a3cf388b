"""What minutes and votes ask of somebody on the start page."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Approver, Attendance, Ballot, Holder, Meeting, Vote
from governance.rules import ApprovalState, MeetingKind, MeetingState, Presence, Rank
from members.querysets import covering
from network.seat import Seat
from network.start import ToDo
from network.wording import date_long

MOST = 5
APPROVED_WITHIN = timedelta(days=14)


def todos(seat: Seat) -> list[ToDo]:
    """Minutes to approve, votes to cast, questions to answer in writing, minutes to send."""
    if not seat.scope.people:
        return []
    return [*_to_approve(seat), *_to_vote(seat), *_to_answer(seat), *_to_send(seat)]


def _what(meeting: Meeting) -> dict[str, str]:
    day = date_long(timezone.localdate(meeting.starts))
    return {"body": str(meeting.body), "day": day}


def _to_approve(seat: Seat) -> list[ToDo]:
    rows = Approver.objects.filter(
        state=ApprovalState.ASKED, holder__person_id__in=seat.scope.people
    )
    return [
        ToDo(
            what=_("Approve the minutes of %(body)s, %(day)s") % _what(row.meeting),
            why=_("The meeting chose you to approve them."),
            button=_("Read and approve"),
            url=reverse("minutes_answer", args=[row.pk]),
            due=timezone.localdate(row.asked_at) + APPROVED_WITHIN if row.asked_at else None,
        )
        for row in rows.select_related("meeting__body").order_by("asked_at")[:MOST]
    ]


def _to_vote(seat: Seat) -> list[ToDo]:
    there = Attendance.objects.filter(
        meeting=OuterRef("meeting"), holder__person_id__in=seat.scope.people
    ).exclude(presence=Presence.ABSENT)
    cast = Ballot.objects.filter(vote=OuterRef("pk"), holder__person_id__in=seat.scope.people)
    rows = Vote.objects.filter(
        Exists(there), ~Exists(cast), closed_at=None, meeting__kind=MeetingKind.MEETING
    )
    return [
        ToDo(
            what=_("Vote on %(item)s") % {"item": row.item.title},
            why=_("A vote goes on in %(body)s.") % {"body": row.meeting.body},
            button=_("Vote"),
            url=reverse("vote", args=[row.pk]),
            due=timezone.localdate(),
        )
        for row in rows.select_related("item", "meeting__body").order_by("pk")[:MOST]
    ]


def _to_answer(seat: Seat) -> list[ToDo]:
    """Of those who are asked: the ordinary members; a deputy for nobody is told by letter."""
    today = timezone.localdate()
    own = Holder.objects.filter(
        covering(today),
        mandate__body=OuterRef("body"),
        mandate__votes=True,
        person_id__in=seat.scope.people,
        rank=Rank.MEMBER,
    )
    said = Ballot.objects.filter(meeting=OuterRef("pk"), holder__person_id__in=seat.scope.people)
    rows = Meeting.objects.filter(
        Exists(own), ~Exists(said), kind=MeetingKind.WRITTEN, state=MeetingState.OPEN
    )
    return [
        ToDo(
            what=_("Answer in writing: %(title)s") % {"title": row.title or row.body},
            why=_("%(body)s decides between its meetings.") % {"body": row.body},
            button=_("Answer"),
            url=reverse("written_answer", args=[row.pk]),
            due=timezone.localdate(row.ends),
        )
        for row in rows.select_related("body").order_by("ends")[:MOST]
    ]


def _to_send(seat: Seat) -> list[ToDo]:
    out = Approver.objects.filter(
        meeting=OuterRef("pk"), state__in=(ApprovalState.ASKED, ApprovalState.APPROVED)
    )
    rows = Meeting.objects.kept_by(seat).filter(~Exists(out), state=MeetingState.CLOSED)
    return [
        ToDo(
            what=_("Send the minutes of %(body)s, %(day)s for approval") % _what(row),
            why=_("The meeting is closed, and nobody is asked to approve them."),
            button=_("Send for approval"),
            url=reverse("minutes_approval", args=[row.pk]),
            due=timezone.localdate(row.closed_at) + APPROVED_WITHIN if row.closed_at else None,
        )
        for row in rows.select_related("body").order_by("starts")[:MOST]
    ]
