"""What the network map tells the search."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Circle
from network.seat import Seat
from network.start import Found

SHOWN = 5


def found(seat: Seat, words: str) -> list[Found]:
    """Networks, groups and contact paths that hold the words."""
    rows = Circle.objects.seen_by(seat).on(timezone.localdate()).named_like(words)
    return [
        Found(
            kind=_("Network map"),
            title=row.name,
            detail=row.purpose,
            url=reverse("circle", args=[row.pk]),
        )
        for row in rows[:SHOWN]
    ]
