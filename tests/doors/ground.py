"""The files, jobs and letters that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from network.models import Document, Job, Letter
from tests.cast import Cast
from tests.doors.making import Maker, made_in


def document(cast: Cast, network: str, who: str, key: str, **facts: Any) -> int:
    file = {"name": "faktura.pdf", "content": b"%PDF-1.7"} | facts
    return made_in(
        cast,
        network,
        lambda: Document.objects.create(
            kind="invoice",
            user_id=cast.users[who],
            membership_id=cast.memberships[network, key],
            media_type="application/pdf",
            **file,
        ),
    )


def job(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast, network, lambda: Job.objects.create(name="door", key=who, user_id=cast.users[who])
    )


def letter(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: Letter.objects.create(
            name="door", key=who, to="x@example.org", subject="Brev", text="Text", state="failed"
        ),
    )


GROUND: Mapping[str, Maker] = {
    "document": document,
    "job": job,
    "job_cancellation": job,
    "letter": letter,
    "letter_sending": letter,
}
