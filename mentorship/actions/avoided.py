"""Pointing out who is meant by a name that somebody wants to avoid."""

from django.utils import timezone

from members.models import Person
from mentorship.models import Avoided
from network.models.journal import note
from network.seat import Seat


def point_out(avoided: Avoided, who: Person | None, *, by: Seat) -> None:
    """Keep whom the name means; None when the register has nobody by it.

    The journal tells of it at the round alone: neither the writer nor the name stands there.
    """
    by.require("point_out_avoided")
    avoided.who_id = who.pk if who else None
    avoided.looked_at = timezone.now()
    avoided.save(update_fields=["who", "looked_at"])
    found = avoided.interest.round
    note("point_out_avoided", found, round=found.title)
