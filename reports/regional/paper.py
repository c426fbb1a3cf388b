"""The regional pack on paper."""

from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from network import charts
from network.charts import Chart, Palette
from network.documents import NetworkLook
from network.small_groups import Shown
from reports.annual.facts import YearFacts
from reports.regional.figures import figures_of, kinds_of

TEMPLATE = "documents/regional_pack.html"


def regional_pack(
    facts: YearFacts, *, look: NetworkLook, language: str, demo: bool
) -> dict[str, Any]:
    """The context of TEMPLATE, in the language of the pack."""
    with translation.override(language):
        figures = figures_of(facts)
        kinds = kinds_of(facts)
        parts = [(part, list(found)) for part, found in groupby(figures, key=lambda one: one.part)]
        return {
            "demo": demo,
            "facts": facts,
            "parts": parts,
            "kinds": kinds,
            "members": sum(kind.members for kind in kinds),
            "employees": sum(kind.employees for kind in kinds),
            "participants": sum(course.participants for course in facts.courses),
            "few": Shown.FEW,
            "figure": Shown.FIGURE,
            "chart": _chart(facts, Palette.of(look), language),
        }


def _chart(facts: YearFacts, palette: Palette, language: str) -> Chart | None:
    rows = [(kind.label, kind.employees) for kind in kinds_of(facts) if kind.employees]
    if len(rows) < 2:
        return None
    title = _("Employees that the cooperation covers, by kind of authority")
    return charts.bars(
        title,
        rows,
        head=_("Kind"),
        unit=_("Employees at the members"),
        alt=_("Bar chart: employees by kind of authority. The figures stand in the table."),
        language=language,
        palette=palette,
    )
