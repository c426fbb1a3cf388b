"""Letters of the mentoring programmes."""

from typing import Any

from members.models import Person
from mentorship.models import Interest
from network.actions import letter
from network.addresses import network_url


def write_receipt(interest: Interest) -> None:
    """To the one who asked: we have it, and your manager is asked."""
    _write("mentor_request_waits", interest, interest.person, "interest")


def write_question(interest: Interest) -> None:
    """To the manager: somebody waits for your answer."""
    _write("mentor_answer_asked", interest, interest.person.manager, "interest_answer")


def write_answer(interest: Interest) -> None:
    """To the one who asked: what the manager answered."""
    _write("mentor_answer_given", interest, interest.person, "interest")


def _write(name: str, interest: Interest, to: Person, page: str) -> None:
    network = interest.network
    key = f"{name}-{interest.pk}"
    context: dict[str, Any] = {
        "interest": interest,
        "round": interest.round,
        "url": network_url(network, page, pk=interest.pk),
    }
    letter.send(
        key,
        name,
        context,
        to=to.email,
        language=to.language,
        network=network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
    )
