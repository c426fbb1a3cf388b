"""Who may see and do what with bodies, their meetings and what is decided there."""

from collections.abc import Callable
from typing import Any

from governance.places import places_of
from members.permissions import (
    answers_for_the_authority,
    coordinates_the_network,
    leads_the_network,
)
from network.permissions import Rule, allow, everyone_in_the_network, for_oneself, holding
from network.seat import Seat


def _body_of(subject: Any) -> int:
    """The body that a record belongs to, itself or by its key."""
    return int(getattr(subject, "body_id", None) or subject.pk)


def _placed(which: str) -> Callable[[Seat, Any], bool]:
    def holds(seat: Seat, subject: Any) -> bool:
        if not seat.scope.people:
            return False
        return subject is None or _body_of(subject) in getattr(places_of(seat), which)

    return holds


keeps_the_body = Rule("officer of the body", _placed("keeps"), own=True)
sits_in_the_body = Rule("who sits in the body", _placed("sits"), own=True)
reads_the_body = Rule("who reads the body", _placed("reads"), own=True)
calls_it = coordinates_the_network | keeps_the_body

allow(
    {
        # Bodies.
        "see_bodies": everyone_in_the_network,
        "keep_bodies": leads_the_network,
        # Not its officers: an office opens the body's meetings.
        "keep_body_offices": leads_the_network,
        "propose_holder": answers_for_the_authority,
        "answer_holder_proposal": leads_the_network,
        "see_body_addresses": coordinates_the_network,
        "write_to_body": calls_it | sits_in_the_body,
        # Meetings, papers, minutes.
        "see_meetings": everyone_in_the_network,
        "read_meeting": coordinates_the_network | reads_the_body,
        "keep_meeting": calls_it,
        "raise_item": calls_it | sits_in_the_body,
        "add_paper": calls_it | sits_in_the_body,
        "read_paper": coordinates_the_network | reads_the_body,
        "answer_notice": sits_in_the_body,
        "write_minutes": calls_it,
        "resolve": calls_it,
        "vote": sits_in_the_body,
        "approve_minutes": sits_in_the_body,
        "see_actions": everyone_in_the_network,
        "keep_actions": calls_it,
        "do_action": for_oneself | calls_it,
        # The membership's life.
        "see_applications": coordinates_the_network | holding("steering_member"),
        "keep_applications": leads_the_network,
        "resign_membership": leads_the_network | answers_for_the_authority,
        "order_membership_certificate": leads_the_network | answers_for_the_authority,
        # Ideas, the plan of the year, the wheel, the hand-over.
        "see_ideas": everyone_in_the_network,
        "propose_idea": everyone_in_the_network,
        "support_idea": everyone_in_the_network,
        "shape_idea": coordinates_the_network,
        "see_operational_plan": everyone_in_the_network,
        "keep_operational_plan": leads_the_network,
        "commit_to_activity": leads_the_network | answers_for_the_authority,
        "see_wheel": everyone_in_the_network,
        "keep_wheel": leads_the_network,
        "do_wheel_task": for_oneself | coordinates_the_network,
        "hand_over_network": leads_the_network,
        # Rows answer who: the coordinators, the steering committee, and the two themselves.
        "see_hand_overs": everyone_in_the_network,
        # Pages, news and the map.
        "keep_pages": coordinates_the_network,
        "see_map": everyone_in_the_network,
        "keep_circles": coordinates_the_network,
        "keep_map": coordinates_the_network | answers_for_the_authority,
    }
)
