"""Choosing sessions that take only so many."""

from collections.abc import Collection

from django.db import Error, transaction

from courses.models import Enrolment, Session, SessionSeat
from courses.seats import refusal
from network.models.journal import note
from network.seat import Seat


def choose_sessions(enrolment: Enrolment, session_ids: Collection[int], *, by: Seat) -> None:
    """Have just these of the run's limited sessions; all or nothing.

    Raises SeatRefused when one of them is full, or the enrolment has no seat yet.
    """
    by.require("enrol", enrolment)
    there = set(enrolment.session_seats.values_list("session", flat=True))
    wanted = set(
        Session.objects.filter(
            run=enrolment.run_id, capacity__isnull=False, pk__in=session_ids
        ).values_list("pk", flat=True)
    )
    try:
        with transaction.atomic():
            enrolment.session_seats.filter(session__in=there - wanted).delete()
            for session in sorted(wanted - there):
                SessionSeat.objects.create(
                    enrolment=enrolment,
                    session_id=session,
                    run_id=enrolment.run_id,
                    person_id=enrolment.person_id,
                    membership_id=enrolment.membership_id,
                )
            if there != wanted:
                note(
                    "choose_sessions",
                    enrolment.run,
                    person_id=enrolment.person_id,
                    membership_id=enrolment.membership_id,
                    sessions=len(wanted),
                )
    except Error as error:
        raise refusal(error) from error
