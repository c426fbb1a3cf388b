"""What a crisis asks of HR on the start page, and how many have answered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from loans.crisis.page import calls_of, crisis_on
from loans.models import CrisisCall
from network.seat import Seat
from network.start import RoomCard, ToDo


def todos(seat: Seat) -> list[ToDo]:
    """The question to each of the seat's own authorities, until it has answered."""
    if not seat.may("say_what_can_be_lent") or not seat.scope.memberships:
        return []
    waiting = CrisisCall.objects.filter(
        crisis__ended_on=None, answered_at=None, membership__in=seat.scope.memberships
    ).select_related("crisis", "membership__authority")
    return [
        ToDo(
            what=_("Say what %(name)s can lend") % {"name": row.membership.short_name},
            why=row.crisis.title,
            button=_("Answer"),
            url=reverse("crisis_answer", args=[row.pk]),
        )
        for row in waiting.order_by("asked_at", "pk")
    ]


def cards(seat: Seat) -> list[RoomCard]:
    """How many have answered, for the coordinators while a crisis is on."""
    if not seat.may("keep_crisis"):
        return []
    now = crisis_on()
    if now is None:
        return []
    calls = calls_of(now)
    return [
        RoomCard(
            title=_("Crisis mode"),
            figure=str(calls.answered),
            what=_("of %(n)s authorities have said what they can lend") % {"n": calls.asked},
            was=now.title,
            url=reverse("crises"),
        )
    ]
