"""Who evaluates a loan: the employee, the lending and the borrowing authority, one answer each."""

from datetime import date, timedelta

from loans.models import Evaluation, Loan
from network.seat import Seat

Who = Evaluation.Who
REMIND_AFTER = timedelta(days=14)
CLOSES_AFTER = timedelta(days=30)  # after its last day a loan counts as evaluated


def own_voice(loan: Loan, seat: Seat) -> Evaluation.Who | None:
    """For whom a seat answers; the person for themselves, the manager as the lender."""
    scope = seat.scope
    if loan.person_id in scope.people:
        return Who.EMPLOYEE
    if loan.leader_id in scope.people:
        return Who.BORROWER
    if loan.person_id in scope.staff or loan.lender_id in scope.memberships:
        return Who.LENDER
    return Who.BORROWER if loan.borrower_id in scope.memberships else None


def voices(loan: Loan) -> list[Evaluation.Who]:
    """Who is asked: a party outside the network has nobody who could answer here."""
    there = {
        Who.EMPLOYEE: loan.person_id,
        Who.LENDER: loan.lender_id,
        Who.BORROWER: loan.borrower_id,
    }
    return [who for who, pk in there.items() if pk is not None]


def closes(loan: Loan) -> date:
    """The last day to answer."""
    return loan.last_day + CLOSES_AFTER
