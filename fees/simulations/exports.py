"""Simulations and contributions in kind as CSV and XLSX."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fees.models import Contribution
from fees.simulations import words
from fees.simulations.reckoning import Row, Scheme
from network.tables import table_file


def contributions_table(found: Iterable[Contribution], kind: str) -> HttpResponse:
    """The contributions as they are filtered now."""
    headers = [
        _("Member"), _("Kind"), _("What was done"), _("Who gave the time"), _("From"), _("Until"),
        _("How many"), _("For each"), _("Rate, SEK"), _("Value, SEK"), _("State"), _("Reason"),
    ]  # fmt: skip
    rows = [
        [
            it.membership.name,
            str(it.kind),
            it.what,
            it.person,
            it.since,
            it.last_day,
            it.quantity,
            str(it.get_unit_display()),
            it.rate,
            it.value,
            str(it.get_state_display()),
            it.reason,
        ]
        for it in found
    ]
    return table_file(_("Contributions in kind"), headers, rows, kind)


def simulation_table(
    name: str, rows: Sequence[Row], now: bool, schemes: Sequence[Scheme], kind: str
) -> HttpResponse:
    """Every member under every model: fee, difference, share of the total, or what is missing."""
    headers = [_("Member"), _("Computed from"), *([_("Today, kr")] if now else [])]
    for scheme in schemes:
        headers += [
            _("%(model)s, kr") % {"model": scheme.label},
            _("%(model)s, difference, kr") % {"model": scheme.label},
            _("%(model)s, difference, %%") % {"model": scheme.label},
            _("%(model)s, share of the total, %%") % {"model": scheme.label},
        ]
    cells = []
    for row in rows:
        line: list[Any] = [row.subject.name, words.facts(row.subject)]
        if now:
            line.append(str(row.now.missing.label) if row.now.missing else row.now.amount)
        for cell in row.cells:
            line += [
                str(cell.missing.label) if cell.missing else cell.amount,
                cell.difference,
                cell.percent,
                cell.share,
            ]
        cells.append(line)
    return table_file(name, headers, cells, kind)
