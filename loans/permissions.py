"""Who may see and do what with staff loans."""

from typing import Any

from network.permissions import (
    Rule,
    allow,
    everyone_in_the_network,
    for_oneself,
    for_own_authority,
    holding,
)
from network.seat import Seat

HR = ("hr_signer", "local_coordinator")


def _leads_staff(seat: Seat, subject: Any) -> bool:
    return bool(seat.scope.staff)


def _wrote_the_draft(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return True
    return subject.written_by_id in seat.scope.people and subject.published_at is None


def _answers_for(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return bool(seat.scope.staff) or bool(seat.scope.memberships)
    if subject.person_id is None:
        return seat.scope.whole
    if subject.person_id in seat.scope.people:
        return False
    if subject.person_id in seat.scope.staff:
        return True
    return subject.membership_id in seat.scope.memberships and subject.person.manager_id is None


def _chooses(seat: Seat, subject: Any) -> bool:
    if not seat.roles.intersection(HR):
        return False
    if subject is None:
        return True
    asked = subject.approach if subject.approach_id else subject.notice
    return asked is not None and asked.membership_id in seat.scope.memberships


def _is_hr_of(side: str, seat: Seat, loan: Any) -> bool:
    return getattr(loan, f"{side}_id") in seat.scope.memberships


def _is_hr_of_a_side(seat: Seat, subject: Any) -> bool:
    if not seat.roles.intersection(HR):
        return False
    if subject is None:
        return True
    return _is_hr_of("lender", seat, subject) or _is_hr_of("borrower", seat, subject)


def _signs_for_a_side(seat: Seat, subject: Any) -> bool:
    return "hr_signer" in seat.roles and _is_hr_of_a_side(seat, subject)


def _is_hr_of_the_lender(seat: Seat, subject: Any) -> bool:
    if not seat.roles.intersection(HR):
        return False
    return subject is None or _is_hr_of("lender", seat, subject)


def _is_hr_of_the_borrower(seat: Seat, subject: Any) -> bool:
    if not seat.roles.intersection(HR):
        return False
    return subject is None or _is_hr_of("borrower", seat, subject)


def _answers_statements(seat: Seat, subject: Any) -> bool:
    if subject is not None and subject.borrower_id is None:
        return _is_hr_of_the_lender(seat, subject)
    return _is_hr_of_the_borrower(seat, subject)


def _is_in_it(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return True
    return (
        subject.person_id in seat.scope.people | seat.scope.staff
        or subject.leader_id in seat.scope.people
    )


def _leads_the_work(seat: Seat, subject: Any) -> bool:
    return subject is None or subject.leader_id in seat.scope.people


def _speaks_for_outside(seat: Seat, subject: Any, *sides: str) -> bool:
    if not seat.scope.whole:
        return False
    return subject is None or any(getattr(subject, f"{side}_party_id") for side in sides)


def _answers_for_it(seat: Seat, subject: Any) -> bool:
    if subject is None:
        return bool(seat.scope.memberships)
    return subject.membership_id in seat.scope.memberships


leads_staff = Rule("managers", _leads_staff)
its_writer_while_a_draft = Rule("its writer while it is a draft", _wrote_the_draft, own=True)
their_manager = Rule(
    "their manager, or HR of their authority where none is registered", _answers_for, own=True
)
hr_of_a_side = Rule("HR of one of the two authorities", _is_hr_of_a_side, own=True)
signer_of_a_side = Rule("HR signer of one of the two authorities", _signs_for_a_side, own=True)
hr_of_the_lender = Rule("HR of the lending authority", _is_hr_of_the_lender, own=True)
hr_of_the_borrower = Rule("HR of the borrowing authority", _is_hr_of_the_borrower, own=True)
hr_of_who_would_borrow = Rule("HR of the authority that would borrow", _chooses, own=True)
for_an_outside_lender = Rule(
    "the coordinators for a lender outside the network",
    lambda seat, subject: _speaks_for_outside(seat, subject, "lender"),
    own=True,
)
for_an_outside_borrower = Rule(
    "the coordinators for a borrower outside the network",
    lambda seat, subject: _speaks_for_outside(seat, subject, "borrower"),
    own=True,
)
for_an_outside_party = Rule(
    "the coordinators for a party outside the network",
    lambda seat, subject: _speaks_for_outside(seat, subject, "lender", "borrower"),
    own=True,
)
in_the_loan = Rule("the person, their manager, or who leads the work", _is_in_it, own=True)
leads_the_work = Rule("who leads the work at the borrower", _leads_the_work, own=True)
answers_statements = Rule(
    "HR of the borrowing authority, or of the lending one where the borrower stands outside",
    _answers_statements,
    own=True,
)
# A link in mail carries no roles; whose authorities it opens are those that HR answers for.
hr_by_account_or_link = Rule("HR of its authority, also by link in mail", _answers_for_it, own=True)
hr_of_its_authority = for_own_authority(*HR)
coordinates_the_network = holding("network_coordinator", "education_coordinator")

allow(
    {
        "see_loans": everyone_in_the_network,
        "write_notice": leads_staff | holding(*HR) | coordinates_the_network,
        "change_notice": its_writer_while_a_draft | hr_of_its_authority | coordinates_the_network,
        "publish_notice": hr_of_its_authority | coordinates_the_network,
        "close_notice": hr_of_its_authority | coordinates_the_network,
        "export_notices": everyone_in_the_network,
        "keep_saved_searches": everyone_in_the_network,
        "approach_offer": holding(*HR) | coordinates_the_network,
        "answer_approach": hr_of_its_authority | coordinates_the_network,
        "nominate_for_loan": holding(*HR),
        "show_loan_interest": everyone_in_the_network,
        "see_loan_interest": everyone_in_the_network,
        "agree_to_loan": for_oneself,
        "withdraw_loan_interest": for_oneself,
        "answer_loan_interest": their_manager,
        "withdraw_consent": their_manager,
        "see_interested": hr_of_its_authority | coordinates_the_network,
        "choose_for_loan": hr_of_who_would_borrow | coordinates_the_network,
        "see_loan": hr_of_a_side | in_the_loan | coordinates_the_network,
        "export_loans": holding(*HR) | coordinates_the_network,
        "draft_agreement": hr_of_a_side | leads_the_work | coordinates_the_network,
        "comment_on_agreement": hr_of_a_side | leads_the_work | coordinates_the_network,
        "sign_agreement": signer_of_a_side,
        "upload_signed_agreement": signer_of_a_side | coordinates_the_network,
        "fetch_agreement": hr_of_a_side | in_the_loan | coordinates_the_network,
        "keep_loan_rules": coordinates_the_network,
        "ask_for_extension": hr_of_the_borrower | leads_the_work | for_an_outside_borrower,
        "answer_extension": hr_of_the_lender | for_an_outside_lender,
        "break_off_loan": hr_of_a_side | for_an_outside_party,
        "end_loan": hr_of_a_side,
        "evaluate_loan": hr_of_a_side | in_the_loan,
        "see_statements": hr_of_a_side | holding("economist"),
        "make_statement": hr_of_the_lender,
        "approve_statement": answers_statements,
        "see_loan_balance": coordinates_the_network
        | holding(*HR, "steering_member", "economist", "auditor"),
        "see_crisis": everyone_in_the_network,
        "keep_crisis": coordinates_the_network,
        "say_what_can_be_lent": hr_by_account_or_link | coordinates_the_network,
        "see_openings": everyone_in_the_network,
        "advertise_job": hr_of_its_authority,
        "keep_outside_parties": coordinates_the_network,
        "keep_sister_networks": coordinates_the_network,
    }
)
