"""What payments and bank files ask of the economist."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.models import Payment, PaymentFile
from network.start import ToDo


def payment_todos() -> list[ToDo]:
    """Payments to look at, and bank files that were looked through and not taken in."""
    found = []
    if count := Payment.objects.unplaced().count():
        words = ngettext("%(count)s payment to look at", "%(count)s payments to look at", count)
        found.append(
            ToDo(
                what=words % {"count": count},
                why=_("They could not be placed without guessing."),
                button=_("Look at them"),
                url=reverse("payment_work"),
            )
        )
    waiting = PaymentFile.objects.filter(taken_at=None).values_list("pk", flat=True)[:2]
    if waiting:
        found.append(
            ToDo(
                what=_("Take a bank file in, or throw it away"),
                why=_("It is looked through, and none of it is taken in."),
                button=_("See the file"),
                url=reverse("payment_file", kwargs={"pk": waiting[0]})
                if len(waiting) == 1
                else reverse("payment_files"),
            )
        )
    return found
