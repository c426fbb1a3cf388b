"""Budget, members' fees and billed lines as CSV and XLSX."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fees.budgets.lines import Year
from fees.rules import FeeKind
from network.tables import table_file


def budget_table(year: Year, kind: str) -> HttpResponse:
    """The year's headings with their sums."""
    headers = [
        _("Heading"), _("Budget, SEK"), _("Outcome, SEK"), _("Difference, SEK"),
        _("Waits for an invoice, SEK"), _("Note"),
    ]  # fmt: skip
    sums = year.sums
    order = [*year.income, sums["income"], *year.costs, sums["cost"], sums["result"]]
    rows = [
        [
            row.label,
            row.budget,
            row.outcome,
            row.difference,
            row.waits,
            row.line.note if row.line else "",
        ]
        for row in order
    ]
    return table_file(_("Budget and outcome %(year)s") % {"year": year.year}, headers, rows, kind)


def members_table(rows: Iterable[dict[str, Any]], year: int, kind: str) -> HttpResponse:
    """What each member was billed in a year."""
    headers = [
        _("Member"), _("Membership fees, SEK"), _("Courses, SEK"), _("Late and no-show fees, SEK"),
        _("Other fees, SEK"), _("Of it credited, SEK"), _("Together, SEK"), _("Left to pay, SEK"),
    ]  # fmt: skip
    cells = [
        [
            row["member"].name,
            row["membership"],
            row["courses"],
            row["late"],
            row["rest"],
            row["credited"],
            row["sum"],
            row["left"],
        ]
        for row in rows
    ]
    return table_file(_("Members %(year)s") % {"year": year}, headers, cells, kind)


def lines_table(lines: Iterable[Any], kind: str) -> HttpResponse:
    """Billed lines as they are filtered now."""
    headers = [
        _("Invoice number"), _("Invoice date"), _("Member"), _("Kind of fee"), _("Concerns"),
        _("Amount without VAT"),
    ]  # fmt: skip
    cells = [
        [
            line.invoice.code,
            line.invoice.day,
            line.invoice.buyer_name,
            str(FeeKind(line.kind).label),
            line.text,
            line.net,
        ]
        for line in lines
    ]
    return table_file(_("Billed lines"), headers, cells, kind)
