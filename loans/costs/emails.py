"""Letters about cost statements, to the HR of both sides; no sum stands in them."""

from django.utils import translation

from loans.costs.counting import Span
from loans.costs.words import days_in_words
from loans.models import Loan, Statement
from members.models import Person
from members.receivers import receivers
from network.actions import letter
from network.addresses import network_url


def write_sent(statement: Statement) -> None:
    """To the borrower's HR: a statement waits for your approval."""
    _write("statement_sent", statement, statement.loan.borrower_id)


def write_approved(statement: Statement) -> None:
    """To the lender's HR: it is approved, and who bills it."""
    _write("statement_approved", statement, statement.loan.lender_id)


def write_returned(statement: Statement) -> None:
    """To the lender's HR: it came back, and why."""
    _write("statement_returned", statement, statement.loan.lender_id)


def write_due(loan: Loan, span: Span) -> None:
    """To the lender's HR: a period of the loan is over, and no statement stands for it."""
    for to in _people(loan.lender_id):
        with translation.override(to.language):
            days = days_in_words(span.since, span.until)
        letter.send(
            f"statement_due:{loan.pk}:{span.until}:{to.pk}",
            "statement_due",
            {
                "loan": loan,
                "days": days,
                "borrower": loan.borrowed_by.short_name,
                "url": network_url(loan.network, "loan_statements", pk=loan.pk),
            },
            to=to.email,
            language=to.language,
            network=loan.network,
            person_id=to.pk,
            membership_id=loan.lender_id,
        )


def _write(template: str, statement: Statement, membership_id: int | None) -> None:
    loan = statement.loan
    for to in _people(membership_id):
        with translation.override(to.language):
            days = days_in_words(statement.since, statement.until)
        letter.send(
            f"{template}:{statement.pk}:{to.pk}",
            template,
            {
                "loan": loan,
                "statement": statement,
                "days": days,
                "lender": loan.lent_by.short_name,
                "borrower": loan.borrowed_by.short_name,
                "url": network_url(loan.network, "loan_statement", pk=statement.pk),
            },
            to=to.email,
            language=to.language,
            network=loan.network,
            person_id=to.pk,
            membership_id=membership_id,
        )


def _people(membership_id: int | None) -> list[Person]:
    """Who answers for one side; nobody where it stands outside the network."""
    return receivers([membership_id]).get(membership_id, []) if membership_id else []
