"""Asking for a mentor or offering to be one, changing and withdrawing it, the manager's answer."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from mentorship.emails import write_receipt
from mentorship.intake.asker import asker_of
from mentorship.intake.avoiding import Avoiding, keep_avoiding
from mentorship.intake.drafts import drop_draft
from mentorship.intake.prefill import HANDED_ON
from mentorship.models import Avoided, Interest, ManagerAnswer, MentorRound
from mentorship.rules import MENTOR, State
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
    _send(interest)


def join(found: MentorRound, former: Interest, *, by: Seat) -> Interest:
    """Take part in a round as a mentor with one place, because a coordinator asked for it.

    What was written last is taken over, whom it avoids with it; the manager is asked as always.
    Raises CannotAsk when the round is not for the person, or they are in it.
    """
    by.require("change_interest", former)
    since = former.manager_since or former.person.manager_since
    if not asker_of(former.person).verdict(found, MENTOR, since).may:
        raise CannotAsk
    taken = {name: getattr(former, name) for name in HANDED_ON} | {"capacity": 1}
    new = Interest(
        round=found,
        person=former.person,
        membership_id=former.person.membership_id,
        role=MENTOR,
        manager_since=since,
        former=former,
        **taken,
    )
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as there:
        raise CannotAsk from there
    _avoid_the_same(former, new)
    _send(new)
    return new


def _send(interest: Interest) -> None:
    note_of(interest, "ask_in_round", role=interest.role)
    write_receipt(interest)
    send_on("mentorship.ask_manager", key=str(interest.pk), interest_id=interest.pk)


def _avoid_the_same(former: Interest, new: Interest) -> None:
    Avoided.objects.bulk_create(
        Avoided(
            interest=new,
            person_id=new.person_id,
            name=row.name,
            who_id=row.who_id,
            authority_id=row.authority_id,
            looked_at=row.looked_at,
        )
        for row in Avoided.objects.filter(interest=former).order_by("pk")
    )


def change(interest: Interest, *, by: Seat, avoiding: Avoiding) -> None:
    """Let an expression of interest say something else while the round is open.

    What the manager has answered stands: the yes is to taking part.
    """
    _refuse_the_wrong(interest)
    by.require("change_interest", interest)
    interest.save()
    keep_avoiding(interest, avoiding)
    drop_draft(interest.round, interest.person_id, interest.role)
    note_of(interest, "change_interest")


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
    note_of(interest, "approve_interest" if approved else "decline_interest")
    send_on("mentorship.tell_answer", key=str(interest.pk), interest_id=interest.pk)


def withdraw(interest: Interest, *, by: Seat) -> bool:
    """Withdraw an expression of interest; False when it was withdrawn already."""
    done = Interest.objects.filter(pk=interest.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by.user.pk
    )
    if done:
        note_of(interest, "withdraw_interest")
    return bool(done)


def leave_pool(interest: Interest, *, by: Seat) -> bool:
    """Ask a mentor no more before new rounds; False when that was so already."""
    by.require("leave_pool", interest)
    done = Interest.objects.filter(
        person=interest.person_id, role=interest.role, stays=True
    ).update(stays=False)
    if done:
        note_of(interest, "leave_mentor_pool")
    return bool(done)


def note_of(interest: Interest, verb: str, **facts: object) -> None:
    """A line in the journal about somebody's request or offer, with the round it was for."""
    note(
        verb,
        interest,
        person_id=interest.person_id,
        membership_id=interest.membership_id,
        round=interest.round.title,
        **facts,
    )
