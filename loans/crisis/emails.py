"""Letters of a crisis: what can you lend, again to who has not answered, and thanks at the end."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from loans.models import Crisis, CrisisCall
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

PURPOSE = "loans.crisis"
OPEN_FOR = timedelta(days=90)  # a link; the page itself closes when the crisis ends


def asked(crisis: Crisis, to: Person, calls: Sequence[CrisisCall], *, again: str) -> None:
    """To HR: what can each of your authorities lend? All of them in one letter, a link for each."""
    network = crisis.network
    links = [
        {
            "name": call.membership.name,
            "url": write_link(
                PURPOSE,
                call.pk,
                network=network,
                person_id=to.pk,
                expires_at=timezone.now() + OPEN_FOR,
            ),
        }
        for call in calls
    ]
    _send("loan_crisis_asked", crisis, to, again or "first", links=links, again=bool(again))


def over(crisis: Crisis, to: Person) -> None:
    """To those who answered: thanks, and nothing more is asked."""
    _send("loan_crisis_over", crisis, to, "over", url=network_url(crisis.network, "loans"))


def _send(name: str, crisis: Crisis, to: Person, key: str, **facts: object) -> None:
    letter.send(
        f"{name}-{crisis.pk}-{key}-{to.pk}",
        name,
        {"crisis": crisis, **facts},
        to=to.email,
        language=to.language,
        network=crisis.network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
    )
