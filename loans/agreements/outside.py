"""An agreement by an outside party's address: to read, to comment on, to sign on paper.

The address is all that the database asks for, and all that it answers is of that one loan and
side; see the functions in the migration `agreement_address_locks`.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from loans.agreements.paper import Hand, Paper
from network.models import Network
from network.secret_addresses import digest_of
from network.uploads.pdf import UploadedPdf
from network.wake import wake


def agreement_at(network: Network, secret: str) -> dict[str, Any] | None:
    """What the holder of an address may know; None for an address that is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.agreement_at(%s, %s)", [network.pk, digest_of(secret)])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return None
    found: dict[str, Any] = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    for one in [*found["signatures"], *found["comments"]]:
        one["at"] = datetime.fromisoformat(one["at"])
    found["written_at"] = datetime.fromisoformat(found["written_at"])
    found["until"] = datetime.fromisoformat(found["until"])
    return found


def comment_at(network: Network, secret: str, *, clause: str, text: str, name: str) -> str:
    """Leave a comment; says what became of it: kept, over, full or unknown."""
    return _say(
        "SELECT app.comment_at(%s, %s, %s, %s, %s)",
        network,
        [network.pk, digest_of(secret), clause, text, name],
    )


def sign_at(
    network: Network, secret: str, digest: str, paper: UploadedPdf, *, name: str, title: str
) -> str:
    """Lay in the signed paper; says what became of it: kept, newer, signed, over or unknown."""
    return _say(
        "SELECT app.sign_at(%s, %s, %s, %s, %s, %s, %s, %s)",
        network,
        [
            network.pk,
            digest_of(secret),
            digest,
            paper.name,
            paper.content,
            paper.sha256,
            name,
            title,
        ],
    )


def _say(statement: str, network: Network, values: list[Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        became = str(cursor.fetchone()[0])
    if became == "kept":
        wake(network.pk)
    return became


def paper_at(found: Mapping[str, Any]) -> Paper:
    """The paper of what an address shows."""
    hands = [
        Hand(one["side"], one["by_name"], one["by_title"], one["how"], one["at"])
        for one in found["signatures"]
    ]
    return Paper(
        found["content"],
        found["text"],
        found["number"],
        found["digest"],
        found["written_at"],
        hands,
    )
