"""What the ground floor tells the start page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.models import Letter
from network.seat import Seat
from network.start import ToDo


def todos(seat: Seat) -> list[ToDo]:
    """Letters that the mail server refused."""
    if not seat.may("send_letter_again"):
        return []
    failed = Letter.objects.seen_by(seat).failed().count()
    if not failed:
        return []
    words = ngettext("One letter could not be sent", "%(n)s letters could not be sent", failed) % {
        "n": failed
    }
    return [
        ToDo(
            what=words,
            why=_("The mail server refused it five times."),
            button=_("See which"),
            url=reverse("letters") + "?state=failed",
        )
    ]
