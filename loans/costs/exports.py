"""Cost statements as tables."""

from collections.abc import Iterable, Sequence
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from loans.costs.page import Row
from loans.models import Statement
from network.tables import table_file

Kind = Literal["csv", "xlsx"]


def statements_table(rows: Iterable[Statement], kind: Kind) -> HttpResponse:
    """The list of statements, as it is filtered; sums in kronor without VAT."""
    head = [_("Loan"), _("Name"), _("Lending authority"), _("Borrowing authority")]
    head += [_("From"), _("Until"), _("State"), _("Sum without VAT"), _("VAT category")]
    head += [_("Sent"), _("Approved"), _("Billed by")]
    body = [
        [
            row.loan_id,
            row.loan.name,
            row.loan.lent_by.name,
            row.loan.borrowed_by.name,
            row.since,
            row.until,
            str(row.state.label),
            row.net,
            row.vat_category,
            row.sent_at,
            row.approved_at,
            row.get_billed_by_display(),
        ]
        for row in rows
    ]
    return table_file(_("Cost statements"), head, body, kind)


def statement_table(it: Statement, rows: Sequence[Row], kind: Kind) -> HttpResponse:
    """One statement line by line, for the lender's or the borrower's own system."""
    head = [_("Kind"), _("Concerns"), _("Amount without VAT")]
    body = [[row.kind, row.words, row.amount] for row in rows]
    body.append([_("Sum"), "", it.net])
    name = _("Cost statement %(loan)s %(day)s") % {"loan": it.loan_id, "day": it.since.isoformat()}
    return table_file(name, head, body, kind)
