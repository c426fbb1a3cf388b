"""Who may see and do what in the mentoring programmes."""

from typing import Any

from network.permissions import Rule, allow, everyone_in_the_network, for_oneself, holding
from network.seat import Seat


def _answers_for(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return bool(seat.scope.staff) or seat.scope.whole
    if subject.person_id in seat.scope.people:
        return False
    if subject.person_id in seat.scope.staff:
        return True
    return seat.scope.whole and subject.person.manager_id is None


coordinates_the_network = holding("network_coordinator", "education_coordinator")
their_manager = Rule(
    "their manager, or a coordinator where none is registered", _answers_for, own=True
)

allow(
    {
        "see_mentorship": everyone_in_the_network,
        "ask_in_round": everyone_in_the_network,
        "see_interest": everyone_in_the_network,
        "withdraw_interest": for_oneself | coordinates_the_network,
        "answer_interest": their_manager,
        "keep_rounds": coordinates_the_network,
        "see_interests": coordinates_the_network,
        "export_interests": coordinates_the_network,
    }
)
