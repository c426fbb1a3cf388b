"""What pages show of the year: its steps as they are today, each with its task."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import get_script_prefix

from governance.models import WheelStep, WheelTask
from governance.wheel.rules import MARKS, in_order, is_now, is_past
from network.seat import Seat


def year_of(seat: Seat) -> list[WheelStep]:
    """The steps of the network's year in order; the usual ones until its own are laid."""
    rows = list(WheelStep.objects.seen_by(seat).select_related("body"))
    if not rows:
        rows = WheelStep.objects.usual()
    return in_order(row for row in rows if row.ended_at is None)


def address(link: str) -> str:
    """Where a step's link leads: a page of this network, or somewhere else."""
    return get_script_prefix().rstrip("/") + link if link.startswith("/") else link


@dataclass(frozen=True)
class StepNow:
    """A step as seen on a day, with the newest task of it that the reader sees."""

    step: WheelStep
    past: bool
    now: bool
    task: WheelTask | None = None

    @property
    def mark(self) -> str:
        """The mark of its task."""
        return MARKS[self.task.state] if self.task else ""

    @property
    def address(self) -> str:
        """Where it is done."""
        return address(self.step.link)


def steps_now(
    steps: list[WheelStep], today: date, tasks: dict[int, WheelTask] | None = None
) -> list[StepNow]:
    """The steps with those that are over and those we are in."""
    found = tasks or {}
    return [
        StepNow(step, is_past(step, today), is_now(step, today), found.get(step.pk))
        for step in steps
    ]


def tasks_now(seat: Seat, today: date) -> dict[int, WheelTask]:
    """By step: the task that is longest open, else the newest of this year."""
    rows = WheelTask.objects.seen_by(seat)
    found: dict[int, WheelTask] = {}
    for row in rows.filter(Q(state="open") | Q(due__year__gte=today.year)).order_by("year"):
        if row.step_id not in found or not found[row.step_id].is_open:
            found[row.step_id] = row
    return found
