"""A seat handed to a colleague: of the same authority only, and both calendars are right."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from icalendar import Calendar

from courses.actions.enrol import enrol
from courses.models import Enrolment, Run, SeatCount, Withdrawal
from members.models import Person
from network import scope
from tests.cast import VN, Cast
from tests.courses.approving import ask_for, do_errands, letters_named, state_of
from tests.courses.makers import make_run, seat
from tests.databases import acting_as
from tests.signing_in import sign_in


@pytest.fixture
def run(cast: Cast) -> Run:
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=1)


def enrol_as(cast: Cast, who: str, run: Run) -> int:
    with scope.enter(cast.users[who], cast.vn):
        return int(enrol(run, Person.objects.get(pk=cast.person(who)), by=seat()).pk)


def address(enrolment: int) -> str:
    return f"/{VN}/courses/enrolments/{enrolment}/hand-over/"


def hand(client: Client, enrolment: int, to: str, **more: str) -> list[str]:
    """Hand over on the page; what the form complains of."""
    answer = client.post(address(enrolment), {"email": f"{to}@example.org"} | more)
    if answer.status_code == 302:
        return []
    return [
        str(problem) for problems in answer.context["form"].errors.values() for problem in problems
    ]


def test_an_employee_hands_the_seat_to_a_colleague_whom_they_cannot_see(
    client: Client, cast: Cast, run: Run
) -> None:
    mine = enrol_as(cast, "amina", run)
    enrol_as(cast, "tove", run)
    sign_in(client, "amina")
    assert hand(client, mine, "berit") == []
    assert (state_of(cast, "amina"), state_of(cast, "berit")) == (["withdrawn"], ["enrolled"])
    assert state_of(cast, "tove") == ["waiting"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        taken = Enrolment.objects.get(person=cast.person("berit"))
        given = Withdrawal.objects.get(enrolment=mine)
        assert (taken.price, taken.seat_by) == (Decimal(7400), "hand_over")
        assert (given.kind, given.fee) == ("handed_over", 0)
        assert SeatCount.objects.get(run=run).taken == 1


def test_both_get_a_letter_with_what_their_calendar_needs(
    client: Client, cast: Cast, run: Run
) -> None:
    mine = enrol_as(cast, "amina", run)
    sign_in(client, "amina")
    hand(client, mine, "berit")
    do_errands(cast)
    (given,) = letters_named(cast, "courses.enrolment_ended")
    (taken,) = letters_named(cast, "courses.seat_taken_over")
    assert (given.to, given.calendar_method) == ("amina@example.org", "CANCEL")
    assert (taken.to, taken.calendar_method) == ("berit@example.org", "REQUEST")
    assert len(Calendar.from_ical(taken.calendar).walk("VEVENT")) == 2


@pytest.mark.parametrize("to", ["tove", "amina", "nobody", "frosta", "karin"])
def test_a_seat_goes_to_nobody_outside_the_authority_and_the_page_says_the_same_of_all(
    client: Client, cast: Cast, run: Run, to: str
) -> None:
    mine = enrol_as(cast, "amina", run)
    sign_in(client, "amina")
    problems = hand(client, mine, to)
    assert problems == hand(client, mine, "somebody.else")
    assert len(problems) == 1
    assert state_of(cast, "amina") == ["enrolled"]


def test_a_colleague_with_a_seat_or_a_clash_is_told_of_and_nothing_is_lost(
    client: Client, cast: Cast
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        run, other = make_run(capacity=2), make_run(capacity=2)
    mine = enrol_as(cast, "amina", run)
    enrol_as(cast, "berit", other)
    sign_in(client, "lena")
    assert hand(client, mine, "berit")
    assert hand(client, mine, "berit", anyway="on") == []
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        taken = Enrolment.objects.get(run=run, person=cast.person("berit")).pk
    enrol_as(cast, "amina", run)
    assert hand(client, taken, "amina", anyway="on")
    assert state_of(cast, "berit") == ["enrolled", "enrolled"]


def test_where_approvals_are_asked_for_the_colleague_needs_one_too(
    client: Client, cast: Cast, run: Run
) -> None:
    mine = enrol_as(cast, "amina", run)
    ask_for(cast)
    sign_in(client, "amina")
    assert hand(client, mine, "berit") == []
    assert state_of(cast, "berit") == ["pending"]


@pytest.mark.parametrize("who", ["tove", "lars", "mats", "frosta"])
def test_nobody_hands_over_a_seat_that_they_do_not_answer_for(
    client: Client, cast: Cast, run: Run, who: str
) -> None:
    mine = enrol_as(cast, "amina", run)
    sign_in(client, who)
    assert client.post(address(mine), {"email": "berit@example.org"}).status_code in (403, 404)
    assert state_of(cast, "amina") == ["enrolled"]
    if who != "frosta":
        with scope.enter(cast.users[who], cast.vn), connection.cursor() as cursor:
            cursor.execute("SELECT app.colleague(%s, 'berit@example.org')", [mine])
            assert cursor.fetchone() == (None,)
        with (
            pytest.raises(DatabaseError),
            scope.enter(cast.users[who], cast.vn),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT app.hand_over(%s, %s, '')", [mine, cast.person("berit")])


def test_a_place_in_line_is_not_handed_over(client: Client, cast: Cast, run: Run) -> None:
    enrol_as(cast, "tove", run)
    mine = enrol_as(cast, "amina", run)
    sign_in(client, "amina")
    client.post(address(mine), {"email": "berit@example.org"})
    assert (state_of(cast, "amina"), state_of(cast, "berit")) == (["waiting"], [])
