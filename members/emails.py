"""The letters of the members' room."""

from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.letters import compose
from network.looks import look_of
from network.models import Network


def invitation(person: Person) -> None:
    """To somebody who was added: what the portal is, and that a code by mail lets them in."""
    network: Network = person.network
    key = f"invitation-{person.pk}-{person.user_id}"
    written = compose(
        "invitation",
        {
            "name": person.name,
            "member": person.membership.name,
            "email": person.email,
            "url": network_url(network, "start"),
            "demo": network.example_data,
        },
        to=person.email,
        language=person.language,
        network=look_of(network),
        letter_id=key,
    )
    letter.write_composed(
        key,
        written,
        name="members.invitation",
        person_id=person.pk,
        membership_id=person.membership_id,
    )
