"""Rules of the festival week and of series with a host that changes, without database or clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FestivalState(TextChoices):
    """Where a festival stands in its year."""

    PLANNED = "planned", _("planned")
    CALL = "call", _("call open")
    TIMETABLE = "timetable", _("timetable in the making")
    PUBLISHED = "published", _("programme published")
    HELD = "held", _("held")


F = FestivalState
FESTIVAL_TRANSITIONS: dict[FestivalState, frozenset[FestivalState]] = {
    F.PLANNED: frozenset({F.CALL}),
    F.CALL: frozenset({F.TIMETABLE, F.PLANNED}),
    F.TIMETABLE: frozenset({F.CALL, F.PUBLISHED}),
    F.PUBLISHED: frozenset({F.TIMETABLE, F.HELD}),
    F.HELD: frozenset(),
}


class ItemState(TextChoices):
    """Where a proposed programme item stands."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent in")
    CHANGE_ASKED = "change_asked", _("sent back for a change")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What the authority that proposes may change itself; the rest is the coordinators' answer.
OPEN_TO_CHANGE = frozenset({ItemState.DRAFT, ItemState.SENT, ItemState.CHANGE_ASKED})
# What counts towards the one item that each authority contributes.
COUNTED = frozenset({ItemState.DRAFT, ItemState.SENT, ItemState.CHANGE_ASKED, ItemState.ACCEPTED})


def may_propose(state: str, opens: date, closes: date, today: date) -> bool:
    """Whether the call takes items on a day, both ends included."""
    return state == FestivalState.CALL and opens <= today <= closes


def next_hosts(
    rota: Sequence[int], hosted: Mapping[int, date], count: int, *, skipped: Iterable[int] = ()
) -> list[int]:
    """The next hosts: who has never hosted first, then who hosted longest ago.

    `rota` is the members in the order that breaks ties, `hosted` the latest day on which each has
    hosted or is going to. Nobody comes twice before everybody has come once.
    """
    out = set(skipped)
    line = [member for member in rota if member not in out]
    line.sort(key=lambda member: (hosted.get(member, date.min), rota.index(member)))
    return [line[n % len(line)] for n in range(count)] if line else []


def next_days(first: date, every_weeks: int, after: date, count: int) -> list[date]:
    """The next days of a series that begins on `first`, later than `after`."""
    step = timedelta(weeks=every_weeks)
    behind = max(0, (after - first) // step + 1) if after >= first else 0
    return [first + step * (behind + n) for n in range(count)]


REMINDERS = (8, 4, 1)  # weeks before the day


@dataclass(frozen=True)
class Reminder:
    """A letter to the host, so many weeks before."""

    weeks: int
    day: date


def reminder_due(day: date, today: date) -> Reminder | None:
    """The latest reminder that has come due for a day; none after the day, or long before."""
    if today > day:
        return None
    due = [weeks for weeks in REMINDERS if today >= day - timedelta(weeks=weeks)]
    return Reminder(min(due), day) if due else None
