"""The regional pack as a workbook: the figures with their methods, and the members by kind."""

from datetime import datetime

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from network.tables import to_workbook
from reports.annual.facts import YearFacts
from reports.annual.workbook import Sheet, hidden
from reports.regional.figures import figures_of, kinds_of


def workbook(facts: YearFacts, *, language: str, made: datetime) -> bytes:
    """The file; the same bytes for the same facts."""
    with translation.override(language):
        return to_workbook(sheets(facts), made=made)


def sheets(facts: YearFacts) -> list[Sheet]:
    """Name, headings and rows of each sheet."""
    figures = [[one.part, one.label, one.value, one.method] for one in figures_of(facts)]
    kinds = [
        [capfirst(one.label), one.members, one.employees, hidden(one.participants, one.shown)]
        for one in kinds_of(facts)
    ]
    return [
        (
            _("Figures"),
            [_("Part"), _("Figure"), _("Value"), _("How it was counted")],
            [[_("Year"), _("Year"), facts.year, ""], *figures],
        ),
        (
            _("Members by kind"),
            [_("Kind"), _("Members"), _("Employees"), _("Participants")],
            [*kinds],
        ),
    ]
