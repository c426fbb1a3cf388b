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


def _is_one_of_the_two(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return True
    return bool(seat.scope.people & {subject.mentee_person_id, subject.mentor_person_id})


def _is_its_mentor(seat: Seat, subject: Any) -> bool:
    return subject is None or subject.mentor_person_id in seat.scope.people


one_of_the_two = Rule("one of the two of the pair", _is_one_of_the_two, own=True)
its_mentor = Rule("the mentor of the pair", _is_its_mentor, own=True)
coordinates_the_network = holding("network_coordinator", "education_coordinator")
their_manager = Rule(
    "their manager, or a coordinator where none is registered", _answers_for, own=True
)

allow(
    {
        "see_mentorship": everyone_in_the_network,
        "ask_in_round": everyone_in_the_network,
        "see_interest": everyone_in_the_network,
        "change_interest": for_oneself,
        "leave_pool": for_oneself,
        "withdraw_interest": for_oneself | coordinates_the_network,
        "answer_interest": their_manager,
        "keep_rounds": coordinates_the_network,
        "see_interests": coordinates_the_network,
        "export_interests": coordinates_the_network,
        "see_mentor_pool": coordinates_the_network,
        "keep_competences": coordinates_the_network,
        "see_joint_meetings": everyone_in_the_network,
        "keep_joint_meetings": coordinates_the_network,
        "point_out_avoided": coordinates_the_network,
        "see_matching": coordinates_the_network,
        "match_round": coordinates_the_network,
        "weigh_round": coordinates_the_network,
        "lay_pairs": coordinates_the_network,
        "ask_pairs": coordinates_the_network,
        "make_exception": coordinates_the_network,
        "see_pairs": coordinates_the_network,
        "export_pairs": coordinates_the_network,
        "end_pair": one_of_the_two | coordinates_the_network,
        "see_pair": one_of_the_two | coordinates_the_network,
        "answer_pair": one_of_the_two,
        "agree_in_pair": one_of_the_two,
        "tick_contact": one_of_the_two,
        "call_pair": coordinates_the_network,
        "evaluate_pair": one_of_the_two,
        "fetch_mentor_certificate": its_mentor | coordinates_the_network,
        "see_round_report": coordinates_the_network
        | holding("steering_member", "economist", "auditor"),
    }
)
