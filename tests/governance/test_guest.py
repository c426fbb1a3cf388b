"""Standing guests read what their body reads, never vote, and leave on the day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from governance.models import Guest, GuestContact, Meeting
from governance.places import places_of
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_meeting, make_seated
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"


def seen_meetings(cast: Cast, who: str) -> int:
    """How many meetings the database shows somebody, and that a guest never sits."""
    with scope.enter(cast.users[who], cast.vn) as granted:
        seat = Seat(User.objects.get(pk=cast.users[who]), Network.objects.get(pk=cast.vn), granted)
        assert not places_of(seat).sits
        return Meeting.objects.count()


def let_in(cast: Cast, client: Client, body: int, **said: str) -> None:
    """Karin lets Amina in."""
    sign_in(client, "karin")
    data = {"who": "Amina Hassan <amina@example.org>", "since": timezone.localdate().isoformat()}
    assert client.post(f"{AT}/bodies/{body}/guests/new/", data | said).status_code == 302


def test_a_guest_reads_from_the_first_day_to_the_last_and_never_sits(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    make_meeting(cast, body)
    assert seen_meetings(cast, "amina") == 0
    let_in(cast, client, body)
    assert seen_meetings(cast, "amina") == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        guest = Guest.objects.get()
        assert (guest.name, guest.organisation) == ("Amina Hassan", "Centrala studiestödsnämnden")
    yesterday = timezone.localdate() - timedelta(days=1)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Guest.objects.update(since=yesterday - timedelta(days=9))
    sign_in(client, "karin")
    client.post(f"{AT}/guests/{guest.pk}/end/", {"until": yesterday.isoformat()})
    assert seen_meetings(cast, "amina") == 0


def test_a_guest_to_come_and_a_guest_of_another_body_read_nothing(
    cast: Cast, client: Client
) -> None:
    make_meeting(cast, make_seated(cast).body)
    other = make_seated(cast).body
    let_in(cast, client, other)
    assert seen_meetings(cast, "amina") == 0
    tomorrow = timezone.localdate() + timedelta(days=1)
    body = make_seated(cast).body
    make_meeting(cast, body)
    let_in(cast, client, body, since=tomorrow.isoformat())
    assert seen_meetings(cast, "amina") == 0


def test_a_guest_without_an_account_has_a_mail_address_that_only_coordinators_see(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    sign_in(client, "karin")
    data = {"name": "Greta Gäst", "since": timezone.localdate().isoformat()}
    address = f"{AT}/bodies/{body}/guests/new/"
    assert client.post(address, data).status_code == 200
    assert client.post(address, data | {"email": "greta@example.org"}).status_code == 302
    page = f"{AT}/bodies/{body}/"
    for who in ("ulla", "amina", "karin"):
        sign_in(client, who)
        shown = client.get(page).content.decode()
        assert "Greta Gäst" in shown
        assert "greta@example.org" not in shown
    assert "greta@example.org" in client.get(f"{page}addresses/").content.decode()
    with scope.enter(cast.users["ulla"], cast.vn):
        assert not GuestContact.objects.exists()
