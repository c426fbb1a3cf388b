"""What the mentoring programmes tell the start page and the search."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.models import Interest, MentorRound
from mentorship.pairs.todos import todos as pair_todos
from mentorship.rules import MENTEE
from network.seat import Seat
from network.start import Coming, Found, RoomCard, ToDo


def todos(seat: Seat) -> list[ToDo]:
    """Requests that wait for the manager's answer, and what pairs wait for."""
    return pair_todos(seat) + [
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
    """The start of the rounds that one has asked to take part in."""
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
    """How many have asked in the newest round, and in the one before, for coordinators."""
    if not seat.may("see_interests"):
        return []
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
    rounds = MentorRound.objects.seen_by(seat).filter(title__icontains=words)[:5]
    hits = [
        Found(_("Mentoring round"), row.title, row.get_programme_display(), reverse("mentorship"))
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
