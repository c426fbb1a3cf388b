"""Asking for a mentor or offering to be one, changing and withdrawing it, the manager's answer."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from mentorship.emails import write_receipt
from mentorship.intake.asker import asker_of
from mentorship.intake.avoiding import Avoiding, keep_avoiding
from mentorship.intake.drafts import drop_draft
from mentorship.models import Interest, ManagerAnswer
from mentorship.rules import State
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


class CannotAsk(Exception):
    """The round is closed, or is not for the person."""


class AskedAlready(Exception):
    """There is one for the same round, person and role."""


class AnsweredAlready(Exception):
    """It was answered, or withdrawn, in the meantime."""


def ask(interest: Interest, *, by: Seat, avoiding: Avoiding | None = None) -> None:
    """Take an expression of interest: the receipt goes out, and the manager is asked."""
    _refuse_the_wrong(interest)
    if interest.manager_since is None:
        interest.manager_since = interest.person.manager_since
    try:
        with transaction.atomic():
            interest.save(force_insert=True)
    except IntegrityError as twice:
        raise AskedAlready from twice
    keep_avoiding(interest, avoiding or Avoiding())
    drop_draft(interest.round, interest.person_id, interest.role)
    _note("ask_in_round", interest, role=interest.role)
    write_receipt(interest)
    send_on("mentorship.ask_manager", key=str(interest.pk), interest_id=interest.pk)


def change(interest: Interest, *, by: Seat, avoiding: Avoiding) -> None:
    """Let an expression of interest say something else while the round is open.

    What the manager has answered stands: the yes is to taking part.
    """
    _refuse_the_wrong(interest)
    by.require("change_interest", interest)
    interest.save()
    keep_avoiding(interest, avoiding)
    drop_draft(interest.round, interest.person_id, interest.role)
    _note("change_interest", interest)


def _refuse_the_wrong(interest: Interest) -> None:
    who, found = asker_of(interest.person), interest.round
    if not who.verdict(found, interest.role, interest.manager_since).may:
        raise CannotAsk
    if not found.is_open(timezone.localdate()):
        raise CannotAsk


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


def leave_pool(interest: Interest, *, by: Seat) -> bool:
    """Ask a mentor no more before new rounds; False when that was so already."""
    by.require("leave_pool", interest)
    done = Interest.objects.filter(
        person=interest.person_id, role=interest.role, stays=True
    ).update(stays=False)
    if done:
        _note("leave_mentor_pool", interest)
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
