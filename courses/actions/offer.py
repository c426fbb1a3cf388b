"""Answering an offered seat, and what happens to offers that nobody answers."""

from django.db import transaction
from django.utils import timezone

from courses.models import Enrolment, Offer
from courses.seats import ask
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


def accept(offer: Offer, *, by: Seat) -> str:
    """Say yes: returns the state that the enrolment has now, enrolled or pending.

    Raises SeatRefused when the offer is answered already or the last time has passed.
    """
    return _answer(offer, by=by, yes=True)


def decline(offer: Offer, *, by: Seat) -> str:
    """Say no: the seat goes to the next in line in the same transaction."""
    return _answer(offer, by=by, yes=False)


def _answer(offer: Offer, *, by: Seat, yes: bool) -> str:
    by.require("answer_offer", offer)
    with transaction.atomic():
        state = str(ask("answer_offer", offer.pk, yes))
        note(
            "accept_offer" if yes else "decline_offer",
            offer.run,
            person_id=offer.person_id,
            membership_id=offer.membership_id,
            enrolment=offer.enrolment_id,
        )
    wake(current_network_id())
    return state


def take_free_seat(enrolment: Enrolment, *, by: Seat) -> str:
    """In the last hours, take a free seat from the line; raises SeatRefused if there is none."""
    by.require("enrol", enrolment)
    with transaction.atomic():
        state = str(ask("take_free_seat", enrolment.pk))
        note(
            "take_free_seat",
            enrolment.run,
            person_id=enrolment.person_id,
            membership_id=enrolment.membership_id,
            enrolment=enrolment.pk,
        )
    wake(current_network_id())
    return state


def runs_with_overdue_offers() -> list[int]:
    """Runs of the open scope's network where somebody did not answer in time."""
    overdue = Offer.objects.overdue(timezone.now())
    return list(overdue.order_by("run").values_list("run", flat=True).distinct())


def expire(run_id: int) -> int:
    """Let the overdue offers of a run go to the next in line; in the system scope."""
    late = int(ask("expire_offers", run_id))
    wake(current_network_id())
    return late
