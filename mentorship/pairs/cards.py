"""One's own pairs as cards on the start page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.models import Pair
from mentorship.pairs.partner import own_role
from mentorship.rules import MENTEE
from network.seat import Seat
from network.start import RoomCard


def own_cards(seat: Seat) -> list[RoomCard]:
    """Each pair that one is in and that both have agreed on, with how often one has met."""
    own = Q(contacts__person__in=seat.scope.people)
    running = Pair.objects.of(seat).standing().filter(started_at__isnull=False)
    counted = running.select_related("round").annotate(days=Count("contacts__day", filter=own))
    return [
        RoomCard(
            title=_("My mentor") if own_role(pair, seat) == MENTEE else _("My mentee"),
            figure=str(pair.days),
            what=ngettext("day that you have met", "days that you have met", pair.days),
            was=pair.round.title,
            url=reverse("pair", args=[pair.pk]),
        )
        for pair in counted.order_by("started_at", "pk")
    ]
