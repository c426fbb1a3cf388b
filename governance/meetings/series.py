"""The days of a body's next year, proposed from those of its last."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from governance.models import Body, Meeting
from governance.rules import MeetingKind, MeetingState

QUARTERS = ((2, 10), (5, 12), (9, 15), (12, 1))  # month and about which day, when none were held
AHEAD = timedelta(weeks=56)
USUAL = (time(9), time(11))


def a_year_on(day: date) -> date:
    """The same weekday a year later: 52 weeks, so that a Tuesday stays a Tuesday."""
    return day + timedelta(weeks=52)


def next_year(body: Body) -> tuple[Meeting | None, list[tuple[datetime, datetime]]]:
    """The former meeting to copy rooms from, and the proposed times, the earliest first.

    From each meeting of the last twelve months; four a year where there were none.
    """
    today = timezone.localdate()
    held = list(
        Meeting.objects.filter(
            body=body, kind=MeetingKind.MEETING, starts__date__gt=today - timedelta(days=364)
        )
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts")
    )
    planned = {timezone.localdate(one.starts) for one in held}
    found = []
    for one in held:
        starts, ends = timezone.localtime(one.starts), timezone.localtime(one.ends)
        day = a_year_on(starts.date())
        if today < day <= today + AHEAD and not any(
            abs((day - other).days) < 14 for other in planned
        ):
            found.append((_at(day, starts.time()), _at(day, ends.time())))
    if not held:
        found = [(_at(day, USUAL[0]), _at(day, USUAL[1])) for day in _quarters(today)]
    return (held[-1] if held else None), found


def _quarters(today: date) -> list[date]:
    """Four Tuesdays, from the next that is at least three weeks away."""
    days = [
        date(year, month, day) for year in (today.year, today.year + 1) for month, day in QUARTERS
    ]
    near = [day + timedelta(days=(1 - day.weekday()) % 7) for day in days]
    return [day for day in near if day > today + timedelta(days=21)][:4]


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
