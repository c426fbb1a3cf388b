"""Giving a seat back: it goes to the first in line in the same transaction."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses import rules
from courses.models import Enrolment, Withdrawal
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


class AlreadyWithdrawn(Exception):
    """Somebody withdrew it first."""


class CourseBegun(Exception):
    """The first session has begun, so there is no seat left to give back."""


@dataclass(frozen=True)
class Consequence:
    """What a withdrawal now would cost the authority, and until when it costs that."""

    fee: Decimal
    until: date | None


def consequence(enrolment: Enrolment) -> Consequence:
    """The late fee of today, by the terms frozen on the enrolment; a place in line is free."""
    if enrolment.state != Enrolment.State.ENROLLED:
        return Consequence(Decimal(0), None)
    term = rules.term_on(enrolment.late_terms, timezone.localdate())
    return Consequence(term.fee, term.until) if term else Consequence(Decimal(0), None)


def withdraw(
    enrolment: Enrolment,
    *,
    by: Seat,
    reason: str = "",
    kind: str = Withdrawal.Kind.WITHDRAWN,
) -> Withdrawal:
    """Give a seat or a place in the line back; raises AlreadyWithdrawn for the second of two.

    Raises CourseBegun from the first session on.
    """
    by.require("withdraw", enrolment)
    if not rules.may_withdraw(enrolment.run.begins_at, now=timezone.now()):
        raise CourseBegun
    cost = consequence(enrolment)
    laid = Withdrawal(
        enrolment=enrolment,
        run_id=enrolment.run_id,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        by_user_id=by.user.pk,
        reason=reason,
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
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
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
    send_on("courses.tell_withdrawn", key=f"withdrawal:{laid.pk}", withdrawal=laid.pk)
    return laid
