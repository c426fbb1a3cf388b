"""The database's order of a meeting: which state follows, and what it takes to decide."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from governance.models import AgendaItem, Attendance, Meeting, Resolution
from governance.rules import FOLLOWS, MeetingState, Presence
from members.models import Decision, DecisionEffect
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.governance import making
from tests.governance.making import Seated

pytestmark = pytest.mark.django_db


@contextmanager
def refused(name: str) -> Iterator[None]:
    """The database refuses it by a constraint's name."""
    with pytest.raises(Error) as caught, transaction.atomic():
        yield
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


@contextmanager
def system(cast: Cast) -> Iterator[None]:
    """The network's own scope."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        yield


def quorate(cast: Cast, meeting: int, item: int) -> bool:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT app.item_is_quorate(%s, %s, %s)", [cast.vn, meeting, item])
        return bool(cursor.fetchone()[0])


def register(cast: Cast) -> list[str]:
    with system(cast):
        return [
            row.designation
            for row in Decision.objects.exclude(item_id=None).order_by("year", "number")
        ]


@pytest.mark.parametrize("before", MeetingState.values)
def test_what_follows_in_the_database_is_what_the_rules_say(cast: Cast, before: str) -> None:
    seated = making.make_seated(cast)
    for after in MeetingState.values:
        if after == before:
            continue
        meeting = making.make_meeting(cast, seated.body, state=before)
        with system(cast):
            rows = Meeting.objects.filter(pk=meeting)
            if (before, after) == ("closed", "approved"):
                # It may, when those who approve the minutes have: not by a change of the state.
                with refused("governance_minutes_nobody"):
                    rows.update(state=after)
            elif after in FOLLOWS[before]:
                rows.update(state=after)
            else:
                with refused("governance_meeting_order"):
                    rows.update(state=after)


@pytest.mark.parametrize("state", ["closed", "approved", "cancelled"])
def test_no_meeting_is_put_in_when_it_is_over(cast: Cast, state: str) -> None:
    body = making.make_body(cast)
    starts = timezone.now()
    with system(cast), refused("governance_meeting_order"):
        Meeting.objects.create(
            body_id=body, starts=starts, ends=starts + timedelta(hours=1), state=state
        )


def test_half_of_the_mandates_do_not_decide_and_more_than_half_do(cast: Cast) -> None:
    seated = making.make_seated(cast)
    extra = making.make_mandate(cast, seated.body, "miun")
    meeting = making.make_meeting(cast, seated.body, state="open")
    item = making.make_item(cast, seated.body, meeting)
    making.make_attendance(cast, meeting, seated.mandates["spv"])
    making.make_attendance(cast, meeting, seated.mandates["csn"])
    making.make_attendance(cast, meeting, seated.mandates["timra"], presence=Presence.ABSENT)
    making.make_attendance(cast, meeting, None, name="En gäst")
    with refused("governance_quorum"):
        making.make_resolution(cast, item)
    making.make_attendance(cast, meeting, extra, presence=Presence.DIGITAL)
    making.make_resolution(cast, item)


def test_a_mandate_without_a_vote_and_one_that_has_ended_do_not_count(cast: Cast) -> None:
    seated = making.make_seated(cast)
    ended = making.make_mandate(cast, seated.body, "miun", until=making.SINCE)
    silent = [
        making.make_mandate(cast, seated.body, None, post=post, votes=False)
        for post in ("sekreterare", "adjungerad")
    ]
    meeting = making.make_meeting(cast, seated.body, state="open")
    item = making.make_item(cast, seated.body, meeting)
    for mandate in (ended, *silent, seated.mandates["spv"]):
        making.make_attendance(cast, meeting, mandate)
    assert not quorate(cast, meeting, item)
    making.make_attendance(cast, meeting, seated.mandates["csn"])
    assert quorate(cast, meeting, item)


def test_who_came_after_a_paragraph_does_not_decide_on_it(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    first = making.make_item(cast, seated.body, meeting)
    second = making.make_item(cast, seated.body, meeting)
    making.go_on(cast, meeting, "open")
    making.make_attendance(cast, meeting, seated.mandates["spv"])
    making.make_attendance(cast, meeting, seated.mandates["csn"], from_paragraph=2)
    assert not quorate(cast, meeting, first)
    assert quorate(cast, meeting, second)


def test_a_body_without_mandates_decides_nothing(cast: Cast) -> None:
    body = making.make_body(cast)
    meeting = making.make_meeting(cast, body, state="open")
    item = making.make_item(cast, body, meeting)
    with refused("governance_quorum"):
        making.make_resolution(cast, item)
    making.make_resolution(cast, item, outcome="noted", text="")


def test_who_leaves_after_the_decision_stops_the_closing(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="open")
    item = making.make_item(cast, seated.body, meeting)
    making.make_quorate(cast, seated, meeting)
    making.make_resolution(cast, item)
    with system(cast):
        Attendance.objects.filter(
            mandate__in=[seated.mandates["spv"], seated.mandates["csn"]]
        ).update(presence="absent")
        with refused("governance_quorum"):
            Meeting.objects.filter(pk=meeting).update(state="closed")
    assert register(cast) == []


def changes_of(seated: Seated, meeting: int, item: int) -> dict[str, Callable[[], object]]:
    """Changes to what a meeting was, that must not be made when it is over."""
    items, rows = AgendaItem.objects.filter(pk=item), Meeting.objects.filter(pk=meeting)
    there = Attendance.objects.filter(meeting=meeting)
    return {
        "an item gets another title": lambda: items.update(title="Annat"),
        "an item leaves": lambda: items.update(meeting=None),
        "an item comes": lambda: AgendaItem.objects.create(
            body_id=seated.body, meeting_id=meeting, title="Efteråt"
        ),
        "somebody was there after all": lambda: there.update(presence="digital"),
        "somebody was not there": there.delete,
        "a guest comes": lambda: Attendance.objects.create(meeting_id=meeting, name="Gäst"),
        "its day moves": lambda: rows.update(starts=timezone.now()),
    }


def test_what_a_closed_meeting_was_stands_still(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting, item = making.make_decided(cast, seated)
    with system(cast):
        for change in changes_of(seated, meeting, item).values():
            with refused("governance_meeting_closed"):
                change()


def test_a_decision_of_a_closed_meeting_is_neither_changed_nor_removed(cast: Cast) -> None:
    _meeting, item = making.make_decided(cast, making.make_seated(cast))
    with system(cast):
        rows = Resolution.objects.filter(item=item)
        with refused("governance_resolution_open"):
            rows.update(text="Något annat")
        with refused("governance_resolution_open"):
            rows.delete()


def test_an_approved_meeting_keeps_its_chair_and_a_called_one_is_not_removed(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting, _item = making.make_decided(cast, seated, state="approved")
    called = making.make_meeting(cast, seated.body, state="called")
    planned = making.make_meeting(cast, seated.body)
    with system(cast):
        with refused("governance_meeting_closed"):
            Meeting.objects.filter(pk=meeting).update(chair_name="En annan")
        with refused("governance_meeting_order"):
            Meeting.objects.filter(pk=called).delete()
        Meeting.objects.filter(pk=planned).delete()


def test_a_meeting_takes_up_items_of_its_own_body_alone_and_keeps_them_while_it_goes_on(
    cast: Cast,
) -> None:
    seated = making.make_seated(cast)
    other = making.make_body(cast)
    meeting = making.make_meeting(cast, seated.body)
    foreign = making.make_item(cast, other)
    own = making.make_item(cast, seated.body, meeting)
    with system(cast):
        with refused("governance_item_body"):
            AgendaItem.objects.filter(pk=foreign).update(meeting=meeting)
        Meeting.objects.filter(pk=meeting).update(state="called")
        Meeting.objects.filter(pk=meeting).update(state="open")
        with refused("governance_item_stays"):
            AgendaItem.objects.filter(pk=own).update(meeting=None)


def test_paragraphs_count_on_through_the_bodys_year_in_the_order_of_the_agenda(
    cast: Cast,
) -> None:
    seated = making.make_seated(cast)
    spring = timezone.now().replace(month=2, day=3)

    def numbers(meeting: int) -> list[int | None]:
        with system(cast):
            rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
            return list(rows.values_list("paragraph", flat=True))

    first = making.make_meeting(cast, seated.body, starts=spring)
    for position in (2, 1):
        making.make_item(cast, seated.body, first, position=position)
    assert numbers(first) == [None, None]
    making.go_on(cast, first, "open")
    making.make_item(cast, seated.body, first, position=3, title="Väcktes på mötet")
    assert numbers(first) == [1, 2, 3]
    making.go_on(cast, first, "closed")

    second = making.make_meeting(cast, seated.body, starts=spring + timedelta(days=60))
    making.make_item(cast, seated.body, second)
    making.go_on(cast, second, "open")
    assert numbers(second) == [4]

    next_year = making.make_meeting(cast, seated.body, starts=spring + timedelta(days=365))
    making.make_item(cast, seated.body, next_year)
    making.go_on(cast, next_year, "open")
    assert numbers(next_year) == [1]


def test_closing_writes_the_decisions_of_a_body_that_decides_and_no_others(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, registry="dnr 12")
    carried = making.make_item(cast, seated.body, meeting, effect="fee_model", subject_id=7)
    rejected = making.make_item(cast, seated.body, meeting, effect="fee_model", subject_id=8)
    noted = making.make_item(cast, seated.body, meeting)
    making.go_on(cast, meeting, "open")
    making.make_quorate(cast, seated, meeting)
    making.make_resolution(cast, carried)
    making.make_resolution(cast, rejected, outcome="rejected", text="Avslås.")
    making.make_resolution(cast, noted, outcome="noted", text="")
    making.go_on(cast, meeting, "closed")
    with system(cast):
        found = {row.item_id: row for row in Decision.objects.exclude(item_id=None)}
        assert set(found) == {carried, rejected}
        assert found[carried].reference == "dnr 12 § 1"
        effects = DecisionEffect.objects.values_list("decision__item_id", "subject_id", "state")
        assert list(effects) == [(carried, 7, "waiting")]
    advisory = making.make_seated(cast, decides=False)
    making.make_decided(cast, advisory)
    assert len(register(cast)) == 2


def test_seated_has_whom_it_says(cast: Cast) -> None:
    seated: Seated = making.make_seated(cast)
    with scope.enter(cast.users["ulla"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT app.bodies_kept(), app.bodies()")
        assert cursor.fetchone() == ([seated.body], [seated.body])
