"""Who can lend what, as files: competence by competence, and authority by authority."""

from datetime import date
from typing import Any, Literal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.crisis.counted import Lender, Line
from network.tables import download, to_csv, to_workbook


def crisis_file(lines: list[Line], day: date, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    """The sums by competence and what each authority said; a CSV file holds the latter alone."""
    name = _("Who can lend what from %(day)s") % {"day": day.isoformat()}
    head = [_("Competence"), _("Authority"), _("People"), _("Extent, per cent"), _("Full-time")]
    head += [_("From"), _("Until"), _("From a distance as well"), _("Remark")]
    rows = [[line.name, *_said(one)] for line in lines for one in line.lenders]
    if kind == "csv":
        return download(name, to_csv(head, rows), "csv")
    sums = [[line.name, line.people, line.whole, line.needed, line.gap] for line in lines]
    heads = [_("Competence"), _("People"), _("Can be lent, full-time"), _("Needed, full-time")]
    heads += [_("Missing, full-time")]
    sheets = [(_("By competence"), heads, sums), (_("By authority"), head, rows)]
    return download(name, to_workbook(sheets, made=timezone.now()), "xlsx")


def _said(one: Lender) -> list[Any]:
    remote = _("yes") if one.remote else _("no")
    days = (one.since, one.until)
    return [one.authority, one.people, one.percent, one.whole, *days, remote, one.words]
