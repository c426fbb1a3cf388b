"""Letters of bodies: what was written to them, what became of a proposal, who came and left."""

from django.utils import translation

from governance.bodies.receivers import Receiver
from governance.bodies.role_rules import FOLLOWS
from governance.models import BodyLetter, Holder, HolderProposal
from governance.rules import Rank
from members.models import Person, Role
from network.actions import letter
from network.addresses import network_url

WRITTEN, ANSWERED = "body_letter", "holder_proposal_answered"
APPOINTED, LEFT = "holder_appointed", "holder_left"


def write_on(written: BodyLetter, to: Receiver, place: int, language: str) -> None:
    """To one of a body: the words, and nobody else's address."""
    letter.send(
        f"{WRITTEN}-{written.pk}-{place}",
        WRITTEN,
        {
            "subject": written.subject,
            "paragraphs": [line.strip() for line in written.text.splitlines() if line.strip()],
            "by": written.by_name,
            "body": written.body,
            "guest": to.kind == "guests",
            "url": network_url(written.network, "body", pk=written.body_id),
        },
        to=to.email,
        language=language,
        network=written.network,
        person_id=to.person_id,
    )


def tell_answer(proposal: HolderProposal, to: Person) -> None:
    """To those who proposed somebody for their mandate: appointed, or why not."""
    letter.send(
        f"{ANSWERED}-{proposal.pk}-{to.pk}",
        ANSWERED,
        {
            "name": proposal.name,
            "body": proposal.mandate.body,
            "accepted": proposal.accepted,
            "why": proposal.answer,
            "url": network_url(proposal.network, "body", pk=proposal.mandate.body_id),
        },
        to=to.email,
        language=to.language,
        network=proposal.network,
        person_id=to.pk,
        membership_id=proposal.membership_id,
    )


def tell_appointed(holder: Holder, to: str, language: str) -> None:
    """To somebody who holds a mandate from a day: for whom, as what, and what follows from it."""
    mandate = holder.mandate
    body = mandate.body
    with translation.override(language):
        role = FOLLOWS.get(body.kind.nature)
        facts = {
            "body": body,
            "authority": mandate.membership.name if mandate.membership else "",
            "deputy": holder.rank == Rank.DEPUTY,
            "since": holder.since,
            "until": holder.until,
            "role": str(Role.Kind(role).label) if role and holder.person_id else "",
            "reads": holder.person_id is not None,
            "url": network_url(holder.network, "body", pk=body.pk),
        }
    letter.send(
        f"{APPOINTED}-{holder.pk}",
        APPOINTED,
        facts,
        to=to,
        language=language,
        network=holder.network,
        person_id=holder.person_id,
        membership_id=mandate.membership_id,
    )


def tell_left(holder: Holder, to: str, language: str) -> None:
    """To somebody whose term ends: its last day."""
    mandate = holder.mandate
    letter.send(
        f"{LEFT}-{holder.pk}-{holder.until:%Y%m%d}",
        LEFT,
        {
            "body": mandate.body,
            "authority": mandate.membership.name if mandate.membership else "",
            "deputy": holder.rank == Rank.DEPUTY,
            "until": holder.until,
            "reads": holder.person_id is not None,
            "url": network_url(holder.network, "body", pk=mandate.body_id),
        },
        to=to,
        language=language,
        network=holder.network,
        person_id=holder.person_id,
        membership_id=mandate.membership_id,
    )
