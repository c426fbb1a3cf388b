"""What the invited manager does: answers, ticks what is done, completes or leaves."""

from datetime import date

from django.db import IntegrityError, transaction

from induction.actions.certificate import order
from induction.models import (
    Module,
    ModuleDone,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
)
from induction.progress import progress_of
from induction.rules import Stage
from mentorship.intake.prefill import begin_draft
from mentorship.models import MentorRound
from mentorship.rules import MENTEE
from network.models.journal import note
from network.seat import Seat


class Over(Exception):
    """The participation has ended, or was answered with a yes already."""


class NotThrough(Exception):
    """Some module is not done."""


class NotTicked(Exception):
    """The courses' roll tells who was there; nobody ticks it."""


def answer(
    it: Participation, *, accepted: bool, today: date, by: Seat, later: date | None = None
) -> None:
    """Keep the invited manager's answer; with a yes their request for a mentor is begun.

    Raises Over when there is nothing to answer any more.
    """
    by.require("answer_induction", it)
    if it.stage not in (Stage.INVITED, Stage.LATER, Stage.DECLINED):
        raise Over
    try:
        with transaction.atomic():
            ParticipationAnswer.objects.create(
                participation=it,
                person_id=it.person_id,
                accepted=accepted,
                later=None if accepted else later,
            )
    except IntegrityError as twice:  # a yes came just before
        raise Over from twice
    _note("accept_induction" if accepted else "decline_induction", it)
    if accepted:
        begin_request(it, today=today, by=by)


def begin_request(it: Participation, *, today: date, by: Seat) -> None:
    """Begin the mentee's request in the programme's round, as the round itself prefills it."""
    found: MentorRound | None = it.programme.mentor_round
    if found is not None:
        begin_draft(found, MENTEE, today=today, seat=by)


def tick(it: Participation, module: Module, *, done: bool, by: Seat) -> None:
    """Say that a module at one's workplace, or a joint meeting, is done or not after all."""
    by.require("tick_module", it)
    if module.kind == Module.Kind.COURSE:
        raise NotTicked
    if it.stage != Stage.TAKING:
        raise Over
    if not done:
        ModuleDone.objects.filter(participation=it, module=module).delete()
    else:
        ModuleDone.objects.bulk_create(
            [ModuleDone(participation=it, module=module, person_id=it.person_id)],
            ignore_conflicts=True,
        )
    _note("tick_module" if done else "untick_module", it, module=module.title)


def end(it: Participation, *, completed: bool, today: date, by: Seat) -> None:
    """Complete the programme, or leave it without being asked why; raises NotThrough, Over.

    Who completes it gets a certificate, and a letter that leads to it.
    """
    by.require("end_participation", it)
    if it.stage != Stage.TAKING:
        raise Over
    if completed:
        modules = list(it.programme.modules.all())
        if not progress_of([it], modules, today=today, seat=by)[0].is_through:
            raise NotThrough
    try:
        with transaction.atomic():
            ParticipationEnd.objects.create(
                participation=it, person_id=it.person_id, completed=completed
            )
    except IntegrityError as twice:
        raise Over from twice
    if completed:
        order(it)
    _note("complete_induction" if completed else "leave_induction", it)


def _note(verb: str, it: Participation, **facts: object) -> None:
    note(
        verb,
        it,
        person_id=it.person_id,
        membership_id=it.membership_id,
        programme=it.programme.title,
        **facts,
    )
