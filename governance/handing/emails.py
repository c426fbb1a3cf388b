"""Letters of a hand-over: to both of them when it is planned, and when it is done."""

from governance.models import HandOver
from members.models import Person
from network.actions import letter
from network.addresses import network_url


def told(row: HandOver) -> None:
    """To both: the day on which everything moves, or that it has moved."""
    people = Person.objects.filter(pk__in=[row.giver_id, row.receiver_id]).select_related("user")
    for person in people:
        letter.send(
            f"hand_over-{row.pk}-{row.state}-{person.pk}",
            "hand_over",
            {"it": row, "url": network_url(row.network, "hand_over", pk=row.pk)},
            to=person.email,
            language=person.language,
            network=row.network,
            person_id=person.pk,
            membership_id=person.membership_id,
        )
