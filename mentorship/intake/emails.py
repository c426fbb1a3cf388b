"""Letters of the intake: the manager's question, the coordinators', and the pool's."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from members.models import Person
from mentorship.models import Interest, MentorRound
from network.actions import letter
from network.addresses import network_url
from network.links import write_link
from network.models import Letter

PURPOSE = "mentorship.manager_answer"
ASKED, POOL = "mentor_answer_asked", "mentor_pool_asked"


def ask_manager(interest: Interest, *, again: bool = False) -> None:
    """To the manager: may somebody take part? Answered by the link, until the round starts."""
    manager: Person = interest.person.manager
    starts = timezone.make_aware(datetime.combine(interest.round.starts, time.min))
    link = write_link(
        PURPOSE, interest.pk, network=interest.network, person_id=manager.pk, expires_at=starts
    )
    _write(interest, manager, again=again, url=link, by_link=True)


def ask_coordinator(interest: Interest, coordinator: Person, *, again: bool = False) -> None:
    """To a coordinator: somebody whose manager nobody knows waits for your answer."""
    url = network_url(interest.network, "interest_answer", pk=interest.pk)
    _write(interest, coordinator, again=again, url=url, by_link=False)


def reminded() -> set[int]:
    """The requests about which somebody was reminded."""
    keys = Letter.objects.filter(name=ASKED, key__startswith=f"{ASKED}-again-")
    return {int(key.split("-")[2]) for key in keys.values_list("key", flat=True)}


def pool_told(found: MentorRound) -> list[int]:
    """The people of the pool who have had the letter about a round."""
    keys = Letter.objects.filter(name=POOL, key__startswith=f"{POOL}-{found.pk}-")
    return [person for person in keys.values_list("person_id", flat=True) if person]


def _write(interest: Interest, to: Person, *, again: bool, **facts: Any) -> None:
    name = ASKED
    key = f"{name}-{'again-' if again else ''}{interest.pk}-{to.pk}"
    letter.send(
        key,
        name,
        {"interest": interest, "again": again, **facts},
        to=to.email,
        language=to.language,
        network=interest.network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
    )


def ask_pool(found: MentorRound, former: Interest) -> None:
    """To a mentor who stays in the pool: a new round is open; what you wrote is there."""
    name, person = POOL, former.person
    letter.send(
        f"{name}-{found.pk}-{person.pk}",
        name,
        {
            "round": found,
            "url": network_url(found.network, "interest_new", pk=found.pk, role="mentor"),
            "leave": network_url(found.network, "interest", pk=former.pk),
        },
        to=person.email,
        language=person.language,
        network=found.network,
        name=name,
        person_id=person.pk,
        membership_id=person.membership_id,
    )
