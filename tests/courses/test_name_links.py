"""A small court names its people by the link in a letter alone."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.actions.allotment import allot
from courses.actions.move import move
from courses.models import Allotment, Enrolment, Run
from courses.rules import RunState
from members.models import Membership, Person, Role
from network import scope
from network.addresses import network_path
from network.links import put_secrets_in
from network.models import Letter, Network
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run, seat
from tests.courses.outbox import do_errands
from tests.databases import acting_as

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/reply/[a-z]+/[\w-]+/")


def make_court(cast: Cast) -> int:
    """Miun's contact has a mail address and no account; returns the membership."""
    member = cast.memberships[VN, "miun"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        contact = Person.objects.create(
            membership_id=member, name="Birgitta Sahlin", email="birgitta@example.org"
        )
        Role.objects.create(
            person=contact,
            membership_id=member,
            kind=Role.Kind.LOCAL_COORDINATOR,
            since=timezone.localdate() - timedelta(days=9),
        )
    return member


def link_in(cast: Cast, name: str) -> str:
    """The link in the newest letter of a kind to the contact, as it is posted."""
    do_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = Letter.objects.filter(to="birgitta@example.org", name=f"courses.{name}")
        one = found.order_by("-pk")[0]
        text = put_secrets_in([one.text], person_id=one.person_id)[0]
    match = LINK.search(text)
    assert match is not None, text
    return match[0]


@pytest.fixture
def lot(cast: Cast) -> Allotment:
    """Two seats of a run that opens; the contact gets the link."""
    member = make_court(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_run(capacity=5, course=make_course("Klarspråk"), state=RunState.TENTATIVE)
        day = timezone.localdate() + timedelta(days=20)
        made = allot(run, Membership.objects.get(pk=member), 2, by=seat(), release_on=day)
        move(run, RunState.OPEN, by=seat())
        return made


def test_people_are_named_one_by_one_by_the_link_alone(
    client: Client, cast: Cast, lot: Allotment
) -> None:
    link = link_in(cast, "seats_allotted")
    page = client.get(link)
    assert page.status_code == 200
    assert "Klarspråk" in page.content.decode()
    first = {"name-1": "Domare Dag", "email-1": "dag@example.org"}
    assert client.post(link, first).status_code == 302
    shown = client.get(link).content.decode()
    assert "Domare Dag" in shown
    assert 'name="name-1"' not in shown
    second = {"name-2": "Notarie Nils", "email-2": "nils@example.org"}
    assert client.post(link, second).status_code == 200
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Allotment.objects.get(pk=lot.pk).used == 2
        seated = Enrolment.objects.filter(run=lot.run_id).order_by("number")
        assert [row.person.name for row in seated] == ["Domare Dag", "Notarie Nils"]
    assert "Domare Dag" not in client.get(link).content.decode()  # finished: the link is used


@pytest.mark.parametrize(
    "said",
    [
        {"name-1": "Domare Dag"},
        {"email-1": "dag@example.org"},
        {"name-1": "Domare Dag", "email-1": "ingen adress"},
        {},
        {"name-1": "Dag", "email-1": "dag@example.org", "name-2": "X", "email-2": "x"},
    ],
)
def test_what_cannot_be_read_is_said_and_nobody_is_enrolled(
    client: Client, cast: Cast, lot: Allotment, said: dict[str, str]
) -> None:
    link = link_in(cast, "seats_allotted")
    answer = client.post(link, said)
    assert answer.status_code == 200
    for value in said.values():
        assert value in answer.content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Enrolment.objects.filter(run=lot.run_id).exists()
        assert not Person.objects.filter(email="dag@example.org").exists()


def test_nobody_of_another_authority_is_named_by_it(
    client: Client, cast: Cast, lot: Allotment
) -> None:
    link = link_in(cast, "seats_allotted")
    client.post(link, {"name-1": "Amina Hassan", "email-1": "amina@example.org"})
    with scope.enter(cast.users["jonas"], cast.vn):
        row = Enrolment.objects.filter(run=lot.run_id).first()
        assert row is None or row.membership_id == lot.membership_id
        assert not Enrolment.objects.filter(run=lot.run_id, person=cast.person("amina")).exists()


@pytest.mark.parametrize("state", [RunState.CANCELLED, RunState.CLOSED])
def test_a_run_that_closed_says_so_and_takes_nobody(
    client: Client, cast: Cast, lot: Allotment, state: str
) -> None:
    link = link_in(cast, "seats_allotted")
    with scope.enter(cast.users["jonas"], cast.vn):
        move(Run.objects.get(pk=lot.run_id), state, by=seat())
    answer = client.post(link, {"name-1": "Dag", "email-1": "dag@example.org"})
    assert 'name="name-1"' not in answer.content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Enrolment.objects.filter(run=lot.run_id).exists()


def test_seats_that_moved_to_another_authority_open_nothing(
    client: Client, cast: Cast, lot: Allotment
) -> None:
    link = link_in(cast, "seats_allotted")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.filter(person__email="birgitta@example.org").update(
            until=timezone.localdate() - timedelta(days=1)
        )
    assert 'name="name-1"' not in client.get(link).content.decode()
    answer = client.post(link, {"name-1": "Dag", "email-1": "dag@example.org"})
    assert answer.status_code < 500
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Enrolment.objects.filter(run=lot.run_id).exists()


def test_who_has_an_account_gets_the_page_of_the_portal(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_run(capacity=5, course=make_course("Klarspråk"), state=RunState.TENTATIVE)
        csn = Membership.objects.get(pk=cast.memberships[VN, "csn"])
        made = allot(run, csn, 2, by=seat())
        move(run, RunState.OPEN, by=seat())
    texts = [row.text for row in do_errands(cast) if row.name == "courses.seats_allotted"]
    assert len(texts) == 1
    assert network_path(Network(slug=VN), "allotment", pk=made.pk) in texts[0]
