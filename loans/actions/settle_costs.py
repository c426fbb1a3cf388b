"""The borrower's answer to a cost statement: approved and charged once, or sent back with why."""

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.costs.who import name_of
from loans.models import Loan, Statement
from loans.refusing import refused_in_words
from loans.rules import LoanRefused
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def approve(statement: Statement, *, by: Seat, said_by: str = "") -> None:
    """Approve what the lender has stated: it stands, and is charged where the portal bills it.

    `said_by` is who approved it at a borrower outside the network, where the lender's HR writes
    it down.
    """
    by.require("approve_statement", statement.loan)
    held = _sent(statement)
    held.approved_at, held.approved_by = timezone.now(), by.user.pk
    held.approved_name = _who(statement.loan, said_by, by)
    with refused_in_words():
        held.save(update_fields=["approved_at", "approved_by", "approved_name"])
    _tell("approve_statement", held)
    send_on("loans.statement_approved", key=str(held.pk), statement_id=held.pk)


def send_back(statement: Statement, why: str, *, by: Seat, said_by: str = "") -> None:
    """Send a statement back with what is wrong; the lender states those days anew."""
    by.require("approve_statement", statement.loan)
    held = _sent(statement)
    held.returned_at, held.returned_by, held.returned_why = timezone.now(), by.user.pk, why
    held.returned_name = _who(statement.loan, said_by, by)
    with refused_in_words():
        held.save(update_fields=["returned_at", "returned_by", "returned_name", "returned_why"])
    _tell("send_statement_back", held)
    send_on("loans.tell_statement_returned", key=str(held.pk), statement_id=held.pk)


def _sent(statement: Statement) -> Statement:
    """The statement as it is now, held until the transaction ends, while it waits for an answer."""
    held: Statement | None = (
        Statement.objects.in_state("sent")
        .select_for_update(no_key=True, of=("self",))
        .filter(pk=statement.pk)
        .first()
    )
    if held is None:
        raise LoanRefused(_("The statement is answered already."))
    return held


def _who(loan: Loan, said_by: str, by: Seat) -> str:
    if loan.borrower_id is None:
        if not said_by:
            raise LoanRefused(_("Write who answered at the borrowing authority."))
        return said_by
    return name_of(by)


def _tell(verb: str, held: Statement) -> None:
    note(
        verb,
        held,
        membership_id=held.loan.borrower_id or held.loan.lender_id,
        loan=held.loan_id,
        since=held.since.isoformat(),
        until=held.until.isoformat(),
    )
