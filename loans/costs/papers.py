"""What the document of a cost statement shows."""

from datetime import datetime
from typing import Any

from loans.costs.page import frozen_vat, rows_of, sums_of
from loans.costs.words import days_in_words
from loans.models import Statement

TEMPLATE = "documents/cost_statement.html"


def paper_of(statement: Statement, *, demo: bool) -> dict[str, Any]:
    """The context of TEMPLATE, in the language that is set."""
    loan = statement.loan
    return {
        "it": statement,
        "loan": loan,
        "state": statement.state,
        "days": days_in_words(statement.since, statement.until),
        "lender": _party(loan.lent_by),
        "borrower": _party(loan.borrowed_by),
        "rows": rows_of(statement, statement.lines.all()),
        "sums": sums_of(statement.net, frozen_vat(statement)),
        "demo": demo,
    }


def drawn_at(statement: Statement) -> datetime:
    """When what it shows was settled, so that the same paper has the same bytes."""
    return statement.approved_at or statement.returned_at or statement.sent_at or statement.made_at


def _party(party: Any) -> dict[str, str]:
    """Name and organisation number, of a member or of a party outside."""
    authority = getattr(party, "authority", party)
    return {"name": party.name, "number": authority.organisation_number}
