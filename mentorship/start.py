"""What the mentoring programmes tell the start page and the search."""

from datetime import datetime, time

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.board.todos import matching_todos
from mentorship.models import Avoided, Interest, InterestDraft, MeetingCall, MentorRound
from mentorship.pairs.cards import own_cards
from mentorship.pairs.todos import todos as pair_todos
from mentorship.rules import MENTEE
from network.seat import Seat
from network.sought import holding
from network.start import Coming, Found, RoomCard, ToDo


def todos(seat: Seat) -> list[ToDo]:
    """What pairs, requests, one's own drafts, names to look up, and the matching wait for."""
    return [
        *pair_todos(seat),
        *_to_answer(seat),
        *_drafts(seat),
        *_names(seat),
        *matching_todos(seat),
    ]


def _drafts(seat: Seat) -> list[ToDo]:
    today = timezone.localdate()
    begun = InterestDraft.objects.filter(
        person__in=seat.scope.people, round__opens__lte=today, round__closes__gte=today
    )
    return [
        ToDo(
            what=_("Send your request in %(round)s") % {"round": row.round.title},
            why=_("You have begun to write it, and nobody else sees it yet."),
            button=_("Go on writing"),
            url=reverse("interest_new", args=[row.round_id, row.role]),
            due=row.round.closes,
        )
        for row in begun.select_related("round")
    ]


def _names(seat: Seat) -> list[ToDo]:
    if not seat.may("point_out_avoided"):
        return []
    today = timezone.localdate()
    waiting = (
        Avoided.objects.filter(
            looked_at=None, interest__withdrawn_at=None, interest__round__starts__gte=today
        )
        .exclude(name="")
        .order_by()
        .values("interest__round", "interest__round__title", "interest__round__starts")
        .annotate(n=Count("pk"))
    )
    return [
        ToDo(
            what=ngettext(
                "Look up %(n)s name to avoid in the matching",
                "Look up %(n)s names to avoid in the matching",
                row["n"],
            )
            % {"n": row["n"]},
            why=row["interest__round__title"],
            button=_("Look up"),
            url=reverse("avoided_names", args=[row["interest__round"]]),
            due=row["interest__round__starts"],
        )
        for row in waiting
    ]


def _to_answer(seat: Seat) -> list[ToDo]:
    return [
        ToDo(
            what=(
                _("%(name)s asks for a mentor")
                if row.role == MENTEE
                else _("%(name)s offers to be a mentor")
            )
            % {"name": row.person.name},
            why=row.round.title,
            button=_("Answer"),
            url=reverse("interest_answer", args=[row.pk]),
            due=row.round.closes,
        )
        for row in Interest.objects.waiting_for(seat).with_all()[:20]
    ]


def coming(seat: Seat) -> list[Coming]:
    """The start of the rounds that one has asked to take part in, and one's joint meetings."""
    return [*_starts(seat), *_meetings(seat)]


def _meetings(seat: Seat) -> list[Coming]:
    calls = MeetingCall.objects.filter(
        person__in=seat.scope.people,
        stands=True,
        meeting__cancelled_at=None,
        meeting__ends_at__gte=timezone.now(),
    )
    return [
        Coming(
            at=call.meeting.starts_at,
            what=f"{call.meeting.title}, {call.meeting.round.title}",
            where=call.meeting.place,
            url=reverse("mentor_round", args=[call.meeting.round_id]),
            until=call.meeting.ends_at,
        )
        for call in calls.select_related("meeting__round").order_by("meeting__starts_at")[:10]
    ]


def _starts(seat: Seat) -> list[Coming]:
    today = timezone.localdate()
    own = Interest.objects.of(seat).filter(withdrawn_at=None, round__starts__gte=today)
    return [
        Coming(
            at=timezone.make_aware(datetime.combine(row.round.starts, time(0))),
            what=_("%(round)s starts") % {"round": row.round.title},
            where="",
            url=reverse("interest", args=[row.pk]),
        )
        for row in own.select_related("round")
    ]


def cards(seat: Seat) -> list[RoomCard]:
    """One's own pairs; for coordinators how many have asked in the newest round, and before."""
    return own_cards(seat) + (_round_cards(seat) if seat.may("see_interests") else [])


def _round_cards(seat: Seat) -> list[RoomCard]:
    newest = list(MentorRound.objects.seen_by(seat).with_asked()[:2])
    if not newest:
        return []
    before = newest[1] if len(newest) > 1 else None
    was = _("%(n)s in %(round)s") % {"n": before.asked, "round": before.title} if before else ""
    return [
        RoomCard(
            title=_("Mentorship"),
            figure=str(newest[0].asked),
            what=_("requests"),
            was=was,
            url=reverse("interests", args=[newest[0].pk]),
        )
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Rounds by title, and for coordinators those who asked."""
    rounds = holding(MentorRound.objects.seen_by(seat), words, "title")[:5]
    hits = [
        Found(
            _("Mentoring round"),
            row.title,
            row.get_programme_display(),
            reverse("mentor_round", args=[row.pk]),
        )
        for row in rounds
    ]
    if seat.may("see_interests"):
        asked = Interest.objects.seen_by(seat).matching(words).with_all()[:5]
        hits += [
            Found(
                _("Mentoring request"),
                row.person.name,
                row.round.title,
                reverse("interest", args=[row.pk]),
            )
            for row in asked
        ]
    return hits
