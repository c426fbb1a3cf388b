"""What the reminders ask of the economist."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions.remind import due_on, is_automatic
from fees.front import overdue_sum
from network import wording
from network.money import ZERO
from network.seat import Seat
from network.start import ToDo


def reminder_todos(seat: Seat) -> list[ToDo]:
    """The reminders that wait to be looked through; none where they go by themselves."""
    today = timezone.localdate()
    if is_automatic(today):
        return []
    due = due_on(today)
    if not due:
        return []
    words = ngettext(
        "Send %(count)s reminder of unpaid invoices",
        "Send %(count)s reminders of unpaid invoices",
        len(due),
    )
    return [
        ToDo(
            what=words % {"count": len(due)},
            why=_("%(sum)s of the %(overdue)s that is overdue.")
            % {
                "sum": wording.kr_short(sum((one.left for one in due), ZERO)),
                "overdue": wording.kr_short(overdue_sum(seat, today)),
            },
            button=_("Look through"),
            url=reverse("reminders"),
        )
    ]
