"""Giving a seat back: it goes to the first in line in the same transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses import rules
from courses.actions.late_fee import consequence, owe_late_fee
from courses.models import Enrolment, Withdrawal
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import constraint_of
from network.seat import Seat


class AlreadyWithdrawn(Exception):
    """Somebody withdrew it first."""


class CourseBegun(Exception):
    """The first session has begun, so there is no seat left to give back."""


def withdraw(
    enrolment: Enrolment,
    *,
    by: Seat,
    reason: str = "",
    kind: str = Withdrawal.Kind.WITHDRAWN,
    sick: bool = False,
) -> Withdrawal:
    """Give a seat or a place in the line back; raises AlreadyWithdrawn for the second of two.

    Raises CourseBegun from the first session on.
    """
    by.require("withdraw", enrolment)
    if not rules.may_withdraw(enrolment.run.begins_at, now=timezone.now()):
        raise CourseBegun
    cost = consequence(enrolment, sick=sick)
    laid = Withdrawal(
        enrolment=enrolment,
        run_id=enrolment.run_id,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        by_user_id=by.user.pk,
        # Who says that they are sick says no more: the reason is nobody's business.
        reason="" if sick else reason,
        sick=sick,
        kind=kind,
        was=enrolment.state,
        was_waiting=enrolment.state not in (Enrolment.State.PENDING, Enrolment.State.ENROLLED),
        fee=cost.fee,
        fee_until=cost.until,
    )
    try:
        with transaction.atomic():
            laid.save(force_insert=True)
    except IntegrityError as error:
        broken = constraint_of(error)
        if broken == "courses_withdrawal_once":
            raise AlreadyWithdrawn from error
        raise
    note(
        "withdraw",
        enrolment.run,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        enrolment=enrolment.pk,
        waiting=laid.was_waiting,
        fee=str(laid.fee),
    )
    owe_late_fee(laid)
    send_on("courses.tell_withdrawn", key=f"withdrawal:{laid.pk}", withdrawal=laid.pk)
    return laid
