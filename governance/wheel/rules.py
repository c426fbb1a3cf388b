"""The year wheel: which days a step lies on in a year, and the usual year of a network."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import pgettext_lazy

from members.models import Role
from network.months import day_in

LEAD = timedelta(days=30)
"""So long before a step begins, its task of the year appears."""
SOON = timedelta(days=14)
"""So long before it begins, a task stands among what waits for somebody."""
LEAP_YEAR = 2024
BETWEEN = "\N{EN DASH}"

WHO = (Role.Kind.NETWORK_COORDINATOR, Role.Kind.EDUCATION_COORDINATOR, Role.Kind.ECONOMIST)
"""The roles that a step may be done by; other steps are done by the officers of a body."""


class TaskState(models.TextChoices):
    """How far the task of a step has come in a year."""

    OPEN = "open", pgettext_lazy("task of the wheel", "to do")
    DONE = "done", pgettext_lazy("task of the wheel", "done")
    SKIPPED = "skipped", pgettext_lazy("task of the wheel", "skipped this year")


MARKS: dict[str, str] = {TaskState.OPEN: "now", TaskState.DONE: "good", TaskState.SKIPPED: "off"}


class Dated(Protocol):
    """What has a first and a last day of the year; the last may lie in the next one."""

    @property
    def first_month(self) -> int: ...
    @property
    def first_day(self) -> int: ...
    @property
    def last_month(self) -> int: ...
    @property
    def last_day(self) -> int: ...


def longest(month: int) -> int:
    """The days of a month in a leap year, so that 29 February may be written."""
    return monthrange(LEAP_YEAR, month)[1]


def turns_the_year(step: Dated) -> bool:
    """Whether a step begins in one year and ends in the next."""
    return (step.last_month, step.last_day) < (step.first_month, step.first_day)


def days_of(step: Dated, year: int) -> tuple[date, date]:
    """The first and the last day of the step that begins in a year."""
    first = day_in(year, step.first_month, step.first_day)
    later = year + 1 if turns_the_year(step) else year
    return first, day_in(later, step.last_month, step.last_day)


def years_due(step: Dated, today: date) -> list[tuple[int, date, date]]:
    """The years whose task should be there: it begins within thirty days, and is not over.

    What is over is never asked for afterwards, so a new step makes no tasks of the past.
    """
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        first, last = days_of(step, year)
        if first - LEAD <= today <= last:
            found.append((year, first, last))
    return found


def is_now(step: Dated, today: date) -> bool:
    """Whether a day lies within the step."""
    return any(first <= today <= last for _year, first, last in years_due(step, today))


def is_past(step: Dated, today: date) -> bool:
    """Whether the step of this year is over."""
    return not is_now(step, today) and days_of(step, today.year)[1] < today


def _is_whole(step: Dated) -> bool:
    shortest = 28 if step.last_month == 2 else longest(step.last_month)
    return step.first_day == 1 and step.last_day >= shortest


def when(step: Dated) -> str:
    """The days of a step in words: januari, februari–mars, 15 oktober–30 november."""
    first, last = str(MONTHS[step.first_month]), str(MONTHS[step.last_month])
    if _is_whole(step):
        return first if step.first_month == step.last_month else f"{first}{BETWEEN}{last}"
    if (step.first_month, step.first_day) == (step.last_month, step.last_day):
        return f"{step.first_day} {first}"
    if step.first_month == step.last_month and not turns_the_year(step):
        return f"{step.first_day}{BETWEEN}{step.last_day} {last}"
    return f"{step.first_day} {first}{BETWEEN}{step.last_day} {last}"


@dataclass(frozen=True)
class Usual:
    """A step of the usual year of a network; its months are whole, and it is kept by a key."""

    key: str
    first_month: int
    last_month: int
    title: str
    title_en: str
    role: str
    link: str

    @property
    def first_day(self) -> int:
        """The first of its first month."""
        return 1

    @property
    def last_day(self) -> int:
        """The last of its last month."""
        return longest(self.last_month)


COORDINATOR = str(Role.Kind.NETWORK_COORDINATOR)
EDUCATION = str(Role.Kind.EDUCATION_COORDINATOR)
# The year as the networks describe theirs; each network changes its own.
USUAL = (
    Usual(
        "fees", 1, 1, "Medlemsavgifter och uppstart", "Membership fees and kick-off",
        COORDINATOR, "/fees/",
    ),
    Usual("report", 2, 3, "Verksamhetsberättelse", "Annual report", COORDINATOR, "/reports/"),
    Usual(
        "spring", 4, 5, "Styrgruppen: läge och ekonomi", "Steering committee: state and economy",
        COORDINATOR, "/governance/meetings/",
    ),
    Usual(
        "needs", 8, 10, "Behovsinventering för nästa år", "Needs assessment for next year",
        EDUCATION, "/courses/needs/",
    ),
    Usual(
        "council", 10, 11, "Utbildningsrådet prioriterar",
        "The educational council sets priorities", EDUCATION, "/governance/meetings/",
    ),
    Usual(
        "autumn", 11, 12, "Styrgruppen: plan, budget och avgifter",
        "Steering committee: plan, budget and fees", COORDINATOR, "/governance/plan/",
    ),
)  # fmt: skip


Step = TypeVar("Step", bound=Dated)


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Steps by their first day, then by their last."""
    return sorted(
        steps, key=lambda one: (one.first_month, one.first_day, one.last_month, one.last_day)
    )
