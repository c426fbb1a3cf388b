"""The balance as files: a sheet for the authorities, one for who lent to whom."""

from typing import Literal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.balance.counted import Balance
from network.tables import download, to_csv, to_workbook


def balance_file(now: Balance, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    """Every year that the reader may count; a CSV file holds who lent to whom alone."""
    name = _("Days lent and borrowed")
    head = [_("Year"), _("Lends"), _("Borrows"), _("Days"), _("Loans")]
    rows = [
        [row.year, now.names[row.lender][0], now.names[row.borrower][0], row.days, row.loans]
        for row in sorted(now.rows, key=lambda row: -row.year)
    ]
    if kind == "csv":
        return download(name, to_csv(head, rows), "csv")
    standings = [
        [year, one.name, one.lent, one.borrowed, one.balance]
        for year in now.years
        for one in now.of(year)
    ]
    heads = [_("Year"), _("Authority"), _("Lent"), _("Borrowed"), _("Difference")]
    sheets = [(_("Authorities"), heads, standings), (_("Who lent to whom"), head, rows)]
    return download(name, to_workbook(sheets, made=timezone.now()), "xlsx")
