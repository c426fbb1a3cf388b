"""Whoever an authority names approves its answer, by page or by the link in a letter."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from courses.actions.needs_approval import remind_approvers
from courses.models import Campaign
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.answering import Asked, letters, link_in, shown, write
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.signing_in import sign_in


@pytest.fixture
def asked(cast: Cast) -> Asked:
    cache.clear()
    return Asked(cast)


def send(asked: Asked, approver: str = "mats@example.org", **changes: str) -> Client:
    """Lena asks for twelve seats and names who approves."""
    client = Client()
    sign_in(client, "lena")
    write(client, asked, **{f"c{asked.excel}-spring": "12", "approver": approver} | changes)
    client.post(asked.url("sending/"), {"version": asked.row().version})
    do_errands(asked.cast)
    return client


def test_who_is_named_gets_the_answer_and_approves_it_by_link(client: Client, asked: Asked) -> None:
    send(asked)
    assert asked.row().state == "sent"
    path = link_in(asked.cast, letters(asked.cast)["mats@example.org"])
    page = client.get(path).content.decode()
    assert "Excel grund" in page
    assert "12" in page
    client.post(path, {"answer": "yes"})
    row = asked.row()
    assert (row.state, row.approved_by_id) == ("approved", asked.cast.person("mats"))
    do_errands(asked.cast)
    assert "lena@example.org" in letters(asked.cast)


def test_a_no_says_why_and_the_answer_goes_back(client: Client, asked: Asked) -> None:
    lena = send(asked)
    path = link_in(asked.cast, letters(asked.cast)["mats@example.org"])
    client.post(path, {"answer": "no"})
    assert asked.row().state == "sent", "a no without a reason is none"
    client.post(path, {"answer": "no", "reason": "Vi blir färre i höst."})
    assert asked.row().state == "draft"
    do_errands(asked.cast)
    assert "Vi blir färre i höst." in letters(asked.cast)["lena@example.org"].text
    assert "Vi blir färre i höst." in lena.get(asked.url()).content.decode()


def test_who_is_named_approves_on_the_page_too(client: Client, asked: Asked) -> None:
    send(asked)
    sign_in(client, "mats")
    assert "Excel grund" in client.get(asked.url("approval/")).content.decode()
    client.post(asked.url("approval/"), {"answer": "yes"})
    assert asked.row().state == "approved"


def test_nobody_else_approves(cast: Cast, asked: Asked) -> None:
    send(asked)
    for who, status in (("amina", 404), ("lena", 404), ("karin", 404), ("jamte", 404)):
        client = Client()
        sign_in(client, who)
        assert client.post(asked.url("approval/"), {"answer": "yes"}).status_code == status, who
    assert asked.row().state == "sent"


def test_a_sent_answer_is_taken_back_until_it_is_approved(client: Client, asked: Asked) -> None:
    lena = send(asked)
    path = link_in(asked.cast, letters(asked.cast)["mats@example.org"])
    lena.post(asked.url("return/"))
    assert asked.row().state == "draft"
    client.post(path, {"answer": "yes"})
    assert asked.row().state == "draft"
    lena.post(asked.url("sending/"), {"version": asked.row().version})
    client.post(path, {"answer": "yes"})
    assert asked.row().state == "approved"
    lena.post(asked.url("return/"))
    assert asked.row().state == "approved"


def test_who_is_not_in_the_register_is_named_and_gets_the_link(
    client: Client, asked: Asked
) -> None:
    lena = send(asked, "chef@example.org")
    errors = lena.get(asked.url("review/")).context["form"].errors
    assert errors.keys() == {"approver_name"}
    send(asked, "chef@example.org", approver_name="Cecilia Chef")
    assert asked.row().state == "sent"
    client.post(link_in(asked.cast, letters(asked.cast)["chef@example.org"]), {"answer": "yes"})
    assert asked.row().state == "approved"
    with acting_as("portal_worker"), scope.enter_system(asked.cast.vn):
        known = Person.objects.get(email="chef@example.org")
        assert (known.name, known.user_id) == ("Cecilia Chef", None)


def test_somebody_of_another_authority_approves_nothing(asked: Asked) -> None:
    lena = send(asked, "Lars Lokal")
    assert lena.get(asked.url("review/")).context["form"].errors.keys() == {"approver"}
    assert asked.row().state == "draft"


def test_who_has_not_answered_is_reminded_once_while_waiting_and_once_at_the_end(
    cast: Cast, asked: Asked
) -> None:
    send(asked)

    def remind() -> int:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            remind_approvers()
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            from network.models import Letter

            return int(Letter.objects.filter(to="mats@example.org").count())

    assert remind() == 1
    asked.change(sent_at=timezone.now() - timedelta(days=4))
    assert remind() == 2
    assert remind() == 2
    asked.change(Campaign, closes_at=timezone.now() + timedelta(days=1))
    assert remind() == 3
    assert remind() == 3


def test_naming_oneself_is_approving(asked: Asked) -> None:
    send(asked, "lena@example.org")
    assert asked.row().state == "approved"


def test_what_is_typed_of_who_approves_stands_there_again(asked: Asked, client: Client) -> None:
    sign_in(client, "lena")
    write(client, asked, approver="Hel")
    assert shown(client.get(asked.url()))["was-approver"] == "Hel"
