"""What the page of one participation shows."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from courses import words
from courses.hiding import is_hidden
from courses.models import Run
from courses.rules import RunState
from induction.actions.certificate import holding
from induction.models import Participation
from induction.progress import Step, progress_of
from induction.rules import Stage, Status
from induction.words import KINDS, days_of
from mentorship.models import Interest
from mentorship.rules import MENTEE
from network.seat import Seat


@dataclass(frozen=True)
class Line:
    """A module on the page: how far, and the run that it can be taken on, in words."""

    step: Step
    run: Run | None = None
    when: str = ""
    where: str = ""
    price: str = ""
    seats: str = ""
    may_enrol: bool = False
    may_tick: bool = False


def participation_page(it: Participation, seat: Seat) -> dict[str, Any]:
    """Everything that the page shows, in a constant number of questions."""
    today = timezone.localdate()
    own = it.person_id in seat.scope.people
    modules = list(it.programme.modules.select_related("course", "meeting"))
    progress = progress_of([it], modules, today=today, seat=seat)[0]
    takes = it.stage == Stage.TAKING
    runs = _next_runs(progress.steps, seat) if takes else {}
    mine = {row.enrolment.run_id for row in progress.steps if row.enrolment}
    taken = {
        run.pk: run
        for run in Run.objects.seen_by(seat).filter(pk__in=mine).prefetch_related("sessions")
    }
    ticks = takes and seat.may("tick_module", it)
    lines = [_line(step, runs, taken, own=own and takes, ticks=ticks) for step in progress.steps]
    found = it.programme.mentor_round
    asked = (
        found is not None
        and own
        and Interest.objects.of(seat).filter(round=found, role=MENTEE, withdrawn_at=None).exists()
    )
    fetches = (
        it.stage == Stage.COMPLETED
        and seat.may("fetch_induction_certificate", it)
        and (own or not is_hidden(it.person, seat))
    )
    return {
        "it": it,
        "own": own,
        "days": days_of(it.programme),
        "progress": progress,
        "lines": lines,
        "kind": KINDS[it.stage],
        "takes": takes,
        "knows_mentor": found is not None
        and (own or seat.scope.whole)
        and (takes or progress.has_mentor),
        "round": found,
        "asks": takes and own and found is not None and found.is_open(today) and not asked,
        "asked": asked,
        "paper": holding(it) if fetches else None,
        "fetches": fetches,
        "revokes": fetches and seat.may("revoke_induction_certificate"),
        "ends": takes and seat.may("end_participation", it),
        "answers": own and it.stage in (Stage.LATER, Stage.DECLINED),
    }


def _next_runs(steps: Any, seat: Seat) -> dict[int, Run]:
    """The next run that takes enrolments of each course that is left to take."""
    left = (Status.TO_DO, Status.LATE)
    courses = [step.module.course_id for step in steps if step.status in left]
    found: dict[int, Run] = {}
    runs = (
        Run.objects.seen_by(seat)
        .filter(course__in=[pk for pk in courses if pk], state=RunState.OPEN)
        .upcoming(timezone.now())
        .with_seats()
        .prefetch_related("sessions")
        .order_by("begins_at", "pk")
    )
    for run in runs:
        found.setdefault(run.course_id, run)
    return found


def _line(
    step: Step, runs: dict[int, Run], taken: dict[int, Run], *, own: bool, ticks: bool
) -> Line:
    module = step.module
    if module.kind != module.Kind.COURSE:
        return Line(step, may_tick=ticks)
    if step.enrolment is not None and step.status in (Status.BOOKED, Status.WAITING):
        there = taken.get(step.enrolment.run_id)
        if there is None:
            return Line(step)
        return Line(step, there, words.when_of(there), words.where(there))
    run = runs.get(module.course_id or 0)
    if step.is_done or run is None:
        return Line(step)
    return Line(
        step,
        run,
        words.when_of(run),
        words.where(run),
        words.price(run),
        words.seats_left(run),
        may_enrol=own,
    )
