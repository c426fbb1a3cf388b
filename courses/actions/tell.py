"""Letters about seats: written in the system scope, once each, after the seat is certain."""

from django.utils import timezone

from courses import emails
from courses.actions.late_fee import reckon
from courses.actions.move import tell_cancelled
from courses.models import Enrolment, Withdrawal
from network.actions.errand import errand
from network.models.journal import note


def _enrolment(pk: int) -> Enrolment:
    found: Enrolment = Enrolment.objects.select_related("run__course", "person__user").get(pk=pk)
    return found


@errand("courses.tell_enrolled")
def tell_enrolled(enrolment: int) -> None:
    """Confirm a seat, or say which place in the line it became; by then it may have changed."""
    row = _enrolment(enrolment)
    if row.moved_up_at or not row.is_active:
        return
    if row.state == Enrolment.State.ENROLLED:
        emails.seat_confirmed(row)
    else:
        note(
            "join_line",
            row.run,
            person_id=row.person_id,
            membership_id=row.membership_id,
            enrolment=row.pk,
        )
        emails.waiting_list(row)


@errand("courses.tell_moved_up")
def tell_moved_up(enrolment: int) -> None:
    """Tell somebody that a seat became theirs, and write it in the journal."""
    row = _enrolment(enrolment)
    note(
        "move_up",
        row.run,
        person_id=row.person_id,
        membership_id=row.membership_id,
        enrolment=row.pk,
        at=timezone.localtime(row.moved_up_at).isoformat() if row.moved_up_at else None,
    )
    if row.state == Enrolment.State.ENROLLED:
        emails.moved_up(row)
    reckon(row.run)


@errand("courses.tell_withdrawn")
def tell_withdrawn(withdrawal: int) -> None:
    """Confirm a withdrawal and take the days out of the calendar."""
    row: Withdrawal = Withdrawal.objects.select_related(
        "run__course", "person__user", "enrolment"
    ).get(pk=withdrawal)
    emails.withdrawn(row)


@errand("courses.tell_ended")
def tell_ended(withdrawal: int) -> None:
    """Tell somebody whose enrolment the seat engine ended, with the reason."""
    row: Withdrawal = Withdrawal.objects.select_related(
        "run__course", "person__user", "enrolment"
    ).get(pk=withdrawal)
    if row.kind == Withdrawal.Kind.RUN_CANCELLED:
        tell_cancelled(row)
