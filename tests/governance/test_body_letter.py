"""Letters to a body: one to each, nobody's address shown to another, and only by those who may."""

import pytest
from django.test import Client
from django.utils import timezone

from governance.models import BodyLetter, Guest, GuestContact
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_holder, make_mandate, make_seated
from tests.mentorship.asking import letters, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"
WORDS = {"subject": "Inför mötet", "text": "Läs handlingarna.\n\nVälkomna!", "members": "on"}


def write(client: Client, who: str, body: int, **said: str) -> int:
    """Somebody writes to the body; gives the status."""
    sign_in(client, who)
    return client.post(f"{AT}/bodies/{body}/letters/new/", WORDS | said).status_code


def test_each_member_gets_a_letter_of_their_own_that_shows_no_other_address(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    assert write(client, "karin", body, deputies="on") == 302
    run_errands(cast)
    sent = [row for row in letters(cast) if row.name == "body_letter"]
    to = {row.to for row in sent}
    assert to == {f"{who}@example.org" for who in ("styrbjorn", "ulla", "lars", "mats")}
    for row in sent:
        assert "Läs handlingarna." in row.text
        for text in (row.text, row.html, row.subject):
            assert not [one for one in to if one in text]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert BodyLetter.objects.get().receivers == 4
    run_errands(cast)
    assert len([row for row in letters(cast) if row.name == "body_letter"]) == 4


def test_who_sits_there_twice_gets_one_letter_and_guests_only_when_chosen(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)
    make_holder(cast, make_mandate(cast, seated.body, "miun"), "mats", rank="deputy")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        guest = Guest.objects.create(body_id=seated.body, name="Greta", since=timezone.localdate())
        GuestContact.objects.create(guest=guest, email="greta@example.org")
    assert write(client, "karin", seated.body, deputies="on") == 302
    assert write(client, "karin", seated.body, members="", guests="on") == 302
    run_errands(cast)
    to = [row.to for row in letters(cast) if row.name == "body_letter"]
    assert sorted(to) == [
        "greta@example.org",
        *("lars@example.org", "mats@example.org", "styrbjorn@example.org", "ulla@example.org"),
    ]


def test_a_member_of_the_body_writes_to_it_and_nobody_else_does(cast: Cast, client: Client) -> None:
    body = make_seated(cast).body
    assert write(client, "ulla", body) == 302
    assert write(client, "amina", body) == 403
    assert write(client, "lena", body) == 403
    run_errands(cast)
    assert len([row for row in letters(cast) if row.name == "body_letter"]) == 3


def test_a_letter_to_nobody_is_not_sent_and_keeps_what_was_written(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    sign_in(client, "karin")
    answer = client.post(f"{AT}/bodies/{body}/letters/new/", WORDS | {"members": ""})
    assert answer.status_code == 200
    assert "Läs handlingarna." in answer.content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not BodyLetter.objects.exists()
