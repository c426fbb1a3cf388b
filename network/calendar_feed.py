"""A calendar that programs fetch again and again: its times, with what became of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from icalendar import Calendar, Event, Timezone, vDuration

from network.calendar import PRODUCT, STOCKHOLM, TIME_ZONE, Happening
from network.models import Network
from network.scope import Scope

FETCH_EVERY = timedelta(hours=4)


@dataclass(frozen=True)
class Listed:
    """A time in a calendar of many, and whether it was called off."""

    happening: Happening
    cancelled: bool = False


Source = Callable[[Network, Scope], Iterable[Listed]]
_sources: list[Source] = []


def feed_own(source: Source) -> None:
    """Declare times that a room puts into people's own calendars, in the address's scope."""
    _sources.append(source)


def own_times(network: Network, granted: Scope) -> Iterator[Listed]:
    """What the rooms have declared, for the people of the scope."""
    for source in _sources:
        yield from source(network, granted)


def published(name: str, days: Iterable[Listed]) -> bytes:
    """The calendar as RFC 5545 and 7986 have it, in Swedish time; nobody is invited by it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for field in ("name", "x-wr-calname"):
        calendar.add(field, name)
    calendar.add("x-wr-timezone", "Europe/Stockholm")
    # Both names of the same wish: Outlook reads only the second.
    calendar.add("refresh-interval", FETCH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", cast(Any, vDuration)(FETCH_EVERY).to_ical().decode())
    calendar.add_component(Timezone.from_ical(TIME_ZONE))
    for day in days:
        calendar.add_component(_event(day))
    content: bytes = calendar.to_ical()
    return content


def _event(day: Listed) -> Any:
    it = replace(
        day.happening,
        starts=day.happening.starts.astimezone(STOCKHOLM),
        ends=day.happening.ends.astimezone(STOCKHOLM),
    )
    event = Event()
    event.add("uid", it.uid)
    event.add("sequence", it.sequence)
    event.add("dtstamp", it.stamp)
    event.add("dtstart", it.starts)
    event.add("dtend", it.ends)
    event.add("summary", it.summary)
    for field, value in (
        ("location", it.place),
        ("description", it.description),
        ("url", it.url),
    ):
        if value:
            event.add(field, value)
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if day.cancelled else "OPAQUE")
    return event
