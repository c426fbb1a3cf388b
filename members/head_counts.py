"""Rules of the head-count ledger: what is counted, what is asked about, who is reminded when."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LEAST, MOST = 1, 200_000  # employees; the database holds the same limits
USUAL_PERCENT, USUAL_PEOPLE = 20, 10  # until a round has said otherwise


class Definition(models.TextChoices):
    """What one employee is."""

    PERSONS = "persons", _("persons")
    POSTS = "posts", _("full-time equivalents")


def is_jump(before: int | None, now: int, *, percent: int, people: int) -> bool:
    """Whether a head count differs so much from the last one that it is asked about.

    Both limits count: in a small authority a few people are many per cent.
    """
    if not before:
        return False
    change = abs(now - before)
    return change >= people and change * 100 >= percent * before


def change_in_percent(before: int | None, now: int | None) -> int | None:
    """The change in whole per cent, None where there is nothing to compare."""
    if not before or now is None:
        return None
    return round((now - before) * 100 / before)


def reminder_due(
    before: Sequence[int], after: Sequence[int], *, asked: date, last: date, today: date
) -> int | None:
    """Which reminder falls due, in days from the last day to answer (below zero: before it).

    Those that fell before one was asked are left out; of several at once the latest counts.
    """
    steps = [-days for days in before] + list(after)
    due = [step for step in steps if asked < last + timedelta(days=step) <= today]
    return max(due, default=None)
