"""Rules of the manager induction programme, without database or clock."""

import re
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
WAIT_DAYS = 90  # until somebody who answered "not now" by a link is proposed again


class Stage(models.TextChoices):
    """How far somebody has come in a programme, as the rows say."""

    INVITED = "invited", _("invited, has not answered")
    TAKING = "taking", _("takes part")
    LATER = "later", _("wants to be asked later")
    DECLINED = "declined", _("said no")
    COMPLETED = "completed", _("has completed it")
    LEFT = "left", _("has left it")


class Status(models.TextChoices):
    """How far somebody has come with one module."""

    DONE = "done", _("done")
    BOOKED = "booked", _("has a seat")
    WAITING = "waiting", _("waits for a seat")
    LATE = "late", _("late")
    TO_DO = "to_do", _("not yet")


def stage_of(*, accepted: bool | None, later: date | None, completed: bool | None) -> Stage:
    """The stage from the latest answer (None: none yet) and the end (None: not ended)."""
    if completed is not None:
        return Stage.COMPLETED if completed else Stage.LEFT
    if accepted is None:
        return Stage.INVITED
    if accepted:
        return Stage.TAKING
    return Stage.LATER if later else Stage.DECLINED


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def a_year_later(day: date) -> date:
    """The same day the year after; the 28th for the 29th of February."""
    return months_before(day, -12)


def title_a_year_later(title: str) -> str:
    """The title with every year in it one later; the same title when it names none."""
    return YEAR.sub(lambda found: str(int(found[0]) + 1), title)


def may_be_proposed(stage: Stage, later: date | None, *, on: date) -> bool:
    """Whether somebody who was invited before is proposed again: their own day has come."""
    return stage == Stage.LATER and later is not None and later <= on
