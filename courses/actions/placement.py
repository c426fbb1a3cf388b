"""Giving out the seats of a run to those who applied."""

from collections.abc import Sequence

from django.db import transaction

from courses.models import Enrolment, Run
from courses.seats import ask
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


def place(
    run: Run,
    placed: Sequence[int],
    line: Sequence[int],
    *,
    seat_by: str = Enrolment.SeatBy.SELECTION,
    by: Seat | None,
) -> None:
    """Seats for the enrolments `placed` and places in line for `line`, each in its order.

    The others who applied got none. Without `by` it is the portal itself, in the system scope.
    Raises SeatRefused for more than the seats, and for somebody who has not applied.
    """
    if by is not None:
        by.require("keep_courses")
    with transaction.atomic():
        ask("place_applicants", run.pk, list(placed), list(line), str(seat_by))
        note("place", run, placed=len(placed), line=len(line), seat_by=str(seat_by))
    wake(current_network_id())
