"""Openings as CSV and XLSX."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from network.openings import Opening
from network.tables import Kind, table_file


def openings_table(rows: Iterable[Opening], kind: Kind) -> HttpResponse:
    """The openings as they are filtered now, with how far one has come."""
    headers = [
        _("Kind"), _("Title"), _("Authority"), _("Place"), _("From"), _("Until"),
        _("Answer by"), _("State"),
    ]  # fmt: skip
    cells = [
        [
            row.label,
            row.title,
            row.by,
            row.place,
            row.starts,
            row.ends,
            row.answer_by,
            row.mine.words if row.mine else "",
        ]
        for row in rows
    ]
    name = _("Openings")
    return table_file(name, headers, cells, kind)
