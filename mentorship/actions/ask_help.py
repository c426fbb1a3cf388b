"""Asking somebody for what would give a mentee a mentor, the answer, and taking it back."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.ask_pairs import usual_last_day
from mentorship.actions.interest import CannotAsk, join
from mentorship.helping.rules import MOST_MENTEES, OTHERWISE, Kind
from mentorship.models import HelpQuestion, Interest
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def ask_help(mentee: Interest, asked: Interest, kind: str, *, by: Seat) -> HelpQuestion:
    """Ask for what would help a mentee; who is asked reads nothing of the mentee.

    Raises Refused when the same question waits for an answer already.
    """
    try:
        with transaction.atomic():
            made: HelpQuestion = HelpQuestion.objects.create(
                round=mentee.round,
                mentee=mentee,
                asked=asked,
                person_id=asked.person_id,
                kind=kind,
                answer_by=usual_last_day(timezone.localdate()),
                asked_by=by.user.pk,
            )
    except IntegrityError as twice:
        raise Refused(_("That has been asked already, and waits for an answer.")) from twice
    note("ask_help", mentee.round, round=mentee.round.title)
    send_on("mentorship.ask_help", key=str(made.pk), question_id=made.pk)
    return made


def take_back_help(question: HelpQuestion, *, by: Seat) -> None:
    """Take a question back that nobody has answered; its link says so from then on."""
    waiting = HelpQuestion.objects.waiting().filter(pk=question.pk)
    if not waiting.update(taken_back_at=timezone.now()):
        raise Refused(_("It is too late: the question has been answered."))
    note("take_back_help", question.round, round=question.round.title)


def answer_help(question: HelpQuestion, *, yes: bool, by: Seat) -> None:
    """Keep one's own answer; a yes does at once what was asked for. The coordinators are told.

    Raises Refused when it is answered or taken back already, or cannot be done any more.
    """
    with transaction.atomic():
        waiting = HelpQuestion.objects.waiting().of(by).filter(pk=question.pk)
        if not waiting.update(answered_at=timezone.now(), accepted=yes):
            raise Refused(_("The question does not wait for an answer any more."))
        if yes:
            _do(question, by=by)
        note(
            "accept_help" if yes else "decline_help",
            question.round,
            person_id=question.person_id,
            membership_id=question.asked.membership_id,
            round=question.round.title,
        )
        send_on("mentorship.tell_help", key=str(question.pk), question_id=question.pk)


def _do(question: HelpQuestion, *, by: Seat) -> None:
    if question.kind == Kind.JOIN:
        try:
            join(question.round, question.asked, by=by)
        except CannotAsk as refusal:
            raise Refused(_("You cannot take part in this round any more.")) from refusal
        return
    own = Interest.objects.of(by).filter(pk=question.asked_id, withdrawn_at=None)
    if question.kind in OTHERWISE:
        done = own.update(**OTHERWISE[Kind(question.kind)])
    else:
        done = own.filter(capacity__lt=MOST_MENTEES).update(capacity=F("capacity") + 1)
    if not done:
        raise Refused(_("You do not take part in this round any more, or have no place to add."))
