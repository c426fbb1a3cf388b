"""Applying where seats are not given as people come: one run, or up to three in order of choice."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from courses.actions.enrol import enrol
from courses.actions.withdraw import withdraw
from courses.models import Enrolment, Run
from courses.rules import Mode, RunState
from members.models import Person
from network.seat import Seat

MOST_CHOICES = 3
APPLIED_FOR = (Mode.SHARES, Mode.DRAW, Mode.SELECTION)


def may_be_ranked(run: Run, seat: Seat) -> QuerySet[Run]:
    """Runs of the same course that are given out the same way and take applications."""
    found: QuerySet[Run] = Run.objects.seen_by(seat).filter(
        course=run.course_id, mode=run.mode, state=RunState.OPEN
    )
    return found.exclude(pk=run.pk).order_by("begins_at", "pk")


def apply(runs: Sequence[Run], person: Person, *, by: Seat, reference: str = "") -> list[Enrolment]:
    """Apply for the first of the runs, else the second, else the third: all of them or none.

    Raises NotPossible with the reasons of the first run that does not take the person.
    """
    with transaction.atomic():
        # In rising order, as everybody takes the runs' locks.
        choices = sorted(enumerate(runs[:MOST_CHOICES], start=1), key=lambda one: one[1].pk)
        made = {
            choice: enrol(run, person, by=by, reference=reference, choice=choice)
            for choice, run in choices
        }
    return [made[choice] for choice in sorted(made)]


def withdraw_application(run: Run, *, by: Seat) -> int:
    """Take one's application for a run, and those ranked beside it, back; returns how many."""
    mine = Enrolment.objects.of(by).filter(
        run__course=run.course_id, run__mode=run.mode, state=Enrolment.State.APPLIED
    )
    rows = list(mine.select_related("run__course", "person").order_by("run"))
    with transaction.atomic():
        for row in rows:
            withdraw(row, by=by)
    return len(rows)
