"""Secret calendar addresses: each shows what its page says, to whoever has it, until it ends."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from icalendar import Calendar

from courses.models import CalendarAddress, Enrolment, Run, SessionLink
from members.models import Person, Role
from network import scope
from network.models import User
from tests.cast import Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses/calendar/"
ADDRESS = re.compile(r'value="https?://[^/]+(/vasternorrland/open/calendar/sv/[\w-]{43}\.ics)"')


@pytest.fixture
def runs(cast: Cast) -> tuple[Run, Run]:
    """One run that Amina and Berit at CSN and Tove at Timrå are on, and one that nobody is on."""
    with scope.enter(cast.users["jonas"], cast.vn):
        theirs = make_run(capacity=5, course=make_course("Klarspråk"))
        empty = make_run(course=make_course("Arkivkunskap"))
        for who, key in (("amina", "csn"), ("berit", "csn"), ("tove", "timra")):
            Enrolment.objects.create(
                run=theirs,
                person_id=cast.person(who),
                membership_id=cast.memberships["vasternorrland", key],
            )
        for session in theirs.sessions.all():
            SessionLink.objects.create(session=session, run=theirs, url="https://canary.example")
    return theirs, empty


def subscribe(who: str, kind: str) -> str:
    client = Client()
    sign_in(client, who)
    answer = client.post(f"{HOME}{kind}/", follow=True)
    assert answer.status_code == 200
    (address,) = ADDRESS.findall(answer.content.decode())
    return str(address)


def titles(address: str) -> list[str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    calendar: Any = Calendar.from_ical(answer.content)
    assert not calendar.errors
    return sorted({str(event["SUMMARY"]) for event in calendar.walk("VEVENT")})


def test_ones_own_address_shows_ones_own_days_and_no_way_to_take_part(
    runs: tuple[Run, Run],
) -> None:
    address = subscribe("amina", "own")
    assert titles(address) == ["Klarspråk"]
    text = Client().get(address).content.decode()
    assert not re.search("canary|Amina|Berit|Tove|@example.org", text)
    assert titles(subscribe("miriam", "own")) == []


def test_an_authoritys_address_counts_its_own_people_and_names_nobody(
    runs: tuple[Run, Run],
) -> None:
    address = subscribe("lena", "authority")
    assert titles(address) == ["Klarspråk: 2 från CSN"]
    text = Client().get(address).content.decode()
    assert not re.search("Amina|Berit|Tove|Lena|TIMRA|canary", text)
    assert titles(subscribe("lars", "authority")) == ["Klarspråk: 1 från TIMRA"]


def test_the_networks_address_shows_announced_runs_without_numbers(
    cast: Cast, runs: tuple[Run, Run]
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_run(state="planned", course=make_course("Inte än"))
    assert titles(subscribe("amina", "network")) == ["Arkivkunskap", "Klarspråk"]
    # A coordinator's address is worth no more than anybody's.
    assert titles(subscribe("karin", "network")) == ["Arkivkunskap", "Klarspråk"]


def test_who_answers_for_no_authority_gets_no_address_for_one(client: Client, cast: Cast) -> None:
    sign_in(client, "amina")
    assert client.post(f"{HOME}authority/").status_code == 404
    assert client.post(f"{HOME}everything/").status_code == 404


def test_a_new_address_ends_the_one_before_and_an_ended_one_leads_nowhere(
    client: Client, cast: Cast, runs: tuple[Run, Run]
) -> None:
    first = subscribe("amina", "own")
    second = subscribe("amina", "own")
    assert Client().get(first).status_code == 404
    assert titles(second) == ["Klarspråk"]
    with scope.enter(cast.users["amina"], cast.vn):
        pk = CalendarAddress.objects.get(ended_at=None).pk
    other = Client()
    sign_in(other, "berit")
    assert other.post(f"{HOME}{pk}/end/").status_code == 404
    sign_in(client, "amina")
    client.post(f"{HOME}{pk}/end/")
    assert Client().get(second).status_code == 404
    assert Client().get(second.replace("vasternorrland", "jamtland")).status_code == 404


def test_an_address_ends_with_the_persons_place_and_with_the_role(
    cast: Cast, runs: tuple[Run, Run]
) -> None:
    own, authority = subscribe("amina", "own"), subscribe("lena", "authority")
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(until=date(2026, 1, 1))
        Role.objects.filter(person=cast.person("lena")).update(until=date(2026, 1, 1))
    assert Client().get(own).status_code == 404
    assert Client().get(authority).status_code == 404


def test_an_address_ends_with_the_sign_in(cast: Cast, runs: tuple[Run, Run]) -> None:
    own = subscribe("amina", "own")
    User.objects.filter(pk=cast.users["amina"]).update(is_active=False)
    assert Client().get(own).status_code == 404


def test_the_scope_of_an_address_is_smaller_than_its_owners(
    cast: Cast, runs: tuple[Run, Run]
) -> None:
    subscribe("karin", "own")
    with scope.enter(cast.users["karin"], cast.vn):
        digest = bytes(CalendarAddress.objects.get().digest)
    with scope.enter_calendar(cast.vn, digest) as granted:
        assert granted.people == {cast.person("karin")}
        assert granted.whole is False
        assert granted.memberships | granted.roles == frozenset()
        assert granted.user_id is None
        assert Enrolment.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.whole(), app.uid(), app.money(), app.system()")
            assert cursor.fetchone() == (False, None, False, False)
            cursor.execute("SELECT count(*) FROM members_person")
            assert cursor.fetchone() == (1,)


def test_the_page_says_when_a_program_last_fetched(
    client: Client, cast: Cast, runs: tuple[Run, Run]
) -> None:
    address = subscribe("amina", "own")
    sign_in(client, "amina")
    assert "inget program" in client.get(HOME).content.decode().lower()
    Client().get(address)
    with scope.enter(cast.users["amina"], cast.vn):
        assert CalendarAddress.objects.get().fetched_at is not None
    assert "inget program" not in client.get(HOME).content.decode().lower()


def test_the_same_day_keeps_its_identity_and_grows_its_number_when_it_moves(
    client: Client, cast: Cast, runs: tuple[Run, Run]
) -> None:
    address = subscribe("amina", "own")

    def events() -> dict[str, int]:
        calendar: Any = Calendar.from_ical(client.get(address).content)
        return {str(e["UID"]): int(e["SEQUENCE"]) for e in calendar.walk("VEVENT")}

    before, tag = events(), client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=runs[0].pk).update(revision=4, state="cancelled")
    after = events()
    assert set(after) == set(before)
    assert set(after.values()) == {4}
    assert b"STATUS:CANCELLED" in client.get(address).content


def test_no_secret_is_kept_in_the_database(cast: Cast, runs: tuple[Run, Run]) -> None:
    secret = subscribe("amina", "own").rsplit("/", 1)[1].removesuffix(".ics")
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM courses_calendaraddress a")
        kept = cursor.fetchone()[0]
    assert secret not in kept
