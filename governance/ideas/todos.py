"""What ideas tell the start page and the search."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.ideas.rules import OPEN, SILENCE
from governance.models import Idea
from network.seat import Seat
from network.start import Found, ToDo

SHOWN = 5


def todos(seat: Seat) -> list[ToDo]:
    """Ideas whose proposer has heard nothing for thirty days; one that is tried, after its end."""
    if not seat.may("shape_idea"):
        return []
    today = timezone.localdate()
    silent = Idea.objects.filter(state__in=OPEN, stepped_at__lt=timezone.now() - SILENCE)
    rows = silent.exclude(tried_until__gte=today).order_by("stepped_at")
    return [
        ToDo(
            what=_("Answer the idea %(what)s") % {"what": row.what},
            why=_("Who proposed it has heard nothing for thirty days."),
            button=_("See the idea"),
            url=reverse("idea", args=[row.pk]),
            due=timezone.localdate(row.stepped_at) + timedelta(days=SILENCE.days),
        )
        for row in rows[:SHOWN]
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Ideas that hold the words."""
    return [
        Found(
            kind=_("Idea"),
            title=row.what,
            detail=str(row.get_state_display()),
            url=reverse("idea", args=[row.pk]),
        )
        for row in Idea.objects.seen_by(seat).named_like(words)[:SHOWN]
    ]
