"""Rules of attendance and of what it earns, without database or clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

# The database's own functions have the same times.
DOOR_OPENS = timedelta(minutes=30)  # before the session
LIST_OPENS = timedelta(hours=2)  # before the session


class Part(IntegerChoices):
    """How much of a session somebody was there, in percent."""

    ABSENT = 0, _("not here")
    HALF = 50, _("half the session")
    WHOLE = 100, _("here")


@dataclass(frozen=True)
class Attended:
    """A session that was held, and how much of it somebody was there."""

    starts: datetime
    ends: datetime
    part: int = 0

    @property
    def length(self) -> timedelta:
        """From the first minute to the last."""
        return self.ends - self.starts


def may_tick(starts: datetime, *, now: datetime) -> bool:
    """Attendance is ticked from two hours before the session, and for as long as one likes."""
    return now >= starts - LIST_OPENS


def hours(length: timedelta) -> Decimal:
    """Hours with at most one decimal, as people write them."""
    return (Decimal(length.total_seconds()) / 3600).quantize(Decimal("0.1")).normalize() + 0


def hours_attended(sessions: Iterable[Attended]) -> Decimal:
    """The hours that somebody was there."""
    return hours(sum((it.length * it.part / 100 for it in sessions), timedelta()))


def presence(sessions: Iterable[Attended]) -> int:
    """The share of the run's time that somebody was there, in whole percent, rounded down."""
    held = list(sessions)
    whole = sum((it.length for it in held), timedelta())
    if not whole:
        return 0
    return int(sum((it.length * it.part for it in held), timedelta()) / whole)


def earns_certificate(
    sessions: Iterable[Attended], *, ends_at: datetime | None, least: int, now: datetime
) -> bool:
    """Whether the run is over and the person was there for the declared share (percent)."""
    return ends_at is not None and ends_at <= now and presence(sessions) >= max(least, 1)


def needs_gone_on(last_day: date, days: int) -> date:
    """The day on which special needs are deleted: some days (0 to 30) after the last session."""
    return last_day + timedelta(days=days)
