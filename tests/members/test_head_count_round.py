"""A round of head counts: asked by mail, answered by the link, the silent reminded once."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from members.actions import head_count_round as actions
from members.models import HeadCount, HeadCountRequest, HeadCountRound, Person, Role
from network import scope
from network.links import put_secrets_in
from network.models import Letter
from tests.cast import VN, Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/reply/[a-z]+/[\w-]+/")
DAY = date(2026, 3, 31)
ROUNDS = f"/{VN}/members/head-counts/rounds/"


@pytest.fixture
def of(cast: Cast, client: Client) -> HeadCountRound:
    """Karin's round, opened; Miun has a contact with a mail address alone."""
    member = cast.memberships[VN, "miun"]
    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        contact = Person.objects.create(
            membership_id=member, name="Birgitta Sahlin", email="birgitta@example.org"
        )
        Role.objects.create(
            person=contact,
            membership_id=member,
            kind=Role.Kind.LOCAL_COORDINATOR,
            since=today - timedelta(days=9),
        )
    sign_in(client, "karin")
    fields = {
        "year": "2027",
        "day": DAY.isoformat(),
        "definition": "persons",
        "text": "tillsvidareanställda i länet",
        "deadline": (today + timedelta(days=10)).isoformat(),
        "remind_before": "7, 1",
        "remind_after": "3",
        "jump_percent": "20",
        "jump_people": "10",
    }
    assert client.post(f"{ROUNDS}new/", fields).status_code == 302
    with scope.enter(cast.users["karin"], cast.vn):
        made: HeadCountRound = HeadCountRound.objects.get()
    for _click in range(2):
        assert client.post(f"{ROUNDS}{made.pk}/opening/").status_code == 302
    return made


def _letters(cast: Cast, to: str) -> list[Letter]:
    return [one for one in do_errands(cast) if one.to == f"{to}@example.org"]


def _link(cast: Cast, letter: Letter) -> str:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        text = put_secrets_in([letter.text], person_id=letter.person_id)[0]
    match = LINK.search(text)
    assert match is not None, text
    return match[0]


def _count(cast: Cast, key: str) -> HeadCount | None:
    with scope.enter(cast.users["karin"], cast.vn):
        found: HeadCount | None = HeadCount.objects.filter(
            membership=cast.memberships[VN, key], day=DAY
        ).first()
        return found


def test_everybody_is_asked_once_however_often_it_is_opened(cast: Cast, of: HeadCountRound) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        assert HeadCountRequest.objects.count() == 4
    letters = do_errands(cast)
    # SPV has no local coordinator: nobody there can be written to.
    assert sorted(one.to.split("@")[0] for one in letters) == ["birgitta", "lars", "lena"]


def test_who_has_a_mail_address_alone_declares_questions_and_corrects_by_the_link(
    cast: Cast, of: HeadCountRound
) -> None:
    link = _link(cast, _letters(cast, "birgitta")[0])
    visitor = Client()
    page = visitor.get(link)
    assert page.status_code == 200
    assert "tillsvidareanställda i länet" in page.content.decode()
    said = {"count": "300", "source": "Lönesystemet", "covers": "länet"}
    assert visitor.post(link, said).status_code == 200
    assert _count(cast, "miun") is None
    assert visitor.post(link, said | {"explanation": "Ny fakultet."}).status_code == 302
    kept = _count(cast, "miun")
    assert kept is not None
    assert (kept.count, kept.declared_name, kept.day) == (300, "Birgitta Sahlin", DAY)
    assert visitor.post(link, said | {"count": "310", "explanation": "Fler."}).status_code == 302
    corrected = _count(cast, "miun")
    assert corrected is not None
    assert corrected.count == 310


def test_a_link_opens_its_own_authority_and_the_day_that_the_round_counts(
    cast: Cast, of: HeadCountRound
) -> None:
    link = _link(cast, _letters(cast, "birgitta")[0])
    forged = {"count": "121", "source": "x", "day": "2020-01-01", "membership": "1"}
    assert Client().post(link, forged).status_code == 302
    with scope.enter(cast.users["karin"], cast.vn):
        rows = HeadCount.objects.filter(count=121)
        assert [(row.day, row.membership_id) for row in rows] == [
            (DAY, cast.memberships[VN, "miun"])
        ]


def test_the_silent_are_reminded_once_a_step_and_who_has_answered_is_left_alone(
    cast: Cast, of: HeadCountRound, client: Client
) -> None:
    do_errands(cast)
    sign_in(client, "lena")
    address = f"/{VN}/members/{cast.memberships[VN, 'csn']}/head-counts/new/"
    said = {"count": "121", "source": "x", "day": DAY.isoformat(), "covers": ""}
    assert client.post(address, said).status_code == 302
    for _run in range(2):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            actions.remind_due(timezone.localdate() + timedelta(days=4))
        letters = do_errands(cast)
    reminded = [one.to.split("@")[0] for one in letters if "saknas" in one.text]
    assert sorted(reminded) == ["birgitta", "lars"]


def test_a_closed_round_takes_no_answer_by_its_links(
    cast: Cast, of: HeadCountRound, client: Client
) -> None:
    link = _link(cast, _letters(cast, "birgitta")[0])
    assert client.post(f"{ROUNDS}{of.pk}/closing/").status_code == 302
    visitor = Client()
    assert visitor.get(link).status_code == 200
    visitor.post(link, {"count": "121", "source": "x"})
    assert _count(cast, "miun") is None


def test_the_coordinator_sees_who_is_silent_and_the_start_page_says_how_many(
    cast: Cast, of: HeadCountRound, client: Client
) -> None:
    page = client.get(f"{ROUNDS}{of.pk}/").content.decode()
    assert "0 av 4" in page
    assert "4 medlemmar har inte uppgett antal anställda" in client.get(f"/{VN}/").content.decode()
    sign_in(client, "lena")
    assert "Ange hur många anställda" in client.get(f"/{VN}/").content.decode()


def test_nobody_is_asked_to_count_a_day_that_has_not_been(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    coming = timezone.localdate() + timedelta(days=5)
    with scope.enter(cast.users["karin"], cast.vn):
        made = HeadCountRound.objects.create(year=2030, day=coming, text="alla", deadline=coming)
    client.post(f"{ROUNDS}{made.pk}/opening/")
    assert do_errands(cast) == []
    with scope.enter(cast.users["karin"], cast.vn):
        assert HeadCountRound.objects.get().opened_at is None
