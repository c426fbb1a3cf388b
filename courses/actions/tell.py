"""Letters about seats: written in the system scope, once each, after the seat is certain."""

from django.utils import timezone, translation

from courses import approval_emails, emails
from courses.actions.late_fee import reckon
from courses.actions.move import tell_cancelled
from courses.divided import explanation_of
from courses.models import Approval, Enrolment, Offer, Run, Withdrawal
from courses.seats import ask
from network.actions.errand import errand
from network.models.journal import note

State = Enrolment.State
SEATED = (State.PENDING, State.ENROLLED)


def _enrolment(pk: int) -> Enrolment:
    found: Enrolment = Enrolment.objects.select_related("run__course", "person__user").get(pk=pk)
    return found


def _seated(row: Enrolment) -> bool:
    """Off the lists of the course's other runs; returns whether the seat is kept."""
    if row.state not in SEATED:
        return False
    ask("leave_elsewhere", row.pk)
    row.refresh_from_db(fields=["state"])
    return row.state in SEATED


@errand("courses.tell_enrolled")
def tell_enrolled(enrolment: int) -> None:
    """Confirm what an enrolment became; by then it may have changed."""
    row = _enrolment(enrolment)
    if row.moved_up_at or not row.is_active:
        return
    if row.state == State.WAITING:
        _note("join_line", row.run, row)
        emails.waiting_list(row)
    elif row.state == State.APPLIED:
        emails.applied(row)
    elif _seated(row):
        emails.seat(row, "seat_confirmed")


@errand("courses.tell_moved_up")
def tell_moved_up(enrolment: int) -> None:
    """Tell somebody that a seat became theirs, and write it in the journal."""
    row = _enrolment(enrolment)
    at = timezone.localtime(row.moved_up_at).isoformat() if row.moved_up_at else None
    _note("move_up", row.run, row, at=at)
    if _seated(row):
        emails.seat(row, "moved_up")
    reckon(row.run)


@errand("courses.tell_approved")
def tell_approved(enrolment: int) -> None:
    """Confirm a seat that had waited for its approvals."""
    row = _enrolment(enrolment)
    if row.state == State.ENROLLED:
        emails.seat_confirmed(row)


@errand("courses.tell_placed")
def tell_placed(enrolment: int) -> None:
    """Tell somebody who applied what they got."""
    row = _enrolment(enrolment)
    with translation.override(row.person.language):
        why = explanation_of(row)
    if row.state == State.WAITING:
        emails.waiting_list(row, why)
    elif row.state == State.REFUSED:
        emails.not_placed(row, why)
    elif _seated(row):
        emails.seat(row, "placed", why)


@errand("courses.tell_offered")
def tell_offered(offer: int) -> None:
    """Ask the first in line, unless the answer is there already."""
    row: Offer = Offer.objects.select_related(
        "enrolment", "run__course", "person__user", "run__network"
    ).get(pk=offer)
    _note("offer", row.run, row, enrolment=row.enrolment_id)
    if row.answer == Offer.Answer.OPEN:
        emails.offered(row)


@errand("courses.tell_handed_over")
def tell_handed_over(enrolment: int, former: int) -> None:
    """Confirm the seat to the colleague; the one who gave it is told by the withdrawal."""
    row = _enrolment(enrolment)
    giver = _enrolment(former)
    if row.state in SEATED:
        emails.taken_over(row, giver.person.name)


@errand("courses.tell_withdrawn")
def tell_withdrawn(withdrawal: int) -> None:
    """Confirm a withdrawal and take the days out of the calendar."""
    emails.withdrawn(_withdrawal(withdrawal))


@errand("courses.tell_ended")
def tell_ended(withdrawal: int) -> None:
    """Tell somebody why the engine ended their enrolment."""
    row = _withdrawal(withdrawal)
    _note("end_enrolment", row.run, row, enrolment=row.enrolment_id, kind=row.kind, was=row.was)
    if row.kind == Withdrawal.Kind.RUN_CANCELLED:
        tell_cancelled(row)
    elif row.kind == Withdrawal.Kind.REFUSED_APPROVAL:
        refusals = Approval.objects.with_facts().filter(enrolment=row.enrolment_id, state="no")
        approval_emails.refused(refusals.get())
    else:
        emails.ended(row)


def _withdrawal(pk: int) -> Withdrawal:
    found: Withdrawal = Withdrawal.objects.select_related(
        "run__course", "person__user", "enrolment"
    ).get(pk=pk)
    return found


def _note(verb: str, run: Run, row: Enrolment | Offer | Withdrawal, **facts: object) -> None:
    facts.setdefault("enrolment", row.pk)
    note(verb, run, person_id=row.person_id, membership_id=row.membership_id, **facts)
