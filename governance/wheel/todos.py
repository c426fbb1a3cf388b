"""What the year wheel tells the start page and the search."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import WheelStep, WheelTask
from governance.wheel.rules import SOON
from members.permissions import coordinates_the_network
from network.seat import Seat
from network.sought import holding
from network.start import Found, ToDo
from network.wording import date_long

MOST = 5


def todos(seat: Seat) -> list[ToDo]:
    """One's own tasks whose time has come; for coordinators also those that nobody has."""
    if not seat.scope.people:
        return []
    today = timezone.localdate()
    own = Q(person__in=seat.scope.people)
    if coordinates_the_network.holds(seat):
        own |= Q(person=None)
    rows = WheelTask.objects.seen_by(seat).open().filter(own, starts__lte=today + SOON)
    return [
        ToDo(
            what=row.in_words,
            why=_("The year wheel: from %(day)s") % {"day": date_long(row.starts)},
            button=_("See the task"),
            url=reverse("wheel_task", args=[row.pk]),
            due=row.due,
        )
        for row in rows.order_by("due", "pk")[:MOST]
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Steps of the year that hold the words."""
    if not seat.scope.people:
        return []
    rows = WheelStep.objects.seen_by(seat).lasting().select_related("body")
    hits = holding(rows, words, "title", "title_en", "what", "what_en")
    return [
        Found(kind=_("Step of the year"), title=row.in_words, detail=row.when, url=reverse("wheel"))
        for row in hits[:MOST]
    ]
