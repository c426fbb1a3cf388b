"""What the invited manager does: answers, ticks what is done, completes or leaves."""

from datetime import date

from django.db import IntegrityError, transaction

from induction.models import (
    Module,
    ModuleDone,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
)
from induction.progress import progress_of
from induction.rules import Stage
from mentorship.models import Interest, InterestDraft, MentorRound
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
    ParticipationAnswer.objects.create(
        participation=it,
        person_id=it.person_id,
        accepted=accepted,
        later=None if accepted else later,
    )
    _note("accept_induction" if accepted else "decline_induction", it)
    if accepted:
        begin_request(it, today=today, by=by)


def begin_request(it: Participation, *, today: date, by: Seat) -> None:
    """Begin the mentee's request in the programme's round, if one may ask and has not.

    A draft that only its writer sees: what the register knows, and the usual choices.
    """
    found: MentorRound | None = it.programme.mentor_round
    if found is None or not found.is_open(today):
        return
    asked = Interest.objects.filter(
        round=found, person=it.person_id, role=MENTEE, withdrawn_at=None
    )
    if asked.exists():
        return
    usual = Interest()
    answers = {
        name: [str(getattr(usual, name))] for name in ("meeting", "language", "rhythm", "level")
    }
    if it.manager_since:
        answers["manager_since"] = [it.manager_since.isoformat()]
    if by.scope.staff:
        answers["staff"] = [str(len(by.scope.staff))]
    InterestDraft.objects.bulk_create(
        [InterestDraft(round=found, person_id=it.person_id, role=MENTEE, answers=answers)],
        ignore_conflicts=True,
    )


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
    """Complete the programme, or leave it without being asked why; raises NotThrough, Over."""
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
