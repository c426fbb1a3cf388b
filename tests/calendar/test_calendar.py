"""Calendar files: what a calendar program needs to add, move and remove the same time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from network.calendar import (
    Happening,
    Party,
    call,
    course_days,
    file_names,
    one_by_one,
    uid,
    withdrawal,
)

COORDINATOR = Party("Utbildningskoordinatorn", "kurser@natverket.example")
GUEST = Party('Åsa "Å" Öberg; x', "asa@csn.example")
WINTER = Happening(
    uid=uid("session", "3-9", host="portal.example"),
    sequence=0,
    starts=datetime(2027, 2, 2, 8, tzinfo=UTC),
    ends=datetime(2027, 2, 2, 15, 30, tzinfo=UTC),
    stamp=datetime(2026, 11, 21, 12, tzinfo=UTC),
    summary="Ledare utan personalansvar",
    place="Bolagsverket, Sundsvall",
    description="Rad ett\r\nATTENDEE:mailto:evil@example.com",
    url="https://portal.example/x",
)
SUMMER = replace(
    WINTER,
    starts=datetime(2027, 6, 2, 7, tzinfo=UTC),
    ends=datetime(2027, 6, 2, 14, tzinfo=UTC),
)


def read(content: bytes) -> Calendar:
    """The file as a calendar program reads it."""
    return Calendar.from_ical(content)


def test_a_call_says_who_when_and_where() -> None:
    file = call(WINTER, organiser=COORDINATOR, guest=GUEST, name="kursdag.ics")
    calendar = read(file.content)
    (event,) = calendar.events
    assert calendar["METHOD"] == file.method == "REQUEST"
    assert event["UID"] == "session-3-9@portal.example"
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["LOCATION"] == "Bolagsverket, Sundsvall"
    assert event["ORGANIZER"] == "mailto:kurser@natverket.example"
    assert event["ATTENDEE"] == "mailto:asa@csn.example"
    assert "Åsa" in event["ATTENDEE"].params["CN"]


@pytest.mark.parametrize(
    ("happening", "clock", "offset"), [(WINTER, "09:00", 1), (SUMMER, "09:00", 2)]
)
def test_a_time_stands_in_swedish_time_in_winter_and_summer(
    happening: Happening, clock: str, offset: int
) -> None:
    file = call(happening, organiser=COORDINATOR, guest=GUEST, name="x.ics")
    (event,) = read(file.content).events
    assert isinstance(event.start, datetime)
    assert event.start == happening.starts
    assert f"{event.start:%H:%M}" == clock
    assert event.start.utcoffset() == timedelta(hours=offset)
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert len(read(file.content).timezones) == 1
    assert len(file.content) < 2000


def test_a_withdrawal_finds_the_same_time() -> None:
    file = withdrawal(replace(WINTER, sequence=1), organiser=COORDINATOR, guest=GUEST, name="x.ics")
    calendar = read(file.content)
    (event,) = calendar.events
    assert calendar["METHOD"] == file.method == "CANCEL"
    assert (event["UID"], event["SEQUENCE"]) == (WINTER.uid, 1)
    assert event["STATUS"] == "CANCELLED"


def test_each_course_day_has_its_own_file_and_identity() -> None:
    later = replace(SUMMER, uid=uid("session", "4-9", host="portal.example"))
    files = course_days(
        [WINTER, later], organiser=COORDINATOR, guest=GUEST, method="REQUEST", stem="kursdag"
    )
    assert [file.name for file in files] == ["kursdag-2027-02-02.ics", "kursdag-2027-06-02.ics"]
    events = [read(file.content).events for file in files]
    assert [[event["UID"] for event in found] for found in events] == [[WINTER.uid], [later.uid]]


def test_the_same_time_makes_the_same_file() -> None:
    first = call(WINTER, organiser=COORDINATOR, guest=GUEST, name="x.ics")
    assert first == call(WINTER, organiser=COORDINATOR, guest=GUEST, name="x.ics")


def test_text_cannot_add_a_line_of_its_own() -> None:
    content = call(WINTER, organiser=COORDINATOR, guest=GUEST, name="x.ics").content.decode()
    unfolded = content.replace("\r\n ", "")
    assert [line for line in unfolded.splitlines() if "evil" in line] == [
        r"DESCRIPTION:Rad ett\nATTENDEE:mailto:evil@example.com"
    ]
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))


@pytest.mark.parametrize(
    "address", ["", "asa", "a@b\r\nX:y", "a b@c.example", "a@b.example;RSVP=TRUE", '"@b.example']
)
def test_a_broken_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Party("x", address)


def test_a_time_without_zone_or_length_is_refused() -> None:
    for broken in (
        replace(WINTER, starts=WINTER.starts.replace(tzinfo=None)),
        replace(WINTER, ends=WINTER.starts),
    ):
        with pytest.raises(ValueError, match="time"):
            call(broken, organiser=COORDINATOR, guest=GUEST, name="x.ics")


def test_several_days_leave_as_one_call_each() -> None:
    other = replace(SUMMER, uid=uid("session", "4-9", host="portal.example"))
    files = course_days(
        [WINTER, other], organiser=COORDINATOR, guest=GUEST, method="REQUEST", stem="day"
    )
    whole = read(files[0].content)
    whole.add_component(read(files[1].content).events[0])
    calls = [read(file.encode()) for file in one_by_one(whole.to_ical().decode())]
    assert [call["METHOD"] for call in calls] == ["REQUEST", "REQUEST"]
    assert [event["UID"] for call in calls for event in call.events] == [WINTER.uid, other.uid]
    assert [event.start for call in calls for event in call.events] == [WINTER.starts, other.starts]


def test_files_are_named_by_what_they_hold_and_no_two_alike() -> None:
    files = [
        call(one, organiser=COORDINATOR, guest=GUEST, name="x").content.decode()
        for one in (
            replace(WINTER, summary="Startträff: lär känna varandra"),
            replace(WINTER, uid="b", summary="Startträff: lär känna varandra"),
            replace(SUMMER, uid="c", summary="…"),
        )
    ]
    day, later = (f"{one.starts:%Y-%m-%d}" for one in (WINTER, SUMMER))
    assert file_names(files) == [
        f"starttraff-lar-kanna-varandra-{day}.ics",
        f"starttraff-lar-kanna-varandra-{day}-2.ics",
        f"day-{later}.ics",
    ]


def test_files_without_a_time_have_names_too() -> None:
    empty = "BEGIN:VCALENDAR\nEND:VCALENDAR\n"
    assert file_names([empty, empty]) == ["day.ics", "day-2.ics"]
