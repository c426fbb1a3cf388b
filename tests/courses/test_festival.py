"""The festival: who proposes, who answers, what becomes of it; and whose turn it is to host."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.actions.festival import NotThere, move_festival
from courses.actions.festival_item import (
    AnsweredMeanwhile,
    CallClosed,
    EnoughItems,
    answer_item,
    propose,
    tell_item_answered,
    withdraw_item,
)
from courses.actions.lookout import (
    change_host,
    fill_turn,
    lay_lookout,
    proposed_hosts,
    remind_hosts,
)
from courses.actions.timetable import Contradiction, move_items, propose_timetable
from courses.festivals.rules import next_days, next_hosts, reminder_due
from courses.models import (
    Enrolment,
    Festival,
    FestivalItem,
    ItemAnswer,
    LookoutTurn,
    Run,
    SeatCount,
    Session,
)
from members.models import Membership
from network import scope
from network.models import Letter
from tests.cast import Cast
from tests.courses.festivals import lay_grid, make_series, make_turn, open_call, sent_item
from tests.courses.makers import seat
from tests.databases import acting_as
from tests.signing_in import sign_in


def festival_of(cast: Cast, **facts: object) -> Festival:
    with scope.enter(cast.users["jonas"], cast.vn):
        return open_call(**facts)  # type: ignore[arg-type]


def draft(festival: Festival, cast: Cast, who: str = "amina", key: str = "csn") -> FestivalItem:
    return FestivalItem(
        festival=festival,
        person_id=cast.person(who),
        membership_id=cast.memberships["vasternorrland", key],
        title_sv="Samtal om tillit",
        summary_sv="Vad händer när chefen släpper taget?",
        presenters="Amina Hassan, Berit Berg",
    )


def test_an_employee_proposes_for_the_own_authority_once(cast: Cast) -> None:
    festival = festival_of(cast)
    with scope.enter(cast.users["amina"], cast.vn):
        item = propose(draft(festival, cast), send=True, by=seat())
        assert item.state == "sent"
        with pytest.raises(EnoughItems):
            propose(draft(festival, cast), send=True, by=seat())


def test_a_closed_call_takes_nothing_but_what_was_sent_back(cast: Cast) -> None:
    festival = festival_of(cast, state="timetable")
    with scope.enter(cast.users["amina"], cast.vn), pytest.raises(CallClosed):
        propose(draft(festival, cast), send=True, by=seat())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        item = sent_item(
            festival,
            cast.person("amina"),
            cast.memberships["vasternorrland", "csn"],
            state="change_asked",
        )
    with scope.enter(cast.users["amina"], cast.vn):
        mine = FestivalItem.objects.get(pk=item.pk)
        assert propose(mine, send=True, by=seat()).state == "sent"


def test_the_database_refuses_a_proposal_in_anothers_name_or_accepted_by_oneself(
    cast: Cast,
) -> None:
    festival = festival_of(cast)
    with scope.enter(cast.users["amina"], cast.vn):
        for forged in (
            draft(festival, cast, who="tove", key="timra"),
            draft(festival, cast, who="amina", key="timra"),
        ):
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                forged.save()
        accepted = draft(festival, cast)
        accepted.state = "accepted"
        with pytest.raises(IntegrityError, match="coordinators"), transaction.atomic():
            accepted.save()
        item = propose(draft(festival, cast), send=True, by=seat())
        with pytest.raises(IntegrityError, match="coordinators"), transaction.atomic():
            FestivalItem.objects.filter(pk=item.pk).update(state="accepted")


def test_the_answer_reaches_who_proposed_and_closes_the_item(cast: Cast) -> None:
    festival = festival_of(cast)
    with scope.enter(cast.users["amina"], cast.vn):
        item = propose(draft(festival, cast), send=True, by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        given = answer_item(item, "change", "Skriv för vem.", by=seat())
        with pytest.raises(AnsweredMeanwhile):
            answer_item(item, "accept", "", by=seat())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        tell_item_answered(answer=given.pk)
        told = Letter.objects.get(name="courses.item_answered")
        assert told.to == "amina@example.org"
        assert "Skriv för vem." in told.text
    with scope.enter(cast.users["amina"], cast.vn):
        assert FestivalItem.objects.get(pk=item.pk).state == "change_asked"
        assert ItemAnswer.objects.count() == 1
    with scope.enter(cast.users["tove"], cast.vn):
        assert not FestivalItem.objects.exists()
        assert not ItemAnswer.objects.exists()


def test_an_answer_that_is_no_yes_says_why(cast: Cast) -> None:
    festival = festival_of(cast)
    with scope.enter(cast.users["amina"], cast.vn):
        item = propose(draft(festival, cast), send=True, by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
            answer_item(item, "decline", "", by=seat())
        assert FestivalItem.objects.get(pk=item.pk).state == "sent"


def test_what_was_accepted_is_not_taken_back_by_the_authority(cast: Cast) -> None:
    festival = festival_of(cast)
    with scope.enter(cast.users["amina"], cast.vn):
        item = propose(draft(festival, cast), send=True, by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        answer_item(item, "accept", "", by=seat())
    with scope.enter(cast.users["amina"], cast.vn), pytest.raises(AnsweredMeanwhile):
        withdraw_item(item, by=seat())


def accepted(cast: Cast, festival: Festival, key: str, who: str, title: str) -> FestivalItem:
    return sent_item(
        festival,
        cast.person(who),
        cast.memberships["vasternorrland", key],
        state="accepted",
        title_sv=title,
        presenters=title,
    )


def test_a_published_programme_has_a_run_for_each_item_and_follows_the_timetable(
    cast: Cast,
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        festival = open_call("timetable")
        lay_grid(festival, times=2, places=1)
        one = accepted(cast, festival, "csn", "amina", "Ett")
        two = accepted(cast, festival, "timra", "tove", "Två")
        found = propose_timetable(festival, by=seat())
        assert found.placed.keys() == {one.pk, two.pk}
        move_festival(festival, "published", by=seat())
        items = list(FestivalItem.objects.placed().select_related("run", "slot"))
        assert [item.run.state for item in items] == ["open", "open"]
        assert [item.run.capacity for item in items] == [30, 30]
        swapped = {
            items[0].pk: (items[1].slot_id, items[1].place_id),
            items[1].pk: (items[0].slot_id, items[0].place_id),
        }
        move_items(festival, swapped, [], {}, by=seat())
        moved = FestivalItem.objects.select_related("slot").get(pk=items[0].pk)
        assert moved.slot_id == items[1].slot_id
        assert Session.objects.get(run=moved.run_id).starts_at == moved.slot.starts_at
        assert Run.objects.get(pk=moved.run_id).revision > items[0].run.revision
        assert Run.objects.count() == 2


def test_two_items_in_one_room_are_refused_and_named(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        festival = open_call("timetable")
        lay_grid(festival, times=1)
        one = accepted(cast, festival, "csn", "amina", "Ett")
        two = accepted(cast, festival, "timra", "tove", "Två")
        slot, place = festival.slots.get(), festival.places.get()
        cell = (slot.pk, place.pk)
        with pytest.raises(Contradiction) as refused:
            move_items(festival, {one.pk: cell, two.pk: cell}, [], {}, by=seat())
        assert {refused.value.clashes[0].item, refused.value.clashes[0].other} == {one.pk, two.pk}
        assert not FestivalItem.objects.exclude(slot=None).exists()


def test_an_item_that_loses_its_time_takes_nobody_and_keeps_who_has_a_seat(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        festival = open_call("timetable")
        lay_grid(festival)
        item = accepted(cast, festival, "csn", "amina", "Ett")
        propose_timetable(festival, by=seat())
        move_festival(festival, "published", by=seat())
        item.refresh_from_db()
        Enrolment.objects.create(
            run_id=item.run_id,
            person_id=cast.person("tove"),
            membership_id=cast.memberships["vasternorrland", "timra"],
        )
        move_items(festival, {item.pk: None}, [], {}, by=seat())
        assert Run.objects.get(pk=item.run_id).state == "paused"
        assert SeatCount.objects.get(run=item.run_id).taken == 1


def test_a_festival_goes_only_the_ways_on_its_map(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        festival = open_call()
        with pytest.raises(NotThere):
            move_festival(festival, "held", by=seat())


def test_a_planned_festival_is_the_coordinators_own(cast: Cast) -> None:
    festival_of(cast, state="planned")
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Festival.objects.exists()


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True),
    st.dictionaries(st.integers(1, 9), st.dates(date(2020, 1, 1), date(2027, 1, 1))),
    st.integers(0, 20),
)
def test_nobody_hosts_twice_before_everybody_has_hosted(
    rota: list[int], hosted: dict[int, date], count: int
) -> None:
    hosts = next_hosts(rota, hosted, count)
    assert len(hosts) == count
    for start in range(0, count, len(rota)):
        turn = hosts[start : start + len(rota)]
        assert len(set(turn)) == len(turn)
    if hosts:
        assert hosted.get(hosts[0], date.min) == min(hosted.get(m, date.min) for m in rota)


@settings(deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.integers(1, 52),
    st.dates(date(2019, 1, 1), date(2028, 1, 1)),
)
def test_a_series_keeps_its_step_and_never_looks_back(first: date, weeks: int, after: date) -> None:
    days = next_days(first, weeks, after, 3)
    assert all((day - first).days % (7 * weeks) == 0 for day in days)
    assert all(day >= first for day in days)
    assert all(day > after for day in days)
    assert days[0] - timedelta(weeks=weeks) <= after or days[0] == first


@pytest.mark.parametrize(
    ("before", "weeks"), [(90, None), (56, 8), (40, 8), (28, 4), (8, 4), (7, 1), (0, 1)]
)
def test_a_host_is_reminded_eight_four_and_one_week_before(before: int, weeks: int | None) -> None:
    day = date(2027, 5, 1)
    due = reminder_due(day, day - timedelta(days=before))
    assert (due.weeks if due else None) == weeks


def test_who_hosted_longest_ago_is_proposed_first(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        series = make_series()
        last = timezone.localdate() - timedelta(weeks=1)
        for n, key in enumerate(("miun", "csn", "spv")):
            member = cast.memberships["vasternorrland", key]
            make_turn(series, member, last - timedelta(days=n))
        hosts = [host for _day, host in proposed_hosts(series, 4, timezone.localdate())]
    keys = ["timra", "spv", "csn", "miun"]
    assert hosts == [cast.memberships["vasternorrland", key] for key in keys]


def test_a_host_fills_in_its_turn_and_the_run_appears(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        turn = make_turn(make_series(), cast.memberships["vasternorrland", "csn"])
    with scope.enter(cast.users["lena"], cast.vn):
        turn = LookoutTurn.objects.select_related("series").get(pk=turn.pk)
        turn.title_sv, turn.summary_sv = "Ständiga förbättringar", "Så gjorde vi."
        turn.place, turn.seats = "CSN i Sundsvall", 20
        fill_turn(turn, by=seat())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        lay_lookout(turn=turn.pk)
        lay_lookout(turn=turn.pk)
        run = Run.objects.select_related("course").get()
        assert (run.course.title_sv, run.capacity, run.state) == (
            "Ständiga förbättringar",
            20,
            "open",
        )
        assert run.course.kind == "lookout"
        assert Session.objects.get(run=run).starts_at.date() == turn.day


def test_a_host_cannot_move_its_turn_to_another_day_or_authority(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        turn = make_turn(make_series(), cast.memberships["vasternorrland", "csn"])
    with scope.enter(cast.users["lena"], cast.vn):
        moved = LookoutTurn.objects.filter(pk=turn.pk)
        with pytest.raises(IntegrityError, match="does not move"), transaction.atomic():
            moved.update(day=turn.day + timedelta(days=1))
    with scope.enter(cast.users["lars"], cast.vn):
        assert LookoutTurn.objects.filter(pk=turn.pk).update(title_sv="Kapad") == 0


def test_hosts_who_said_nothing_are_reminded_once_for_each_step(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        turn = make_turn(make_series(), cast.memberships["vasternorrland", "csn"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for before in (30, 29, 25, 6):
            remind_hosts(turn.day - timedelta(days=before))
        letters = Letter.objects.filter(name="courses.host_reminder")
        assert [letter.to for letter in letters] == ["lena@example.org"] * 3
        LookoutTurn.objects.filter(pk=turn.pk).update(filled=1)
        assert remind_hosts(turn.day) == 0


def test_a_changed_host_swaps_with_its_own_later_turn_and_both_are_told_why(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        series = make_series()
        csn, timra = (cast.memberships["vasternorrland", key] for key in ("csn", "timra"))
        turn = make_turn(series, csn)
        later = make_turn(series, timra, turn.day + timedelta(weeks=6))
        change_host(turn, Membership.objects.get(pk=timra), "CSN flyttar då.", by=seat())
        later.refresh_from_db()
        assert (turn.membership_id, later.membership_id) == (timra, csn)
        assert turn.changes.get().why == "CSN flyttar då."


def test_the_employee_finds_the_programme_and_own_timetable(cast: Cast, client: Client) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        festival = open_call("timetable")
        lay_grid(festival, times=2, places=2)
        one = accepted(cast, festival, "csn", "amina", "Tilliten")
        two = accepted(cast, festival, "timra", "tove", "Disken")
        propose_timetable(festival, by=seat())
        move_festival(festival, "published", by=seat())
        one.refresh_from_db()
        two.refresh_from_db()
    sign_in(client, "tove")
    page = client.get(f"/vasternorrland/courses/festivals/{festival.pk}/").content.decode()
    assert "Tilliten" in page
    assert "Disken" in page
    client.post(f"/vasternorrland/courses/runs/{one.run_id}/enrolment/")
    mine = client.get(f"/vasternorrland/courses/festivals/{festival.pk}/mine/").content.decode()
    assert "Tilliten" in mine
    assert "Disken" not in mine
    file = client.get(f"/vasternorrland/courses/festivals/{festival.pk}/mine/?format=ics")
    assert b"SUMMARY:Tilliten" in file.content


def test_a_time_that_is_none_is_named_in_the_sentence(cast: Cast, client: Client) -> None:
    festival = festival_of(cast, state="timetable")
    sign_in(client, "jonas")
    rooms = {"rooms-TOTAL_FORMS": "0", "rooms-INITIAL_FORMS": "0"}
    address = f"/vasternorrland/courses/festivals/{festival.pk}/timetable/grid/"
    page = client.post(address, {"times": "nio till tio", **rooms}).content.decode()
    assert "nio till tio" in page
    assert client.post(address, {"times": "9.00–10.00\n13.00-14.00", **rooms}).status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        assert festival.slots.count() == 6
