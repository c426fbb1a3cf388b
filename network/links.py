"""Links in mail: a question that the addressee answers by yes or no, once, without signing in.

A room declares a question by its purpose; the ground floor finds the link, opens the addressee's
scope, and shows and takes the answer. The link's secret part is never stored: a letter in the
outbox holds the link's number, and the part is put in when the letter is posted.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

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
    that go with a no.
    """

    title: str
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    yes: str = ""
    no: str = ""
    reason: str = ""
    settled: str = ""


@dataclass(frozen=True)
class Purpose:
    """How one kind of link asks, and what its answer does; `answer` returns a sentence."""

    ask: Callable[[int, Seat], Question | None]
    answer: Callable[[int, Seat, bool, str], str]


_purposes: dict[str, Purpose] = {}


def declare(name: str, purpose: Purpose) -> None:
    """Declare a kind of question."""
    _purposes[name] = purpose


def purposes() -> Mapping[str, Purpose]:
    """Every kind of question."""
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
