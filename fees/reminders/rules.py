"""Rules of reminders and of aging, without database or clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.money import ZERO


class Tone(models.TextChoices):
    """How a reminder is worded."""

    FRIENDLY = "friendly", _("friendly")
    PLAIN = "plain", _("plain")
    LAST = "last", _("last reminder")


class Step(Protocol):
    """A step of reminding: so many days after the due date."""

    number: int
    days: int


S = TypeVar("S", bound=Step)


def step_due(
    steps: Sequence[S], *, due: date, sent: int, last_sent: date | None, today: date
) -> S | None:
    """The step that an unpaid invoice is ready for, or None.

    Steps come in their order, however late the first one is, and as many days apart as they are
    laid: nobody gets two letters in a week because a reminder was forgotten for a month.
    """
    before = next((step for step in steps if step.number == sent), None)
    step = next((step for step in steps if step.number > sent), None)
    if step is None or today < due + timedelta(days=step.days):
        return None
    if last_sent and before and today < last_sent + timedelta(days=step.days - before.days):
        return None
    return step


BUCKETS: Sequence[tuple[int, int | None]] = ((1, 30), (31, 60), (61, 90), (91, None))


def bucket_of(due: date, today: date) -> int:
    """Which bucket an overdue invoice lies in, by days since it should have been paid."""
    days = (today - due).days
    return next(i for i, (_low, high) in enumerate(BUCKETS) if high is None or days <= high)


@dataclass(frozen=True)
class Aged:
    """What is overdue since so many days: how many invoices, kronor."""

    low: int
    high: int | None
    count: int
    sum: Decimal


def aging(owed: Iterable[tuple[date, Decimal]], today: date) -> list[Aged]:
    """Overdue sums by age; together they are all that is overdue."""
    counts, sums = [0] * len(BUCKETS), [ZERO] * len(BUCKETS)
    for due, balance in owed:
        place = bucket_of(due, today)
        counts[place] += 1
        sums[place] += balance
    return [Aged(low, high, counts[i], sums[i]) for i, (low, high) in enumerate(BUCKETS)]
