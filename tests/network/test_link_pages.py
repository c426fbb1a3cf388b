"""Pages behind links in mail: worked on as often as wanted, by their addressee only."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.utils import timezone

from members.models import Person
from network import links, scope
from network.links import Finished, Page, Settled
from network.models import JournalEntry, Network
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

kept: list[tuple[int, str]] = []


def _show(request: HttpRequest, subject_id: int, seat: Seat) -> Any:
    if "settled" in request.GET:
        raise Settled("Lena sent the list already.")
    if "gone" in request.GET:
        return None
    if request.method == "POST" and request.POST.get("finish"):
        return Finished("The list has arrived.")
    if request.method == "POST":
        kept.append((subject_id, request.POST["name"]))
        return HttpResponseRedirect(request.path)
    if "part" in request.GET:
        return HttpResponse("<b>only a part</b>")
    seen = Person.objects.seen_by(seat).values_list("name", flat=True)
    return HttpResponse(f"{subject_id}: {', '.join(seen)}")


links.declare("tests.list", Page(_show))


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    kept.clear()
    cache.clear()
    yield
    cache.clear()


def path_of(cast: Cast, who: str = "amina", *, days: float = 7) -> str:
    """The path that the letter leads to when it is posted."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        text = links.write_link(
            "tests.list",
            42,
            network=Network.objects.get(slug=VN),
            person_id=cast.person(who),
            expires_at=timezone.now() + timedelta(days=days),
        )
        filled = links.put_secrets_in([text], person_id=cast.person(who))[0]
    return filled[filled.index("/reply/") :]


def test_a_page_is_worked_on_as_often_as_wanted_until_it_is_finished(
    client: Client, cast: Cast
) -> None:
    path = path_of(cast)
    assert "42: " in client.get(path).content.decode()
    for name in ("Anna", "Bertil"):
        led = client.post(path, {"name": name})
        assert (led.status_code, led["Location"]) == (302, path)
    assert kept == [(42, "Anna"), (42, "Bertil")]
    assert "The list has arrived." in client.post(path, {"finish": "1"}).content.decode()
    after = client.post(path, {"name": "Cecilia"}).content.decode()
    assert len(kept) == 2
    assert "Amina" not in after
    assert "What you wrote has arrived" in after or "har kommit fram" in after


def test_finishing_a_page_stands_in_the_journal_once(client: Client, cast: Cast) -> None:
    path = path_of(cast)
    client.post(path, {"name": "Anna"})
    for _click in range(2):
        client.post(path, {"finish": "1"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        entry = JournalEntry.objects.get(verb="answer_by_link")
        assert entry.facts == {"question": "tests.list", "answer": "yes"}


def test_a_page_shows_its_parts_with_the_same_headers(client: Client, cast: Cast) -> None:
    part = client.get(path_of(cast) + "?part=names")
    assert part.content == b"<b>only a part</b>"
    assert part["Referrer-Policy"] == "no-referrer"
    assert part["Cache-Control"] == "no-store"
    assert part["X-Robots-Tag"] == "noindex"


def test_a_page_answers_no_other_method(client: Client, cast: Cast) -> None:
    path = path_of(cast)
    assert client.put(path).status_code == 405
    assert client.delete(path).status_code == 405


def test_a_page_is_shut_to_whoever_is_signed_in_as_somebody_else(
    client: Client, cast: Cast
) -> None:
    path = path_of(cast)
    sign_in(client, "berit")
    for answer in (client.get(path), client.post(path, {"name": "Anna"})):
        assert answer.status_code == 403
    assert kept == []


@pytest.mark.parametrize("change", ["last", "network", "hash"])
def test_a_forged_link_opens_no_page(client: Client, cast: Cast, change: str) -> None:
    path = path_of(cast)
    secret = path.rstrip("/").rpartition("/")[2]
    forged = {
        "last": path.replace(secret, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
        "network": path.replace(VN, "jamtland"),
        "hash": path.replace(secret, links.hash_of(secret)),
    }[change]
    assert client.get(forged).status_code == 404
    assert client.post(forged, {"name": "Anna"}).status_code == 404
    assert kept == []


def test_a_page_ends_with_its_link(client: Client, cast: Cast) -> None:
    path = path_of(cast, days=-0.01)
    assert "Amina" not in client.get(path).content.decode()
    client.post(path, {"name": "Anna"})
    assert kept == []


def test_a_page_that_is_settled_or_not_theirs_says_so(client: Client, cast: Cast) -> None:
    path = path_of(cast)
    assert "Lena sent the list already." in client.get(path + "?settled").content.decode()
    assert "42: " not in client.get(path + "?gone").content.decode()


def test_a_page_widens_nobodys_scope_and_leaves_none_behind(client: Client, cast: Cast) -> None:
    shown = client.get(path_of(cast, "karin")).content.decode()
    assert "Karin" in shown
    assert "Amina" not in shown  # a coordinator's link opens no whole network
    assert not scope.is_open()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.net(), app.whole()")
        assert cursor.fetchone() == (None, False)
