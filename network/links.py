"""Links in mail: a question answered by yes or no, once, or a page that the addressee works on.

A room declares a question or a page by its purpose; the ground floor finds the link, opens the
addressee's scope, and shows and takes the answer, without signing in. The link's secret part is
never stored: a letter in the outbox holds the link's number, and the part is put in when the
letter is posted.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from network import secret_addresses
from network.models import MailLink, Network
from network.scope import current_network_id
from network.seat import Seat

STANDING_IN = re.compile(r"(/reply/[a-z0-9-]+/)link-(\d+)/")


class Settled(Exception):
    """The question was answered another way meanwhile; the sentence says how."""


@dataclass(frozen=True)
class Question:
    """What a link asks, as its page shows it: no more than the answer needs.

    `settled` is a sentence when nothing is left to answer; `reason` labels a field for words
    that go with a no; `must_say_why` asks for them.
    """

    title: str
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    yes: str = ""
    no: str = ""
    reason: str = ""
    must_say_why: bool = False
    settled: str = ""


@dataclass(frozen=True)
class Purpose:
    """How one kind of link asks, and what its answer does; `answer` returns a sentence.

    Of a `private` one the journal tells nobody but the addressee that it was answered.
    """

    ask: Callable[[int, Seat], Question | None]
    answer: Callable[[int, Seat, bool, str], str]
    private: bool = False


@dataclass(frozen=True)
class Finished:
    """The addressee is done with a page: its link is used, and the sentence says what came of it.

    `answer` is kept with the link, in at most three letters.
    """

    sentence: str
    answer: str = "yes"


Shown = HttpResponse | Finished | None


@dataclass(frozen=True)
class Page:
    """A page behind a link, as often as wanted until the link ends or `show` says Finished.

    `show` answers GET and POST in the addressee's scope, fragments too, and leads back to
    `request.path` after a change. None is for a subject that is not the addressee's any more;
    Settled, raised, for one with nothing left to do. Its templates extend `layouts/plain.html`,
    and name no address inside the network: those ask for a sign-in.
    """

    show: Callable[[HttpRequest, int, Seat], Shown]
    private: bool = False


_purposes: dict[str, Purpose | Page] = {}


def declare(name: str, purpose: Purpose | Page) -> None:
    """Declare a kind of question, or a kind of page."""
    _purposes[name] = purpose


def purposes() -> Mapping[str, Purpose | Page]:
    """Every kind of question and page."""
    return dict(_purposes)


def secret_of(nonce: str) -> str:
    """The link's secret part."""
    return secret_addresses.secret_of("mail", nonce.encode())


def hash_of(secret: str) -> str:
    """What the database keeps of a link's secret part."""
    return secret_addresses.digest_of(secret).hex()


def write_link(
    purpose: str, subject_id: int, *, network: Network, person_id: int, expires_at: datetime
) -> str:
    """A new link to one person, as its letter holds it until it is posted; the system's act."""
    nonce = secrets.token_hex(32)
    link = MailLink.objects.create(
        purpose=purpose,
        subject_id=subject_id,
        person_id=person_id,
        nonce=nonce,
        token_hash=hash_of(secret_of(nonce)),
        expires_at=expires_at,
    )
    return f"{settings.SITE_URL}/reply/{network.slug}/link-{link.pk}/"


def put_secrets_in(texts: Sequence[str], *, person_id: int | None) -> list[str]:
    """The texts of a letter with the secret parts of its receiver's own links, in the system scope.

    A link to somebody else stays shut, whoever wrote its number into a text.
    """
    numbers = {int(found[2]) for text in texts for found in STANDING_IN.finditer(text)}
    if not numbers or person_id is None:
        return list(texts)
    links = MailLink.objects.filter(
        network_id=current_network_id(), pk__in=numbers, person_id=person_id
    )
    nonces = dict(links.values_list("pk", "nonce"))

    def secret(found: re.Match[str]) -> str:
        nonce = nonces.get(int(found[2]))
        return f"{found[1]}{secret_of(nonce)}/" if nonce else found[0]

    return [STANDING_IN.sub(secret, text) for text in texts]
