"""The council's list as CSV and XLSX."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from courses.models import Campaign
from courses.plans.council import Row
from network.tables import table_file


def council_table(campaign: Campaign, rows: Iterable[Row], kind: str) -> HttpResponse:
    """The candidates as they are filtered now, with the decision that holds."""
    headers = [
        _("Candidate"), _("Competence area"), _("Seats in spring"), _("Seats in autumn"),
        _("Authorities"), _("Seats that cannot wait"), _("Proposed runs"), _("Proposed seats"),
        _("Proposed cost, kr"), _("Decision"), _("Why"), _("Meeting"), _("Day of the meeting"),
        _("Link to the minutes"),
    ]  # fmt: skip
    name = _("Council %(year)s") % {"year": campaign.year}
    return table_file(name, headers, [_cells(row) for row in rows], kind)


def _cells(row: Row) -> list[Any]:
    held, proposal = row.decision, row.proposal
    return [
        row.candidate.title,
        str(row.candidate.area or ""),
        row.spring,
        row.autumn,
        len(row.members),
        row.must,
        sum(proposal.runs.values()) if proposal else None,
        proposal.seats if proposal else None,
        proposal.cost if proposal else None,
        str(held.get_verdict_display()) if held else "",
        held.reason if held else "",
        held.meeting if held else "",
        held.met_on if held else None,
        held.link if held else "",
    ]
