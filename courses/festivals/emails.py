"""Letters about the festival and about hosting, in the receiver's language."""

from collections.abc import Mapping
from typing import Any

from courses.models import ItemAnswer, LookoutTurn, TurnChange
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.models import Network


def item_answered(answer: ItemAnswer, person: Person) -> None:
    """Your item is accepted, sent back, or declined, and why."""
    item = answer.item
    _write(
        "item_answered",
        f"item_answered-{answer.pk}",
        answer.network,
        person,
        {
            "answer": answer.answer,
            "why": answer.why,
            "item": item,
            "festival": item.festival,
            "url": network_url(answer.network, "festival_item", pk=item.pk),
        },
    )


def turn_changed(change: TurnChange, person: Person) -> None:
    """Your authority takes a turn to host, or gives one away."""
    turn = change.turn
    _write(
        "turn_changed",
        f"turn_changed-{change.pk}-{person.pk}",
        change.network,
        person,
        {
            "takes": person.membership_id == change.after_id,
            "other": change.before if person.membership_id == change.after_id else change.after,
            "why": change.why,
            "turn": turn,
            "series": turn.series,
            "url": network_url(change.network, "lookout_turn", pk=turn.pk),
        },
    )


def host_reminder(turn: LookoutTurn, person: Person, weeks: int) -> None:
    """Your authority hosts in so many weeks, and nobody knows yet what about."""
    _write(
        "host_reminder",
        f"host_reminder-{turn.pk}-{weeks}-{person.pk}",
        turn.network,
        person,
        {
            "weeks": weeks,
            "turn": turn,
            "series": turn.series,
            "url": network_url(turn.network, "lookout_turn", pk=turn.pk),
        },
    )


def _write(name: str, key: str, network: Network, person: Person, facts: Mapping[str, Any]) -> None:
    letter.send(
        key,
        name,
        facts,
        to=person.email,
        language=person.language,
        network=network,
        name=f"courses.{name}",
        person_id=person.pk,
        membership_id=person.membership_id,
    )
