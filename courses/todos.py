"""What waits for oneself and one's authority: seats to say yes or no to, and seats to name."""

from django.db.models import F, Min, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.models import Allotment, Course, Offer
from courses.rules import ALIVE
from network.seat import Seat
from network.start import ToDo

SHOWN = 5


def seats_to_answer(seat: Seat) -> list[ToDo]:
    """A line for each seat that is held for oneself until one has answered."""
    offers = Offer.objects.open().filter(person__in=seat.scope.people, reply_by__gt=timezone.now())
    return [
        ToDo(
            _("Say whether you want the seat on %(course)s") % {"course": offer.run.course.title},
            _("It is kept for you until %(by)s.") % {"by": words.moment(offer.reply_by)},
            _("Answer"),
            reverse("offer", args=[offer.pk]),
            timezone.localtime(offer.reply_by).date(),
        )
        for offer in offers.select_related("run__course").order_by("reply_by")[:SHOWN]
    ]


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
