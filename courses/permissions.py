"""Who may find courses, take seats and keep the runs."""

from typing import Any

from members.permissions import (
    answers_for_the_authority,
    coordinates_the_network,
    leads_the_network,
)
from network.permissions import Rule, allow, everyone_in_the_network, for_oneself
from network.seat import Seat


def _is_asked(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return True
    if subject.kind == "manager":
        return subject.asked_id in seat.scope.people
    return subject.membership_id in seat.scope.memberships


who_is_asked = Rule("who is asked", _is_asked, own=True)

allow(
    {
        "see_courses": everyone_in_the_network,
        "see_my_courses": everyone_in_the_network,
        "enrol": for_oneself | answers_for_the_authority | coordinates_the_network,
        "withdraw": for_oneself | answers_for_the_authority | coordinates_the_network,
        "answer_offer": for_oneself | answers_for_the_authority | coordinates_the_network,
        "move_allotment": answers_for_the_authority | coordinates_the_network,
        "enrol_group": answers_for_the_authority | coordinates_the_network,
        "see_participants": coordinates_the_network | answers_for_the_authority,
        "see_approvals": everyone_in_the_network,
        "decide_approval": who_is_asked,
        "keep_approval_rule": answers_for_the_authority | leads_the_network,
        "keep_courses": coordinates_the_network,
        "see_festivals": everyone_in_the_network,
        "keep_festivals": coordinates_the_network,
        "propose_item": for_oneself | answers_for_the_authority | coordinates_the_network,
        "fill_turn": answers_for_the_authority | coordinates_the_network,
    }
)
