"""Procurements as CSV and XLSX."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from courses.procurements.buying import Standing
from network.tables import table_file


def procurements_table(rows: Iterable[Standing], kind: str) -> HttpResponse:
    """The procurements as they are filtered now, with what they lack."""
    headers = [
        _("Procurement"), _("Registry number"), _("Form"), _("State"), _("Buyer"),
        _("Kind of purchase"), _("Supplier"), _("Contract from"), _("Contract until"),
        _("Estimated value, SEK"), _("Value of the contract, SEK"), _("Options, SEK"),
        _("Sum of the same kind, SEK"), _("Limit, SEK"), _("Missing"),
    ]  # fmt: skip
    cells = [
        [
            row.it.title,
            row.it.registry_number,
            str(row.it.get_form_display()),
            row.state_in_words,
            row.it.buyer.name,
            str(row.it.same_kind),
            row.it.supplier.name if row.it.supplier else "",
            row.it.starts,
            row.it.last_day,
            row.it.estimated,
            row.it.actual,
            sum(one.value for one in row.it.options.all()),
            row.weighing.after if row.is_direct else None,
            row.weighing.limit if row.is_direct else None,
            " ".join(str(lack.label) for lack in row.lacks),
        ]
        for row in rows
    ]
    return table_file(_("Procurements"), headers, cells, kind)
