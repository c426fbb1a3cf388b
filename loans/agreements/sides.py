"""The two sides of a loan: who is on which, what they are called, and who gets their letters."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from loans.models import Loan, OutsideParty
from loans.rules import Side
from members.models import Person
from members.receivers import KINDS, receivers
from network.identifiers import show_organisation_number
from network.seat import Seat

SIGNS = KINDS[::-1]  # HR signers before local coordinators


@dataclass(frozen=True)
class Party:
    """One side as documents name it."""

    side: Side
    name: str
    short_name: str
    number: str
    in_the_state: bool
    legal_person: str


def other(side: str) -> Side:
    """The other side."""
    return Side.BORROWER if side == Side.LENDER else Side.LENDER


def party(loan: Loan, side: str) -> Party:
    """A side by its names and number; outside parties are legal persons of their own."""
    it = loan.lent_by if side == Side.LENDER else loan.borrowed_by
    if isinstance(it, OutsideParty):
        digits, in_the_state = it.organisation_number, it.in_the_state
        owner = "state" if in_the_state else f"party {it.organisation_number}"
    else:
        digits = it.authority.organisation_number
        in_the_state = it.authority.legal_person.is_state
        owner = "state" if in_the_state else f"person {it.authority.legal_person_id}"
    return Party(
        Side(side),
        it.name,
        it.short_name,
        show_organisation_number(digits),
        in_the_state,
        owner,
    )


def outside_side(loan: Loan) -> Side | None:
    """The side that stands outside the network, if one does."""
    if loan.lender_party_id is not None:
        return Side.LENDER
    return Side.BORROWER if loan.borrower_party_id is not None else None


def side_of(loan: Loan, seat: Seat) -> Side:
    """For which side a seat writes: its own authority's, else for the borrower who draws it up."""
    own = seat.scope.memberships
    if loan.lender_id in own and loan.borrower_id not in own:
        return Side.LENDER
    if loan.borrower_id is None and loan.lender_id in own:
        return Side.LENDER
    return Side.BORROWER


def is_hr(loan: Loan, seat: Seat) -> bool:
    """Whether the database lets the seat change the loan itself."""
    scope = seat.scope
    ours = {loan.lender_id, loan.borrower_id} & scope.memberships
    return bool(ours) or scope.whole or scope.system


def signing_side(loan: Loan, seat: Seat) -> Side | None:
    """The side for which the seat is HR signer; None for who signs for neither."""
    if "hr_signer" not in seat.roles:
        return None
    for side, pk in ((Side.LENDER, loan.lender_id), (Side.BORROWER, loan.borrower_id)):
        if pk is not None and pk in seat.scope.memberships:
            return side
    return None


def signers(loan: Loan) -> dict[Side, list[Person]]:
    """HR signers of each side today, else its local coordinators; in the system's scope.

    An outside side has none: its contact is written to by its address.
    """
    there = {Side.LENDER: loan.lender_id, Side.BORROWER: loan.borrower_id}
    found = receivers([pk for pk in there.values() if pk is not None], SIGNS)
    return {side: found.get(pk or 0, []) for side, pk in there.items()}


def in_the_loan(loan: Loan) -> list[Person]:
    """The employee, their manager, and who leads the work; in the system's scope."""
    named = Q(pk=loan.person_id) | Q(pk=loan.leader_id)
    if loan.person_id is not None:
        named |= Q(staff=loan.person_id)
    found = Person.objects.on(timezone.localdate()).filter(named)
    return list(found.select_related("user").distinct().order_by("pk"))
