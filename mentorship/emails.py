"""Letters of the mentoring programmes."""

from members.models import Person
from mentorship.intake.line import line_place
from mentorship.models import Interest
from network.actions import letter
from network.addresses import network_url


def write_receipt(interest: Interest) -> None:
    """To the one who asked: we have it, and your manager is asked."""
    _write(
        "mentor_request_waits", interest, interest.person, line=line_place(interest.round, interest)
    )


def write_answer(interest: Interest) -> None:
    """To the one who asked: what the manager answered."""
    _write("mentor_answer_given", interest, interest.person)


def _write(name: str, interest: Interest, to: Person, **facts: object) -> None:
    network = interest.network
    url = network_url(network, "interest", pk=interest.pk)
    letter.send(
        f"{name}-{interest.pk}",
        name,
        {"interest": interest, "round": interest.round, "url": url, **facts},
        to=to.email,
        language=to.language,
        network=network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
    )
