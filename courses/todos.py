"""What waits for a local coordinator: seats of the authority that have no name yet."""

from django.db.models import F, Min, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Allotment, Course
from courses.rules import ALIVE
from network.seat import Seat
from network.start import ToDo

SHOWN = 5


def seats_to_name(seat: Seat) -> list[ToDo]:
    """A line a run: how many people to name for how many seats, and until when."""
    if not seat.may("see_our_seats"):
        return []
    rows = list(
        Allotment.objects.open()
        .filter(
            membership__in=seat.scope.memberships,
            run__state__in=ALIVE,
            run__begins_at__gt=timezone.now(),
        )
        .values("run", "run__course")
        .annotate(
            lot=Min("pk"),
            of=Sum("seats"),
            unnamed=Sum(F("seats") - F("used")),
            day=Min("release_on"),
        )
        .order_by(F("day").asc(nulls_last=True), "run")[:SHOWN]
    )
    titles = Course.objects.in_bulk([row["run__course"] for row in rows]) if rows else {}
    return [
        ToDo(
            ngettext(
                "Name %(n)s person for %(of)s seats on %(course)s",
                "Name %(n)s people for %(of)s seats on %(course)s",
                row["unnamed"],
            )
            % {
                "n": row["unnamed"],
                "of": row["of"],
                "course": titles[row["run__course"]].title,
            },
            _("Seats without a name go to others."),
            _("Name people"),
            reverse("allotment", args=[row["lot"]]),
            row["day"],
        )
        for row in rows
    ]
