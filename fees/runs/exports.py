"""The list of a run in preparation as CSV and XLSX."""

from collections.abc import Iterable
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fees.actions.review import Row
from fees.models import InvoiceRun
from network.tables import table_file


def review_table(
    run: InvoiceRun, rows: Iterable[Row], kind: Literal["csv", "xlsx"]
) -> HttpResponse:
    """The payers as they are filtered now, with what is missing or to look at."""
    headers = [
        _("Member"), _("State"), _("Your reference"), _("How it was computed"),
        _("Change of employees"), _("Net, SEK"), _("VAT, SEK"), _("To pay, SEK"),
        _("Missing or to look at"), _("Left out because"),
    ]  # fmt: skip
    cells = [
        [
            row.member.name,
            str(row.state.label),
            row.found.reference,
            row.found.computed,
            row.change,
            row.net,
            row.vat,
            row.total,
            row.words,
            row.exclusion.reason if row.exclusion else "",
        ]
        for row in rows
    ]
    return table_file(run.title, headers, cells, kind)
