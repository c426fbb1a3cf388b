"""Links in mail: forged, ended, used twice, forwarded, and told to nobody."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.utils import timezone

from members.models import Person
from network import links, scope
from network.actions import letter as letters
from network.links import Purpose, Question, Settled
from network.logs import WithoutSecrets
from network.models import JournalEntry, Letter, MailLink, Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

answered: list[tuple[int, bool, str, int | None]] = []
decided: list[str] = []


def _ask(subject_id: int, seat: Seat) -> Question:
    about = Person.objects.seen_by(seat).get(pk=seat.person_id)
    return Question(
        f"Is {about.name} coming?",
        facts=[("Number", str(subject_id))],
        yes="Yes, coming",
        no="No, thanks",
        reason="Why not",
        settled=decided[0] if decided else "",
    )


def _answer(subject_id: int, seat: Seat, yes: bool, reason: str) -> str:
    if reason == "too late":
        raise Settled("Somebody else said no.")
    answered.append((subject_id, yes, reason, seat.user.pk))
    return "We have noted it."


links.declare("tests.coming", Purpose(_ask, _answer))


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    answered.clear()
    decided.clear()
    cache.clear()
    yield
    cache.clear()


def write(cast: Cast, who: str = "amina", *, days: float = 7, network: str = VN) -> str:
    """A link as the letter holds it."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return links.write_link(
            "tests.coming",
            42,
            network=Network.objects.get(slug=network),
            person_id=cast.person(who, network),
            expires_at=timezone.now() + timedelta(days=days),
        )


def path_of(cast: Cast, who: str = "amina", **how: Any) -> str:
    """The path that the letter leads to when it is posted."""
    text = write(cast, who, **how)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        filled = links.put_secrets_in([text], person_id=cast.person(who))[0]
    return filled[filled.index("/reply/") :]


def test_looking_changes_nothing_and_asks_with_no_more_than_is_needed(
    client: Client, cast: Cast
) -> None:
    path = path_of(cast)
    for _look in range(3):
        page = client.get(path)
        assert page.status_code == 200
        words = page.content.decode()
        assert "Is Amina Hassan coming?" in words
        assert "Yes, coming" in words
    assert answered == []
    client.post(path, {"answer": "yes"})
    assert answered == [(42, True, "", cast.users["amina"])]


def test_a_link_works_once_and_then_says_what_was_answered(client: Client, cast: Cast) -> None:
    path = path_of(cast)
    assert "We have noted it." in client.post(path, {"answer": "no"}).content.decode()
    for again in (client.get(path), client.post(path, {"answer": "yes"})):
        words = again.content.decode()
        assert "Länken användes" in words or "The link was used" in words
        assert "Amina" not in words
    assert [(yes, reason) for _pk, yes, reason, _user in answered] == [(False, "")]


def test_a_link_that_has_ended_opens_nothing(client: Client, cast: Cast) -> None:
    path = path_of(cast, days=-0.01)
    page = client.post(path, {"answer": "yes"})
    assert page.status_code == 200
    assert answered == []
    assert "Amina" not in page.content.decode()


@pytest.mark.parametrize("change", ["last", "network", "hash", "placeholder"])
def test_a_forged_link_is_none(client: Client, cast: Cast, change: str) -> None:
    path = path_of(cast)
    secret = path.rstrip("/").rpartition("/")[2]
    forged = {
        "last": path.replace(secret, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
        "network": path.replace(VN, "jamtland"),
        "hash": path.replace(secret, links.hash_of(secret)),
        "placeholder": f"/reply/{VN}/link-1/",
    }[change]
    for answer in (client.get(forged), client.post(forged, {"answer": "yes"})):
        assert answer.status_code == 404
        assert "Amina" not in answer.content.decode()
    assert answered == []


def test_who_is_signed_in_as_somebody_else_is_refused(client: Client, cast: Cast) -> None:
    path = path_of(cast)
    sign_in(client, "berit")
    for answer in (client.get(path), client.post(path, {"answer": "yes"})):
        assert answer.status_code == 403
        assert "berit@example.org" in answer.content.decode()
        assert "Amina" not in answer.content.decode()
    assert answered == []
    own = Client()
    sign_in(own, "amina")
    assert own.get(path).status_code == 200


def test_somebody_without_an_account_answers_as_themselves(client: Client, cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(user=None)
    path = path_of(cast)
    assert client.post(path, {"answer": "yes"}).status_code == 200
    assert answered == [(42, True, "", None)]
    sign_in(client, "berit")
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("ended", ["person", "user", "member"])
def test_who_has_left_answers_nothing(client: Client, cast: Cast, ended: str) -> None:
    path = path_of(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    if ended == "user":
        User.objects.filter(pk=cast.users["amina"]).update(is_active=False)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        person: Person = Person.objects.get(pk=cast.person("amina"))
        if ended == "person":
            Person.objects.filter(pk=person.pk).update(until=yesterday)
        if ended == "member":
            type(person.membership).objects.filter(pk=person.membership_id).update(until=yesterday)
    client.post(path, {"answer": "yes"})
    assert answered == []


def test_the_journal_says_that_the_answer_came_by_a_link(client: Client, cast: Cast) -> None:
    client.post(path_of(cast), {"answer": "yes"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        entry = JournalEntry.objects.get(verb="answer_by_link")
        assert entry.person_id == cast.person("amina")
        assert entry.facts == {"question": "tests.coming", "answer": "yes"}


def test_a_question_answered_elsewhere_says_so_and_takes_no_answer(
    client: Client, cast: Cast
) -> None:
    path = path_of(cast)
    decided.append("Mats said yes.")
    assert "Mats said yes." in client.post(path, {"answer": "no"}).content.decode()
    assert answered == []
    decided.clear()
    late = client.post(path, {"answer": "no", "reason": "too late"})
    assert "Somebody else said no." in late.content.decode()
    assert client.get(path).status_code == 200


def test_no_answer_is_asked_for_again_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    page = client.post(path_of(cast), {"reason": "Month end"})
    assert "Month end" in page.content.decode()
    assert answered == []


def test_the_page_sends_no_referrer_and_is_kept_by_no_cache(client: Client, cast: Cast) -> None:
    page = client.get(path_of(cast))
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"


def test_the_secret_stands_in_no_table_and_no_log(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    text = write(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        letters.write(
            "t:1", name="t", to="amina@example.org", person_id=cast.person("amina"),
            subject="Kommer du?", text=text, html=f'<a href="{text}">Svara</a>',
        )  # fmt: skip
        pk = Letter.objects.get(key="t:1").pk
    with acting_as("portal_worker"):
        assert letters.post(cast.vn, pk)
    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    found = re.search(r"/reply/[a-z]+/([\w-]{43})/", str(sent.body))
    assert found
    assert found[0] in str(sent.alternatives[0][0])
    with acting_as("portal_owner"), connection.cursor() as cursor:
        for table in ("network_letter", "network_maillink"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            assert found[1] not in cursor.fetchone()[0]
    record = logging.LogRecord("x", 30, "", 0, "%s: %s", ("Not Found", found[0]), None)
    WithoutSecrets().filter(record)
    assert found[1] not in record.getMessage()
    assert "/reply/vasternorrland/…" in record.getMessage()
    assert client.get(found[0]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/vasternorrland/open/calendar/sv/%s.ics",
        "/vasternorrland/open/sv/guests/%s/",
        "/reply/vasternorrland/wishes/%s/",
    ],
)
def test_no_secret_address_stands_in_a_log(path: str) -> None:
    secret = "s" * 43
    record = logging.LogRecord("x", 30, "", 0, "Not Found: %s", (path % secret,), None)
    WithoutSecrets().filter(record)
    assert secret not in record.getMessage()


def test_a_letter_opens_only_its_receivers_own_links(cast: Cast) -> None:
    """Else a number written into a reason would bring somebody else's link into one's letter."""
    text = write(cast, "berit")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert links.put_secrets_in([text], person_id=cast.person("amina")) == [text]
        assert links.put_secrets_in([text], person_id=None) == [text]


def test_links_are_read_and_written_by_no_user_whatever_their_role(cast: Cast) -> None:
    write(cast, "karin")
    write(cast, "berit")
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        berits = MailLink.objects.get(person_id=cast.person("berit")).pk
    with scope.enter(cast.users["karin"], cast.vn):
        assert MailLink.objects.count() == 0
        assert not scope.use_link(berits, "yes")


def test_a_coordinators_link_opens_no_whole_network(cast: Cast) -> None:
    path = path_of(cast, "karin")
    secret = path.rstrip("/").rpartition("/")[2]
    with scope.enter_link(cast.vn, links.hash_of(secret)) as (facts, granted):
        assert facts is not None
        assert granted is not None
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.whole(), app.money(), app.reports(), app.system()")
            assert cursor.fetchone() == (False, False, False, False)
        seen = set(Person.objects.values_list("pk", flat=True))
        assert cast.person("karin") in seen
        assert cast.person("amina") not in seen


def test_who_guesses_links_has_to_wait(client: Client, cast: Cast) -> None:
    path = path_of(cast)
    statuses = {client.get(f"/reply/{VN}/guess-{n}-guess-guess/").status_code for n in range(30)}
    assert statuses == {404}
    assert client.get(path).status_code == 429
    assert client.post(path, {"answer": "yes"}).status_code == 429
    assert answered == []
