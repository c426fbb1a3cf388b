"""The letter that a proposer gets at each step of their idea."""

from governance.models import Idea, IdeaProposer
from members.models import Person
from network.actions import letter
from network.addresses import network_url


def told(idea: Idea) -> None:
    """To the proposer: the idea is received, or how far it has come, and what was said."""
    proposer = IdeaProposer.objects.filter(idea=idea).first()
    if proposer is None:
        return
    person = Person.objects.select_related("user").get(pk=proposer.person_id)
    letter.send(
        f"idea-{idea.pk}-{idea.state}-{idea.stepped_at:%Y%m%d%H%M%S}",
        "idea_step",
        {"it": idea, "url": network_url(idea.network, "idea", pk=idea.pk)},
        to=person.email,
        language=person.language,
        network=idea.network,
        person_id=person.pk,
        membership_id=person.membership_id,
    )
