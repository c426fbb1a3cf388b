"""Applications for membership as a table."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from network.tables import table_file


def applications_table(rows: Any, kind: str) -> HttpResponse:
    """The applications as they are filtered."""
    headers = [
        _("Authority"), _("Kind of authority"), _("Kind of membership"), _("Level"),
        _("Received"), _("State"), _("Member from"), _("Contact"), _("Mail"),
    ]  # fmt: skip
    cells = [
        [
            row.name,
            str(row.get_kind_display()),
            str(row.get_wants_display()),
            row.level,
            row.received_at,
            str(row.get_state_display()),
            row.since,
            row.contact_name,
            row.contact_email,
        ]
        for row in rows
    ]
    name = _("Applications for membership")
    return table_file(name, headers, cells, kind)
