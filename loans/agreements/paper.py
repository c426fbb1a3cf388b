"""The agreement as a document: PDF/UA-1 and PDF/A, with its version, hash and signatures.

What was hashed is embedded beside the page, so that anybody can count the hash again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loans.agreements.content import Content, read
from loans.models import AgreementFile, Loan, Wording
from loans.rules import Side, Signing
from network.documents import Attachment, render_pdf_bounded
from network.looks import look_of
from network.models import Network

TEMPLATE = "documents/staff_loan.html"
HASHED = "agreement.json"


@dataclass(frozen=True)
class Hand:
    """A signature as the paper shows it."""

    side: str
    name: str
    title: str
    how: str
    at: datetime


@dataclass(frozen=True)
class Paper:
    """All that a paper is made of; `text` is what was hashed."""

    content: Content
    text: str
    number: int
    digest: str
    written_at: datetime
    hands: Sequence[Hand]

    @property
    def is_signed(self) -> bool:
        """Whether both sides have signed it."""
        return {one.side for one in self.hands} == set(Side.values)


def file_title(loan: Loan, wording: Wording) -> str:
    """What the file is called: no name of the employee, since file names travel."""
    return _("Staff loan %(loan)s, version %(number)s") % {
        "loan": loan.pk,
        "number": wording.number,
    }


def paper_of(wording: Wording) -> bytes:
    """The document of a version: as it was kept when both had signed, else drawn now."""
    facts = facts_of(wording)
    if facts.is_signed:
        kept = wording.files.filter(kind=AgreementFile.Kind.MADE).order_by("-id").first()
        if kept is not None:
            return bytes(kept.content)
    return draw(facts, wording.loan.network)


def keep_paper(wording: Wording) -> None:
    """Keep the signed document with its version, once; in the system's scope."""
    facts = facts_of(wording)
    if not facts.is_signed or wording.files.filter(kind=AgreementFile.Kind.MADE).exists():
        return
    content = draw(facts, wording.loan.network)
    with translation.override(settings.LANGUAGE_CODE):
        name = f"{file_title(wording.loan, wording)}.pdf"
    AgreementFile.objects.create(
        wording=wording,
        kind=AgreementFile.Kind.MADE,
        name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def facts_of(wording: Wording) -> Paper:
    """What the paper of a version is made of."""
    text = (
        Wording.objects.filter(pk=wording.pk)
        .annotate(text=Cast("content", TextField()))
        .values_list("text", flat=True)
        .get()
    )
    hands = [
        Hand(one.side, one.by_name, one.by_title, one.how, one.at)
        for one in wording.signatures.filter(fell_at=None).order_by("at", "id")
    ]
    return Paper(wording.content, text, wording.number, wording.digest, wording.at, hands)


def draw(paper: Paper, network: Network) -> bytes:
    """The document, in the portal's own language: agreements are kept in it."""
    language = settings.LANGUAGE_CODE
    latest = max([paper.written_at, *(one.at for one in paper.hands)])
    with translation.override(language):
        context: dict[str, Any] = {
            "paper": paper,
            "title": paper.content.get("title") or _("Agreement on a staff loan"),
            "source": paper.content.get("source", ""),
            "groups": read(paper.content),
            "sides": [_side(paper, side) for side in Side],
            "demo": network.example_data,
        }
        embedded = Attachment(
            HASHED, paper.text.encode(), _("What the hash of the agreement is counted from")
        )
    return render_pdf_bounded(
        TEMPLATE,
        context,
        language=language,
        network=look_of(network),
        attachments=[embedded],
        created=latest,
    )


def _side(paper: Paper, side: Side) -> dict[str, Any]:
    hand = next((one for one in paper.hands if one.side == side), None)
    return {
        "label": side.label,
        "party": paper.content.get(f"{side}_name", ""),
        "hand": hand,
        "how": Signing(hand.how).label if hand else "",
        "at": timezone.localtime(hand.at) if hand else None,
    }
