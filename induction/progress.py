"""How far those who take part have come: asked of courses and pairs, kept nowhere twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from courses.actions.attendance import attended
from courses.actions.certificate import is_earned
from courses.hiding import shown_name
from courses.models import AfterRule, Enrolment, Run
from induction.models import Module, ModuleDone, Participation
from induction.rules import Stage, Status
from mentorship.models import Pair
from network.seat import Seat

BOOKED = (Enrolment.State.ENROLLED, Enrolment.State.PENDING)


@dataclass(frozen=True)
class Step:
    """One module of somebody's, and the enrolment that it hangs on, if any.

    `due` is the day by which it is to be done; none where it had passed when they were invited.
    """

    module: Module
    status: Status
    enrolment: Enrolment | None = None
    due: date | None = None

    @property
    def kind(self) -> str:
        """How its state is shown."""
        kinds = {Status.DONE: "good", Status.LATE: "bad", Status.TO_DO: "off"}
        return kinds.get(self.status, "now")

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.status == Status.DONE


@dataclass(frozen=True)
class Progress:
    """Somebody's way through a programme: the modules in order, and whether a mentor is there.

    `name` is what the reader may know of a protected identity.
    """

    it: Participation
    name: str
    steps: tuple[Step, ...]
    has_mentor: bool

    @property
    def done(self) -> int:
        """How many modules are done."""
        return sum(step.is_done for step in self.steps)

    @property
    def is_late(self) -> bool:
        """Whether a module should have been done by now."""
        return any(step.status == Status.LATE for step in self.steps)

    @property
    def is_through(self) -> bool:
        """Whether every module is done; a programme without modules is never through."""
        return bool(self.steps) and self.done == len(self.steps)

    @property
    def is_taking(self) -> bool:
        """Whether they have said yes and are not through."""
        return bool(self.it.stage == Stage.TAKING)

    @property
    def following(self) -> Step | None:
        """The first module that is not done."""
        return next((step for step in self.steps if not step.is_done), None)


def progress_of(
    participations: Iterable[Participation], modules: Sequence[Module], *, today: date, seat: Seat
) -> list[Progress]:
    """The progress of people in one programme, in the order given; the same few questions for
    one as for hundreds.
    """
    rows = list(participations)
    mentored = _with_mentor(rows)
    return [
        Progress(row, shown_name(row.person, seat), steps, row.person_id in mentored)
        for row, steps in zip(rows, steps_of(rows, modules, today=today), strict=True)
    ]


def steps_of(
    rows: Sequence[Participation], modules: Sequence[Module], *, today: date
) -> list[tuple[Step, ...]]:
    """The modules of each, in order, with how far they are done."""
    people = {row.person_id for row in rows}
    taken = _taken(people, {one.course_id for one in modules if one.course_id})
    ticked = set(
        ModuleDone.objects.filter(participation__in=[row.pk for row in rows]).values_list(
            "participation", "module"
        )
    )
    return [tuple(_step(row, module, taken, ticked, today) for module in modules) for row in rows]


Taken = dict[tuple[int, int], tuple[Status, Enrolment]]


def _step(
    row: Participation, module: Module, taken: Taken, ticked: set[tuple[int, int]], today: date
) -> Step:
    status, enrolment = taken.get((row.person_id, module.course_id or 0), (Status.TO_DO, None))
    if (row.pk, module.pk) in ticked:
        status = Status.DONE
    due = module.done_by
    if due is not None and due < timezone.localdate(row.invited_at):
        due = None
    over = due is not None and due < today
    if status == Status.TO_DO and over and row.stage == Stage.TAKING:
        status = Status.LATE
    return Step(module, status, enrolment, due)


def _taken(people: set[int], courses: set[int]) -> Taken:
    """The best that each person has on each course: done, a seat, or a place in line."""
    rows = list(
        Enrolment.objects.active()
        .filter(person__in=people, run__course__in=courses)
        .select_related("run")
        .order_by("pk")
    )
    there = attended({row.run_id for row in rows})
    rules = list(AfterRule.objects.all())
    best: Taken = {}
    order = (Status.DONE, Status.BOOKED, Status.WAITING, Status.TO_DO)
    for row in rows:
        status = _status(row, there.get(row.pk, []), rules)
        key = (row.person_id, row.run.course_id)
        if key not in best or order.index(status) < order.index(best[key][0]):
            best[key] = (status, row)
    return best


def _status(row: Enrolment, sessions: list[Any], rules: list[AfterRule]) -> Status:
    if is_earned(row, sessions, _least(row.run, rules)):
        return Status.DONE
    if row.run.ends_at is not None and row.run.ends_at < timezone.now():
        return Status.TO_DO
    return Status.BOOKED if row.state in BOOKED else Status.WAITING


def _least(run: Run, rules: list[AfterRule]) -> int:
    """The share of the time that a certificate asks for, by the rule of the run's last day."""
    if run.presence_percent:
        return run.presence_percent
    day = timezone.localtime(run.ends_at).date() if run.ends_at else timezone.localdate()
    held = (
        rule
        for rule in rules
        if (rule.since is None or rule.since <= day) and (rule.until is None or rule.until >= day)
    )
    return int(next(held, AfterRule()).presence_percent)


def _with_mentor(rows: list[Participation]) -> set[int]:
    """Whose pair runs, or has run to its end, in the round of their programme."""
    rounds = {row.programme.mentor_round_id for row in rows if row.programme.mentor_round_id}
    if not rounds:
        return set()
    pairs = Pair.objects.filter(
        round__in=rounds,
        mentee_person__in=[row.person_id for row in rows],
        started_at__isnull=False,
    ).exclude(end__kind__in=["early", "declined", "undone"])
    return set(pairs.values_list("mentee_person", flat=True))
