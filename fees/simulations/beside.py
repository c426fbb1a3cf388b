"""Simulations laid side by side, by the same measures."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fees.models import Simulation
from fees.simulations import words
from fees.simulations.page import reckoned
from network import charts
from network.wording import kr_short

MOST = 4


def beside(chosen: Sequence[Simulation]) -> dict[str, Any]:
    """Each model of each simulation as a column, and their totals as a chart."""
    columns: list[dict[str, Any]] = [
        {"simulation": it, "name": f"{it.name}: {words.called(one.scheme)}", "sum": one}
        for it in chosen
        for one in reckoned(it, deep=False).sums
    ]
    measures: list[tuple[str, Any]] = [
        (_("Year"), lambda c: c["simulation"].year),
        (_("Total, kr"), lambda c: kr_short(c["sum"].total)),
        (_("Difference to the present model"), lambda c: words.signed_kr(c["sum"].difference)),
        (_("Pay less"), lambda c: c["sum"].gain),
        (_("Pay more"), lambda c: c["sum"].lose),
        (_("The same"), lambda c: c["sum"].same),
        (_("Largest gain"), lambda c: words.extreme(c["sum"].largest_gain)),
        (_("Largest loss"), lambda c: words.extreme(c["sum"].largest_loss)),
        (_("Members reckoned"), lambda c: c["sum"].counted),
        (_("Something is missing"), lambda c: c["sum"].missing),
    ]
    chart = charts.bars(
        _("What each comes to"),
        [(column["name"], column["sum"].total) for column in columns],
        head=_("Fee model"),
        unit=_("Total of the year, kr"),
        alt=_("Bar chart: the total of each model in each simulation. The figures stand beside"
              " the bars."),
        language=(get_language() or "sv")[:2],
    )  # fmt: skip
    return {
        "heads": [name for name, _read in measures],
        "columns": [
            {
                "name": column["name"],
                "simulation": column["simulation"],
                "cells": [(name, read(column)) for name, read in measures],
            }
            for column in columns
        ],
        "chart": chart,
    }
