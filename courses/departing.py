"""The courses' part of a departure: seats in runs that begin after the last day."""

from datetime import date, datetime, time

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from courses.models import Enrolment, Run
from members.departures import Departure, Hanging, declare

HOLDS = ("enrolled", "pending", "offered", "waiting", "applied")


def _rows(membership: int, last_day: date) -> list[Hanging]:
    over = timezone.make_aware(datetime.combine(last_day, time.max))
    held = Enrolment.objects.filter(membership=membership, state__in=HOLDS, run__begins_at__gt=over)
    counted = dict(held.order_by().values_list("run").annotate(n=Count("pk")))
    runs = Run.objects.filter(pk__in=counted).select_related("course").order_by("begins_at")
    return [
        Hanging(
            f"{row.course.title}: "
            + ngettext("%(n)s person", "%(n)s people", counted[row.pk]) % {"n": counted[row.pk]},
            reverse("run", args=[row.pk]),
        )
        for row in runs
    ]


declare(
    "courses",
    Departure(
        gettext_lazy("Seats on courses to come"),
        _rows,
        gettext_lazy("They stay until they are withdrawn. What is late costs as for others."),
    ),
)
