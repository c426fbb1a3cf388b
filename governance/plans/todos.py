"""What the operational plan tells the start page and the search."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import PlanActivity
from governance.plans.rules import Progress
from network.seat import Seat
from network.sought import holding
from network.start import Found, ToDo

SHOWN = 8


def todos(seat: Seat) -> list[ToDo]:
    """Activities whose last day has passed and that are neither done nor stopped."""
    if not seat.may("keep_operational_plan"):
        return []
    late = (
        PlanActivity.objects.filter(plan__state="adopted", ends__lt=timezone.localdate())
        .with_progress()
        .filter(~Q(progress__in=[Progress.DONE, Progress.STOPPED]))
        .order_by("ends", "pk")
    )
    return [
        ToDo(
            what=_("Write how far the activity %(title)s has come") % {"title": row.title},
            why=_("Its last day has passed."),
            button=_("See the activity"),
            url=reverse("plan_activity", args=[row.pk]),
            due=row.ends,
        )
        for row in late[:SHOWN]
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Activities that hold the words."""
    rows = PlanActivity.objects.seen_by(seat).select_related("plan")
    return [
        Found(
            kind=_("Activity"),
            title=row.title,
            detail=str(row.plan),
            url=reverse("plan_activity", args=[row.pk]),
        )
        for row in holding(rows, words, "title", "text").order_by("-plan__year", "pk")[:SHOWN]
    ]
