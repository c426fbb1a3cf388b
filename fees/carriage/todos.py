"""What the economist has to do about e-invoices."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.models import Dispatch
from network.seat import Seat
from network.start import ToDo


def todos(seat: Seat) -> list[ToDo]:
    """E-invoices that did not arrive, and those that wait to be downloaded."""
    if not seat.may("send_invoices"):
        return []
    seen = Dispatch.objects.seen_by(seat)
    found = []
    address = reverse("dispatches")
    if lost := seen.to_look_at().count():
        found.append(
            ToDo(
                what=ngettext(
                    "%(count)s e-invoice did not arrive",
                    "%(count)s e-invoices did not arrive",
                    lost,
                )
                % {"count": lost},
                why=_("Read why: send it again, or credit the invoice and bill again."),
                button=_("See what to do"),
                url=f"{address}?state=look",
            )
        )
    if waiting := seen.to_download().count():
        found.append(
            ToDo(
                what=ngettext(
                    "Hand over %(count)s e-invoice", "Hand over %(count)s e-invoices", waiting
                )
                % {"count": waiting},
                why=_("Download them and give them to your access point."),
                button=_("Download"),
                url=f"{address}?state=waiting",
            )
        )
    return found
