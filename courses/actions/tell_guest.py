"""Letters to guests, and the end of what is kept of them."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from courses import guest_emails
from courses.models import GuestSeat
from network.actions.errand import errand

KEPT_AFTER_RUN = timedelta(days=30)
KEPT_UNANSWERED = timedelta(days=2)


def _guest(pk: int) -> GuestSeat | None:
    found: GuestSeat | None = (
        GuestSeat.objects.select_related("run__course", "run__network").filter(pk=pk).first()
    )
    return found


@errand("courses.tell_guest_asked")
def tell_guest_asked(guest: int) -> None:
    """Send the link by which a guest takes the seat; to who has it, the same page again."""
    if row := _guest(guest):
        guest_emails.asked(row)


@errand("courses.tell_guest_confirmed")
def tell_guest_confirmed(guest: int) -> None:
    """Confirm a guest's seat, unless it was given back meanwhile."""
    row = _guest(guest)
    if row and row.state == GuestSeat.State.CONFIRMED:
        guest_emails.confirmed(row)


@errand("courses.tell_guest_news")
def tell_guest_news(guest: int) -> None:
    """Tell a guest what became of the run, as it stands when the letter is written."""
    row = _guest(guest)
    if row and row.state == GuestSeat.State.CONFIRMED:
        guest_emails.news(row)


def forget_guests() -> int:
    """Delete those who never answered, gave their seat back, or came 30 days ago; returns how many.

    The number of guests stays on the run.
    """
    now = timezone.now()
    over = Q(run__ends_at__lt=now - KEPT_AFTER_RUN)
    unanswered = Q(state=GuestSeat.State.ASKED, asked_at__lt=now - KEPT_UNANSWERED)
    gone = Q(state=GuestSeat.State.WITHDRAWN, withdrawn_at__lt=now - KEPT_UNANSWERED)
    deleted, _by_kind = GuestSeat.objects.filter(over | unanswered | gone).delete()
    return int(deleted)
