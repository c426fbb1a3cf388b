"""What hand-overs tell the start page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import HandOver
from network.seat import Seat
from network.start import ToDo

State = HandOver.State


def todos(seat: Seat) -> list[ToDo]:
    """A hand-over that could not be carried out, until another one is."""
    if not seat.may("hand_over_network"):
        return []
    newest = HandOver.objects.order_by("-made_at", "-pk").first()
    if newest is None or newest.state != State.FAILED:
        return []
    return [
        ToDo(
            what=_("The hand-over to %(name)s could not be carried out")
            % {"name": newest.receiver_name},
            why=newest.fault,
            button=_("Look at it"),
            url=reverse("hand_over", args=[newest.pk]),
            due=newest.on,
        )
    ]
