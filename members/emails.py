"""The letters of the members' room."""

from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.models import Network


def invitation(person: Person) -> None:
    """To somebody who was added: what the portal is, and that a code by mail lets them in."""
    network: Network = person.network
    letter.send(
        f"invitation-{person.pk}-{person.user_id}",
        "invitation",
        {
            "name": person.name,
            "member": person.membership.name,
            "email": person.email,
            "url": network_url(network, "start"),
        },
        to=person.email,
        language=person.language,
        network=network,
        name="members.invitation",
        person_id=person.pk,
        membership_id=person.membership_id,
    )
