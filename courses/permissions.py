"""Who may find courses, take seats and keep the runs."""

from typing import Any

from members.permissions import (
    answers_for_the_authority,
    coordinates_the_network,
    leads_the_network,
)
from network.permissions import Rule, allow, everyone_in_the_network, for_oneself, holding
from network.seat import Seat

# Which runs somebody leads is asked of the database: runs and sessions are found through it.
who_leads_the_run = Rule("who leads the run", lambda seat, subject: True, own=True)
keeps_the_money = holding("economist")
reads_the_reports = holding("steering_member", "auditor")


def _is_asked(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return True
    if subject.kind == "manager":
        return subject.asked_id in seat.scope.people
    return subject.membership_id in seat.scope.memberships


sits_on_the_council = holding("council_member")
oversees_needs = coordinates_the_network | sits_on_the_council | reads_the_reports


def _approves(seat: Seat, subject: Any) -> bool:
    return subject is None or subject.approver_id in seat.scope.people


who_approves_the_answer = Rule("who approves the answer", _approves, own=True)
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
        "write_to_participants": coordinates_the_network | answers_for_the_authority,
        "see_our_seats": answers_for_the_authority,
        "see_fellows": everyone_in_the_network,
        "list_oneself": for_oneself,
        "keep_courses": coordinates_the_network,
        "see_guests": coordinates_the_network,
        "open_catalogue": coordinates_the_network,
        "see_calendar_addresses": everyone_in_the_network,
        "make_calendar_address": everyone_in_the_network,
        "end_calendar_address": for_oneself,
        "take_attendance": who_leads_the_run | coordinates_the_network,
        "come_in": everyone_in_the_network,
        "tell_needs": for_oneself,
        "count_needs": coordinates_the_network,
        "meet_needs": holding("education_coordinator"),
        "ask_certificate": for_oneself,
        "see_certificate": everyone_in_the_network,
        "issue_certificates": coordinates_the_network,
        "answer_evaluation": everyone_in_the_network,
        "see_evaluations": coordinates_the_network | holding("steering_member"),
        "see_late_fee_rules": everyone_in_the_network,
        "keep_late_fees": coordinates_the_network,
        "see_economy": coordinates_the_network | keeps_the_money,
        "keep_costs": coordinates_the_network | keeps_the_money,
        "settle_runs": coordinates_the_network,
        "see_settlement": coordinates_the_network
        | keeps_the_money
        | reads_the_reports
        | answers_for_the_authority,
        "see_own_costs": answers_for_the_authority,
        "see_festivals": everyone_in_the_network,
        "keep_festivals": coordinates_the_network,
        "propose_item": for_oneself | answers_for_the_authority | coordinates_the_network,
        "fill_turn": answers_for_the_authority | coordinates_the_network,
        "see_divisions": everyone_in_the_network,
        "divide_seats": coordinates_the_network,
        "declare_need": coordinates_the_network | answers_for_the_authority,
        "see_needs": oversees_needs | answers_for_the_authority,
        "oversee_needs": oversees_needs,
        "keep_campaign": coordinates_the_network,
        "answer_needs": answers_for_the_authority | coordinates_the_network,
        "approve_needs": who_approves_the_answer,
        "wish": everyone_in_the_network,
        "collect_wishes": answers_for_the_authority,
        "merge_needs": coordinates_the_network,
        "see_plans": oversees_needs,
        "keep_plans": coordinates_the_network,
        "decide_candidates": coordinates_the_network,
        "publish_plan": coordinates_the_network,
        "see_procurements": oversees_needs | keeps_the_money,
        "keep_procurements": coordinates_the_network,
        "see_our_contracts": answers_for_the_authority,
        "see_lineage": everyone_in_the_network,
        "simulate_shares": coordinates_the_network | holding("steering_member"),
        "see_shares": coordinates_the_network
        | holding("steering_member")
        | answers_for_the_authority,
    }
)
