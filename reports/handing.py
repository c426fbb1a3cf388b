"""What stays with an outgoing coordinator: the statement of the authority they answer for."""

from collections.abc import Callable, Mapping
from typing import Any

from members.receivers import answered_for_by
from network.handing import Hand, leave


def _own_statements(hand: Hand) -> Callable[[Mapping[str, Any]], bool]:
    own = answered_for_by(hand.person_id)
    return lambda facts: facts.get("member") in own


leave("reports.benefit_statement", _own_statements)
