"""Meetings that close at once, with real threads: the register and the paragraphs have no gaps."""

from collections.abc import Callable

import pytest
from django.db import Error

from governance.models import AgendaItem, Attendance, Meeting
from members.models import Decision
from network import scope
from tests.cast import Cast, load
from tests.courses.test_seat_races import at_once
from tests.databases import acting_as
from tests.governance import making


@pytest.fixture
def committed(in_own_database: str) -> Cast:
    return load()


def update(cast: Cast, meeting: int, state: str) -> Callable[[], None]:
    def work() -> None:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            Meeting.objects.filter(pk=meeting).update(state=state)

    return work


def test_register_and_paragraphs_have_no_gaps_when_meetings_run_at_once(committed: Cast) -> None:
    cast, meetings, unable = committed, [], []
    one_body = making.make_seated(cast)
    for place in range(6):
        seated = one_body if place < 3 else making.make_seated(cast)
        meeting = making.make_meeting(cast, seated.body)
        items = [making.make_item(cast, seated.body, meeting) for _ in range(2)]
        making.go_on(cast, meeting, "called")
        meetings.append((seated, meeting, items))
    at_once([update(cast, meeting, "open") for _seated, meeting, _items in meetings])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        of_one = AgendaItem.objects.filter(body=one_body.body).values_list("paragraph", flat=True)
        assert sorted(of_one) == [1, 2, 3, 4, 5, 6]
    for place, (seated, meeting, items) in enumerate(meetings):
        making.make_quorate(cast, seated, meeting)
        for item in items:
            making.make_resolution(cast, item)
        if place == 2:  # this one is refused when it closes, and gives its numbers back
            unable.append(meeting)
            with acting_as("portal_worker"), scope.enter_system(cast.vn):
                Attendance.objects.filter(meeting=meeting).update(from_paragraph=30000)
    raised = at_once([update(cast, meeting, "closed") for _seated, meeting, _items in meetings])
    assert [isinstance(fault, Error) for fault in raised if fault] == [True]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        numbers = (
            Decision.objects.exclude(item_id=None)
            .order_by("number")
            .values_list("number", flat=True)
        )
        assert list(numbers) == list(range(1, 11))
        assert list(Meeting.objects.filter(state="open").values_list("pk", flat=True)) == unable


def test_who_leaves_while_it_closes_leaves_before_or_not_at_all(committed: Cast) -> None:
    cast = committed
    for _try in range(4):
        seated = making.make_seated(cast)
        meeting = making.make_meeting(cast, seated.body, state="open")
        item = making.make_item(cast, seated.body, meeting)
        making.make_quorate(cast, seated, meeting)
        making.make_resolution(cast, item)

        def leaving(meeting: int = meeting) -> None:
            with acting_as("portal_worker"), scope.enter_system(cast.vn):
                Attendance.objects.filter(meeting=meeting).update(presence="absent")

        at_once([leaving, update(cast, meeting, "closed")])
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            there = Attendance.objects.filter(meeting=meeting, presence="in_place").count()
            closed = Meeting.objects.get(pk=meeting).state == "closed"
        assert closed == (there == 3)
