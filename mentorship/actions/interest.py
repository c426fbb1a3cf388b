"""Asking for a mentor or offering to be one, the manager's answer, and withdrawing."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from mentorship.emails import write_receipt
from mentorship.models import Interest, ManagerAnswer
from mentorship.rules import State
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


class CannotAsk(Exception):
    """The round is closed, or the person has not led staff long enough."""


class AskedAlready(Exception):
    """There is one for the same round, person and role."""


class AnsweredAlready(Exception):
    """It was answered, or withdrawn, in the meantime."""


def ask(interest: Interest, *, by: Seat) -> None:
    """Take an expression of interest: the receipt goes out, and the manager is asked."""
    verdict = interest.round.verdict(interest.role, interest.person.manager_since)
    if not verdict.may or not interest.round.is_open(timezone.localdate()):
        raise CannotAsk
    try:
        with transaction.atomic():
            interest.save(force_insert=True)
    except IntegrityError as twice:
        raise AskedAlready from twice
    _note("ask_in_round", interest, role=interest.role)
    write_receipt(interest)
    send_on("mentorship.ask_manager", key=str(interest.pk), interest_id=interest.pk)


def answer(interest: Interest, *, approved: bool, why: str, by: Seat) -> None:
    """Keep the manager's answer and tell the one who asked; the first answer stands."""
    if interest.state != State.WAITING:
        raise AnsweredAlready
    try:
        with transaction.atomic():
            ManagerAnswer.objects.create(
                interest=interest,
                person_id=interest.person_id,
                approved=approved,
                why="" if approved else why,
                user_id=by.user.pk,
            )
    except IntegrityError as twice:
        raise AnsweredAlready from twice
    _note("approve_interest" if approved else "decline_interest", interest)
    send_on("mentorship.tell_answer", key=str(interest.pk), interest_id=interest.pk)


def withdraw(interest: Interest, *, by: Seat) -> bool:
    """Withdraw an expression of interest; False when it was withdrawn already."""
    done = Interest.objects.filter(pk=interest.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by.user.pk
    )
    if done:
        _note("withdraw_interest", interest)
    return bool(done)


def _note(verb: str, interest: Interest, **facts: object) -> None:
    note(
        verb,
        interest,
        person_id=interest.person_id,
        membership_id=interest.membership_id,
        round=interest.round.title,
        **facts,
    )
