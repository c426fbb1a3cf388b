"""What a course came to the year before: seats asked for, planned and taken."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from courses.models import Campaign, NeedLine, PlannedSeats, Run
from courses.needs_querysets import ANSWERED
from courses.rules import RunState


@dataclass
class Past:
    """A course's last year, in seats."""

    asked: int = 0
    planned: int = 0
    seated: int = 0

    @property
    def words(self) -> str:
        """40 asked for, 36 planned, 31 taken."""
        return _("%(asked)s asked for, %(planned)s planned, %(seated)s taken") % vars(self)


def last_year(campaign: Campaign, courses: Collection[int | None]) -> dict[int, Past]:
    """By course, from the assessment before and the runs that its plan became; four questions."""
    before = campaign.previous_id
    if before is None:
        return {}
    found: dict[int, Past] = {}
    wanted = [pk for pk in courses if pk is not None]
    asked = (
        NeedLine.objects.filter(
            answer__campaign=before, answer__state__in=ANSWERED, candidate__course__in=wanted
        )
        .order_by()
        .values_list("candidate__course")
        .annotate(s=Sum("spring") + Sum("autumn"))
    )
    planned = (
        PlannedSeats.objects.filter(
            planned_run__plan__campaign=before,
            planned_run__plan__state="published",
            planned_run__candidate__course__in=wanted,
        )
        .order_by()
        .values_list("planned_run__candidate__course")
        .annotate(s=Sum("seats"))
    )
    for pk, seats in asked:
        _of(found, pk).asked = seats
    for pk, seats in planned:
        _of(found, pk).planned = seats
    for pk, seats in _seated(campaign.year - 1, wanted):
        _of(found, pk).seated = seats
    return found


def _of(found: dict[int, Past], pk: int) -> Past:
    return found.setdefault(pk, Past())


def _seated(year: int, courses: Collection[int]) -> Any:
    """Seats that were taken on the held runs of a year; counts that everybody may read."""
    held = Run.objects.filter(
        state__in=(RunState.HELD, RunState.SETTLED), begins_at__year=year, course__in=courses
    )
    return held.order_by().values_list("course").annotate(s=Sum("counts__taken"))
