"""The mentoring programmes' part of a departure: pairs that go on, which the two of each end."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from members.departures import Departure, Hanging, declare
from mentorship.models import MentorRound, Pair


def _rows(membership: int, last_day: date) -> list[Hanging]:
    """Counted by round: who is in a pair is for the two and the coordinators to know."""
    pairs = Pair.objects.standing().filter(
        Q(mentee_membership=membership) | Q(mentor_membership=membership),
        asked_at__isnull=False,
        round__ends__gt=last_day,
    )
    counted = dict(pairs.order_by().values_list("round").annotate(n=Count("pk")))
    return [
        Hanging(
            f"{row.title}: "
            + ngettext("%(n)s pair", "%(n)s pairs", counted[row.pk]) % {"n": counted[row.pk]},
            reverse("round_pairs", args=[row.pk]),
        )
        for row in MentorRound.objects.filter(pk__in=counted).order_by("starts", "pk")
    ]


declare(
    "mentorship",
    Departure(
        gettext_lazy("Mentoring pairs"),
        _rows,
        gettext_lazy("They go on to the end of their round, unless one of the two ends the pair."),
    ),
)
