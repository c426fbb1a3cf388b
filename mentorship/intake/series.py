"""A series of joint meetings spread over a round: plain dates, without database or clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BETWEEN = 4  # joint meetings between kick-off and closing
FIRST, LAST = timedelta(days=7), timedelta(days=14)  # from the start, before the end
HOURS = {"kick_off": (9, 12), "meeting": (13, 15), "closing": (9, 12)}
# Tuesday to Thursday: neither the week's first day nor its last.
GOOD_WEEKDAYS = (1, 2, 3)
HOLIDAY_WEEKS = range(26, 33)
SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class Slot:
    """A meeting of the series: its kind, its number among the like, when it begins and ends."""

    kind: str
    number: int
    starts: datetime
    ends: datetime


def proposed(starts: date, ends: date, is_working_day: Callable[[date], bool]) -> list[Slot]:
    """Kick-off, four meetings and closing, evenly spread, on good days outside the summer.

    A round too short for all of them gets those that fall on days of their own.
    """
    first, last = starts + FIRST, max(starts + FIRST, ends - LAST)
    steps = BETWEEN + 1
    kinds = ["kick_off", *["meeting"] * BETWEEN, "closing"]
    slots: list[Slot] = []
    for place, kind in enumerate(kinds):
        wanted = first + (last - first) * place / steps
        day = _good_day(wanted, ends, is_working_day)
        if day is None or (slots and day <= slots[-1].starts.date()):
            continue
        begin, end = HOURS[kind]
        slots.append(Slot(kind, place, _at(day, begin), _at(day, end)))
    return slots


def _good_day(wanted: date, ends: date, is_working_day: Callable[[date], bool]) -> date | None:
    """The first day from the wanted one on that suits people; None when the round is over first."""
    day = wanted
    while day <= ends:
        in_summer = day.isocalendar().week in HOLIDAY_WEEKS
        if day.weekday() in GOOD_WEEKDAYS and is_working_day(day) and not in_summer:
            return day
        day += timedelta(days=1)
    return None


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), SWEDEN)
