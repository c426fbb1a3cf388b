"""Putting somebody before others in the line: always with a written reason."""

from courses.models import Enrolment, Priority
from network.models.journal import note
from network.seat import Seat


def prioritise(enrolment: Enrolment, priority: int, *, by: Seat, reason: str) -> Priority:
    """Lay a priority; the seat engine moves the person in the line and passes free seats on."""
    by.require("give_priority", enrolment)
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
        "give_priority",
        enrolment.run,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        enrolment=enrolment.pk,
        priority=priority,
        reason=reason,
    )
    return laid
