"""A body's calendar: by an address of one's own, for as long as one may read the body."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from governance.models import BodyCalendar, Holder, Meeting
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_meeting, make_seated
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"
ADDRESS = re.compile(rf"/{VN}/open/bodies/sv/[\w-]+\.ics")


def address_of(client: Client, who: str, body: int) -> str:
    """Somebody makes an address and finds it on the page."""
    sign_in(client, who)
    assert client.post(f"{AT}/bodies/{body}/calendar/").status_code == 302
    found = ADDRESS.search(client.get(f"{AT}/bodies/{body}/").content.decode())
    assert found
    return found[0]


def test_the_address_shows_the_bodys_own_meetings_to_a_program_without_a_sign_in(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    make_meeting(cast, body, title="Höstmötet")
    make_meeting(cast, make_seated(cast).body, title="Någon annans")
    make_meeting(cast, body, title="Inställt i tysthet", state="cancelled")
    address = address_of(client, "ulla", body)
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    shown = answer.content.decode()
    assert "Höstmötet" in shown
    assert "Någon annans" not in shown
    assert "Inställt i tysthet" not in shown
    assert Client().get(address.replace(f"/{VN}/", f"/{JL}/")).status_code == 404


def test_the_address_leads_nowhere_when_ended_or_when_one_sits_there_no_more(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)
    first = address_of(client, "ulla", seated.body)
    second = address_of(client, "ulla", seated.body)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    lars = address_of(client, "lars", seated.body)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        yesterday = timezone.localdate() - timedelta(days=1)
        Holder.objects.filter(pk=seated.holders["lars"]).update(until=yesterday)
    assert Client().get(lars).status_code == 404
    sign_in(client, "ulla")
    client.post(f"{AT}/bodies/{seated.body}/calendar/end/")
    assert Client().get(second).status_code == 404


def test_only_those_who_read_the_body_make_an_address(cast: Cast, client: Client) -> None:
    body = make_seated(cast).body
    sign_in(client, "amina")
    assert client.post(f"{AT}/bodies/{body}/calendar/").status_code == 403
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not BodyCalendar.objects.exists()


def test_a_meeting_that_moved_and_one_called_off_have_higher_numbers_and_lead_to_themselves(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    moved = make_meeting(cast, body, title="Flyttat", state="called")
    off = make_meeting(cast, body, title="Inställt", state="called")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Meeting.objects.filter(pk=moved).update(revision=2)
        Meeting.objects.filter(pk=off).update(revision=1, state="cancelled")
    shown = Client().get(address_of(client, "ulla", body)).content.decode().replace("\r\n ", "")
    events = {
        part.split("SUMMARY:")[1].split("\r\n")[0]: part for part in shown.split("VEVENT")[1::2]
    }
    for pk, title, said in (
        (moved, "Flyttat", ("SEQUENCE:2", "STATUS:CONFIRMED")),
        (off, "Inställt", ("SEQUENCE:1", "STATUS:CANCELLED")),
    ):
        (event,) = [one for name, one in events.items() if title in name]
        assert f"/{VN}/governance/meetings/{pk}/" in event
        assert all(one in event for one in said), event
