"""What memberships tell the start page: applications to prepare and to put before a body."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import MembershipApplication
from network.seat import Seat
from network.start import ToDo

State = MembershipApplication.State
SHOWN = 8


def todos(seat: Seat) -> list[ToDo]:
    """Applications that wait for the coordinator."""
    if not seat.may("keep_applications"):
        return []
    waiting = MembershipApplication.objects.seen_by(seat).filter(
        state__in=[State.RECEIVED, State.PREPARED]
    )
    return [
        ToDo(
            what=_("Prepare the application of %(name)s") % {"name": row.name}
            if row.state == State.RECEIVED
            else _("Put the application of %(name)s on an agenda") % {"name": row.name},
            why=_("The authority would join the network."),
            button=_("See the application"),
            url=reverse("application", args=[row.pk]),
        )
        for row in waiting[:SHOWN]
    ]
