"""What the form of a statement begins with: the next days, and the figures of the one before."""

from decimal import Decimal
from typing import Any

from loans.costs.agreed import WHOLE, Agreed, agreed_of, span_of_loan, stated_of
from loans.costs.counting import Span
from loans.costs.forms import initial_of
from loans.costs.periods import missing_of, periods_of
from loans.costs.said import said_of
from loans.models import Loan, Statement
from network.money import ZERO


def next_span(loan: Loan, agreed: Agreed, asked: str) -> Span:
    """The first period without a statement, or the one that begins on the day that is asked for."""
    whole = span_of_loan(loan)
    left = missing_of(periods_of(whole, agreed.interval), stated_of([loan]).get(loan.pk, []))
    chosen = [span for span in left if span.since.isoformat() == asked]
    return (chosen or left or [whole])[0]


def new_initial(loan: Loan, asked: str) -> dict[str, Any]:
    """Days, then what was stated before: of the same days and sent back all of it, else the price.

    The first statement takes overhead and share from the agreement; nobody guesses the salary.
    """
    agreed = agreed_of([loan]).get(loan.pk, Agreed())
    span = next_span(loan, agreed, asked)
    before = loan.statements.prefetch_related("lines").order_by("-until", "-pk")
    again = next((one for one in before if one.returned_at and one.since == span.since), None)
    last = again or next(iter(before), None)
    if last is None:
        price = _price(None, agreed.overhead, agreed.share, agreed.reference)
        return initial_of(span, price, [], [])
    return change_initial(last) if again else initial_of(span, _priced(last), [], [])


def change_initial(statement: Statement) -> dict[str, Any]:
    """A statement as it stands."""
    said = said_of(statement, list(statement.lines.all()))
    return initial_of(said.span, _priced(statement), said.absences, said.extras)


def _priced(statement: Statement) -> dict[str, Any]:
    return _price(
        statement.salary,
        statement.overhead_percent,
        statement.share_percent,
        statement.reference,
    )


def _price(
    salary: Decimal | None,
    overhead: Decimal = ZERO,
    share: Decimal = WHOLE,
    reference: str = "",
) -> dict[str, Any]:
    return {
        "salary": salary,
        "overhead_percent": overhead,
        "share_percent": share,
        "reference": reference,
    }
