"""Calendar files: each time has a stable identity, which a change or a withdrawal finds again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.utils.text import slugify
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ADDRESS = re.compile(r"[^\s<>,;:\"]+@[^\s<>,;:\"@]+")
PRODUCT = "-//Nätverksportalen//Nätverksportalen//SV"
# The rule of the European Union since 1996, in the two lines that every calendar program reads.
TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Party:
    """Who calls, or who is called: a name and a mail address; ValueError for a broken address."""

    name: str
    email: str

    def __post_init__(self) -> None:
        if not ADDRESS.fullmatch(self.email):
            raise ValueError(f"{self.email!r} is not a mail address")


@dataclass(frozen=True)
class Happening:
    """One time in one person's calendar, such as a course day.

    uid stays the same for ever, also when the time moves; sequence grows with each change.
    starts and ends are aware; stamp is when this state was decided.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    stamp: datetime
    summary: str
    place: str = ""
    description: str = ""
    url: str = ""


@dataclass(frozen=True)
class CalendarFile:
    """A file that a calendar program opens as a call or as its withdrawal."""

    name: str
    method: Method
    content: bytes


def uid(kind: str, key: object, *, host: str) -> str:
    """The identity of a time: what it is, its key, our host; nothing about the person's name."""
    return f"{kind}-{key}@{host}"


def call(happening: Happening, *, organiser: Party, guest: Party, name: str) -> CalendarFile:
    """The time, to be put into the guest's calendar, or to replace what stands there."""
    return _file(happening, organiser, guest, name, "REQUEST")


def withdrawal(happening: Happening, *, organiser: Party, guest: Party, name: str) -> CalendarFile:
    """The same time taken away; its sequence must be above that of the last call."""
    return _file(happening, organiser, guest, name, "CANCEL")


def course_days(
    days: Sequence[Happening],
    *,
    organiser: Party,
    guest: Party,
    method: Method,
    stem: str,
) -> list[CalendarFile]:
    """One file a day, as RFC 5546 asks: one call speaks of one uid. Named stem-2027-02-02.ics."""
    return [
        _file(day, organiser, guest, f"{stem}-{_local(day.starts):%Y-%m-%d}.ics", method)
        for day in days
    ]


def together(files: Sequence[str]) -> str:
    """Several calendar files as one, of the same method."""
    whole: Any = Calendar.from_ical(files[0])
    for file in files[1:]:
        rest: Any = Calendar.from_ical(file)
        for event in rest.walk("VEVENT"):
            whole.add_component(event)
    content: bytes = whole.to_ical()
    return content.decode()


def one_by_one(text: str) -> list[str]:
    """A file with several times as one file for each: one call speaks of one uid (RFC 5546)."""
    whole: Any = Calendar.from_ical(text)
    events = whole.walk("VEVENT")
    if len(events) < 2:
        return [text]
    files = []
    for event in events:
        alone = Calendar()
        for name in ("prodid", "version", "method"):
            alone.add(name, whole[name])
        alone.add_component(Timezone.from_ical(TIME_ZONE))
        alone.add_component(event)
        files.append(alone.to_ical().decode())
    return files


def file_names(files: Sequence[str]) -> list[str]:
    """Names for calendar files by what they hold and when: kick-off-2027-02-02.ics.

    In plain letters, since mail programs write others in ways of their own. A file that holds
    no time has a name too: a letter is never held up by what it would be called.
    """
    found: list[str] = []
    for file in files:
        whole: Any = Calendar.from_ical(file)
        stem = "day"
        for event in whole.walk("VEVENT")[:1]:
            what = slugify(str(event.get("summary", "")))[:60].strip("-") or stem
            stem = f"{what}-{_local(event['dtstart'].dt):%Y-%m-%d}"
        same = sum(name.startswith(stem) for name in found)
        found.append(f"{stem}-{same + 1}.ics" if same else f"{stem}.ics")
    return found


def _file(
    happening: Happening, organiser: Party, guest: Party, name: str, method: Method
) -> CalendarFile:
    starts, ends = _local(happening.starts), _local(happening.ends)
    if ends <= starts:
        raise ValueError("a time ends after it starts")
    event = Event()
    event.add("uid", happening.uid)
    event.add("sequence", happening.sequence)
    event.add("dtstamp", happening.stamp)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", happening.summary)
    for field in ("description", "url"):
        if value := getattr(happening, field):
            event.add(field, value)
    if happening.place:
        event.add("location", happening.place)
    event.add("status", "CONFIRMED" if method == "REQUEST" else "CANCELLED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _address(organiser), encode=False)
    event.add("attendee", _guest(guest), encode=False)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(TIME_ZONE))
    calendar.add_component(event)
    return CalendarFile(name, method, calendar.to_ical())


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    address.params["CN"] = vText(party.name)
    return address


def _guest(guest: Party) -> vCalAddress:
    # No reply is asked for: a seat is left in the portal, where it goes to the next in line.
    address = _address(guest)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("FALSE")
    return address


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time in a calendar is aware")
    return moment.astimezone(STOCKHOLM)
