"""Wishes: gathered by an authority from its own people, read by nobody else, deleted in time."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from courses.actions import wish as actions
from courses.models import Campaign, Wish, WishCall
from network import scope
from tests.cast import VN, Cast
from tests.courses.answering import Asked, letters, link_in, write
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.signing_in import sign_in


@pytest.fixture
def asked(cast: Cast) -> Asked:
    cache.clear()
    return Asked(cast)


def open_call(asked: Asked, **fields: str) -> Client:
    """Lena asks her people."""
    lena = Client()
    sign_in(lena, "lena")
    day = timezone.localdate() + timedelta(days=3)
    lena.post(asked.url("wishes/"), {"closes_on": day.isoformat(), "words": "Vad?"} | fields)
    do_errands(asked.cast)
    return lena


def secret_path(asked: Asked) -> str:
    """The shared address."""
    with acting_as("portal_worker"), scope.enter_system(asked.cast.vn):
        found = actions.address(WishCall.objects.select_related("network").get())
    assert found
    return found[found.index("/reply/") :]


def wishes(cast: Cast) -> list[Wish]:
    """All of them."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Wish.objects.order_by("pk"))


def test_who_is_asked_wishes_by_the_link_and_takes_it_back(client: Client, asked: Asked) -> None:
    open_call(asked, managers="on", people="amina@example.org")
    sent = letters(asked.cast)
    assert sent.keys() == {"mats@example.org", "amina@example.org"}
    path = link_in(asked.cast, sent["mats@example.org"])
    client.post(path, {"candidate": asked.excel, "seats": "6", "term": "spring"})
    [made] = wishes(asked.cast)
    assert (made.candidate_id, made.seats, made.person_id) == (
        asked.excel,
        6,
        asked.cast.person("mats"),
    )
    assert "Excel grund" in client.get(path).content.decode()
    client.post(path, {"removal": made.pk})
    assert wishes(asked.cast) == []


def test_the_signed_in_wish_where_their_authority_asks(client: Client, asked: Asked) -> None:
    open_call(asked)
    here = f"/{VN}/courses/needs/wishes/"
    sign_in(client, "amina")
    client.post(here, {"text": "Skriva klarspråk", "seats": "1"})
    assert [made.text for made in wishes(asked.cast)] == ["Skriva klarspråk"]
    tove = Client()
    sign_in(tove, "tove")
    tove.post(here, {"text": "Något", "seats": "1"})
    assert len(wishes(asked.cast)) == 1


def test_the_shared_address_asks_for_no_name_and_keeps_none(client: Client, asked: Asked) -> None:
    open_call(asked)
    path = secret_path(asked)
    page = client.get(path)
    assert "Excel grund" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    client.post(path, {"candidate": asked.law, "seats": "2", "unit": "Utbetalning"})
    [made] = wishes(asked.cast)
    assert (made.candidate_id, made.seats, made.person_id) == (asked.law, 2, None)
    assert made.membership_id == asked.cast.memberships[VN, "csn"]


@pytest.mark.parametrize("seats", ["0", "-1", "9999", "två"])
def test_a_wish_for_an_absurd_number_is_none(client: Client, asked: Asked, seats: str) -> None:
    open_call(asked)
    answer = client.post(secret_path(asked), {"candidate": asked.law, "seats": seats})
    assert b"data-error-summary" in answer.content
    assert wishes(asked.cast) == []


def test_a_closed_collection_takes_nothing(client: Client, asked: Asked) -> None:
    lena = open_call(asked)
    path = secret_path(asked)
    lena.post(asked.url("wishes/end/"))
    client.post(path, {"candidate": asked.law, "seats": "2"})
    assert wishes(asked.cast) == []


def test_a_guessed_address_is_none_and_guessing_has_to_wait(client: Client, asked: Asked) -> None:
    open_call(asked)
    guesses = {client.get(f"/reply/{VN}/wishes/guess-{n}/").status_code for n in range(30)}
    assert guesses == {404}
    assert client.get(secret_path(asked)).status_code == 429


def test_the_wishes_are_taken_into_the_answer_where_it_asks_for_less(
    client: Client, asked: Asked
) -> None:
    lena = open_call(asked)
    write(lena, asked, **{f"c{asked.excel}-spring": "10", f"c{asked.law}-autumn": "fler"})
    path = secret_path(asked)
    for candidate, term, seats in (
        (asked.excel, "spring", "4"),
        (asked.excel, "autumn", "5"),
        (asked.law, "", "3"),
        (asked.law, "autumn", "1"),
    ):
        client.post(path, {"candidate": candidate, "seats": seats, "term": term})
    client.post(path, {"text": "Klarspråk", "seats": "7", "term": "autumn"})
    lena.post(asked.url("wishes/taking/"))
    assert asked.seats() == {"Excel grund": (10, 5), "Förvaltningslagen": (2, 0)}
    [own] = [made for made in wishes(asked.cast) if made.text]
    lena.post(asked.url("wishes/taking/"), {"wish": own.pk})
    assert asked.seats()["Klarspråk"] == (0, 7)


def test_nobody_but_the_own_authority_reads_the_wishes(client: Client, asked: Asked) -> None:
    open_call(asked)
    client.post(secret_path(asked), {"text": "Hemlig önskan", "seats": "1"})
    for who, status in (("lena", 200), ("lars", 404), ("karin", 403), ("amina", 403)):
        reader = Client()
        sign_in(reader, who)
        page = reader.get(asked.url("wishes/"))
        assert page.status_code == status, who
        assert ("Hemlig önskan" in page.content.decode()) == (who == "lena")
    for who in ("karin", "jonas", "lars", "amina"):
        with scope.enter(asked.cast.users[who], asked.cast.vn):
            assert Wish.objects.count() == 0, who


def test_wishes_are_deleted_half_a_year_after_the_answers_closed(
    client: Client, asked: Asked
) -> None:
    open_call(asked)
    client.post(secret_path(asked), {"text": "Klarspråk", "seats": "1"})
    now = timezone.now()
    asked.change(Campaign, state="closed", closed_at=now)
    for days, left in ((180, 1), (184, 0)):
        with acting_as("portal_worker"), scope.enter_system(asked.cast.vn):
            actions.forget(now + timedelta(days=days))
        assert len(wishes(asked.cast)) == left
