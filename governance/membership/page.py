"""The front of memberships, and what hangs on one that ends."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from governance.models import MembershipTerms, Resignation
from members.departures import Hanging, departures
from network.seat import Seat


def front(seat: Seat) -> dict[str, Any]:
    """The notices that are given, and the terms that hold."""
    rows = Resignation.objects.select_related("membership__authority")
    return {
        "resignations": rows.filter(withdrawn_at=None),
        "terms": MembershipTerms.objects.on(timezone.localdate()).first(),
        "keeps": seat.may("keep_applications"),
    }


def hanging_on(
    membership: int, last_day: date
) -> Iterable[tuple[str | Promise, list[Hanging], str | Promise]]:
    """What goes on past a last day, room by room, and what becomes of it."""
    found = ((part.label, part.rows(membership, last_day), part.becomes) for part in departures())
    return [row for row in found if row[1]]
