"""The year wheel is kept, turns by itself, and its tasks are done or skipped."""

from collections import defaultdict
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.minutes.naming import name_of
from governance.models import Office, WheelStep, WheelTask
from governance.rules import KEEPS, Duty
from governance.wheel.refusing import refused_in_words
from governance.wheel.rules import WHO, TaskState, days_of, years_due
from members.models import Role
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

ORDER = (Duty.CONVENER, Duty.CHAIR, Duty.VICE_CHAIR, Duty.SECRETARY)
"""Which officer of a body does its step, where there are several."""

Hands = list[tuple[int, str]]


def turn(today: date) -> None:
    """Make the tasks whose time has come, each once, and give each to who does it.

    In the network's system scope, or a coordinator's.
    """
    WheelStep.objects.lay_usual()
    made = [
        WheelTask(
            step=step,
            year=year,
            title=step.title,
            title_en=step.title_en,
            starts=first,
            due=last,
        )
        for step in WheelStep.objects.lasting()
        for year, first, last in years_due(step, today)
    ]
    WheelTask.objects.bulk_create(made, ignore_conflicts=True)
    give(today)


def _hands(tasks: list[WheelTask], today: date) -> tuple[dict[str, Hands], dict[int, Hands]]:
    """Who holds each role, and who keeps each body, on a day; the first is asked first."""
    roles: dict[str, Hands] = defaultdict(list)
    held = Role.objects.on(today).filter(kind__in=WHO).order_by("since", "pk")
    for kind, person, name in held.values_list("kind", "person", "person__name"):
        roles[kind].append((person, name))
    bodies: dict[int, Hands] = defaultdict(list)
    asked = {task.step.body_id for task in tasks if task.step.body_id}
    offices = Office.objects.on(today).filter(body__in=asked, duty__in=KEEPS, person__isnull=False)
    for row in sorted(offices, key=lambda one: (ORDER.index(Duty(one.duty)), one.since, one.pk)):
        bodies[row.body_id].append((row.person_id, row.name))
    return roles, bodies


def give(today: date) -> None:
    """Give each open task to somebody who holds its role or keeps its body; to nobody if none.

    Who has it already keeps it for as long as they hold the role.
    """
    tasks = list(WheelTask.objects.open().select_related("step"))
    roles, bodies = _hands(tasks, today)
    changed = []
    for task in tasks:
        hands = bodies[task.step.body_id] if task.step.body_id else roles[task.step.role]
        if any(person == task.person_id for person, _name in hands):
            continue
        task_for: tuple[int | None, str] = hands[0] if hands else (None, "")
        if (task.person_id, task.name) != task_for:
            task.person_id, task.name = task_for
            changed.append(task)
    WheelTask.objects.bulk_update(changed, ["person", "name"])


def save_step(step: WheelStep, *, by: Seat) -> WheelStep:
    """Write a step or change it; its open tasks follow, and one appears if it is time. Refused."""
    by.require("keep_wheel")
    new = step.pk is None
    with refused_in_words():
        if new:
            # The usual year is laid first, so that a first step of one's own adds to it.
            WheelStep.objects.lay_usual()
        step.save()
        open_tasks = list(WheelTask.objects.open().filter(step=step))
        for task in open_tasks:
            task.title, task.title_en = step.title, step.title_en
            task.starts, task.due = days_of(step, task.year)
        WheelTask.objects.bulk_update(open_tasks, ["title", "title_en", "starts", "due"])
        note("write_wheel_step" if new else "change_wheel_step", step, title=step.title)
        turn(timezone.localdate())
    return step


def end_step(step: WheelStep, *, by: Seat) -> None:
    """A step does not come back; its open task goes, what was done in earlier years stays."""
    by.require("keep_wheel")
    if step.ended_at is not None:
        raise Refused(_("The step has ended already."))
    with refused_in_words():
        WheelTask.objects.open().filter(step=step).delete()
        step.ended_at = timezone.now()
        step.save(update_fields=["ended_at"])
        note("end_wheel_step", step, title=step.title)


def return_step(step: WheelStep, *, by: Seat) -> None:
    """A step that had ended comes back each year again."""
    by.require("keep_wheel")
    if step.ended_at is None:
        raise Refused(_("The step comes back each year already."))
    with refused_in_words():
        step.ended_at = None
        step.save(update_fields=["ended_at"])
        note("return_wheel_step", step, title=step.title)
        turn(timezone.localdate())


def _held(task: WheelTask, by: Seat) -> WheelTask:
    by.require("do_wheel_task", task)
    rows = WheelTask.objects.select_for_update(of=("self",))
    held: WheelTask = rows.get(pk=task.pk)
    return held


def _over(task: WheelTask, state: TaskState, words: str, verb: str, *, by: Seat) -> None:
    held = _held(task, by)
    if not held.is_open:
        raise Refused(_("The task is over already."))
    held.state, held.words, held.over_at = state, words, timezone.now()
    held.over_by = name_of(by)[:120]
    with refused_in_words():
        held.save(update_fields=["state", "words", "over_at", "over_by"])
        note(verb, held, person_id=held.person_id, title=held.title, year=held.year)


def finish(task: WheelTask, words: str = "", *, by: Seat) -> None:
    """The task of the year is done. Raises Refused."""
    _over(task, TaskState.DONE, words, "finish_wheel_task", by=by)


def skip(task: WheelTask, words: str, *, by: Seat) -> None:
    """The step is left out this year, for a reason. Raises Refused."""
    _over(task, TaskState.SKIPPED, words, "skip_wheel_task", by=by)


def reopen(task: WheelTask, *, by: Seat) -> None:
    """The task was not over after all. Raises Refused."""
    held = _held(task, by)
    if held.is_open:
        raise Refused(_("The task is open already."))
    held.state, held.words, held.over_at, held.over_by = TaskState.OPEN, "", None, ""
    with refused_in_words():
        held.save(update_fields=["state", "words", "over_at", "over_by"])
        note("reopen_wheel_task", held, person_id=held.person_id, title=held.title, year=held.year)
