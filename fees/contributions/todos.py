"""What contributions in kind ask of the coordinators on their start page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.models import Contribution
from network.seat import Seat
from network.start import ToDo


def contribution_todos(seat: Seat) -> list[ToDo]:
    """Contributions that wait to be accepted or declined."""
    if not seat.may("settle_contribution"):
        return []
    count = Contribution.objects.seen_by(seat).waiting().count()
    if not count:
        return []
    words = ngettext(
        "Settle %(count)s contribution in kind", "Settle %(count)s contributions in kind", count
    )
    return [
        ToDo(
            what=words % {"count": count},
            why=_("A member has reported time, and it counts when you accept it."),
            button=_("See what waits"),
            url=reverse("contributions") + "?state=reported",
        )
    ]
