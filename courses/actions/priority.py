"""Putting somebody before others in the line, with the reason in writing."""

from courses.models import Enrolment, Priority
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


def prioritise(enrolment: Enrolment, priority: int, *, reason: str, by: Seat) -> Priority:
    """Give an enrolment another priority; a higher number goes before, 0 is the usual order."""
    by.require("keep_courses")
    laid: Priority = Priority.objects.create(
        enrolment=enrolment,
        run_id=enrolment.run_id,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        priority=priority,
        reason=reason,
        by_user_id=by.user.pk,
    )
    note(
        "prioritise",
        enrolment.run,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        enrolment=enrolment.pk,
        priority=priority,
        reason=reason,
    )
    wake(current_network_id())
    return laid
