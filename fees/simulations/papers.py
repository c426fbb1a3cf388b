"""What the document of a fee simulation shows."""

from typing import Any

from django.utils import timezone, translation

from fees.models import Simulation
from fees.simulations import words
from fees.simulations.page import (
    difference_chart,
    lines_of,
    matching,
    reckoned,
    totals_chart,
)
from fees.simulations.summary import summary_of
from network.charts import Palette
from network.documents import NetworkLook

TEMPLATE = "documents/fee_simulation.html"


def context(
    simulation: Simulation, *, look: NetworkLook, language: str, demo: bool
) -> dict[str, Any]:
    """The context of TEMPLATE, in the language of the document."""
    palette = Palette.of(look)
    with translation.override(language):
        found = reckoned(simulation)
        schemes = [one.scheme for one in found.result.sums]
        rows = matching(found.result.rows, asked="", who="", sort="A", schemes=schemes)
        return {
            "demo": demo,
            **summary_of(found),
            "day": timezone.localtime(simulation.reckoned_at),
            "schemes": schemes,
            "lines": lines_of(rows, schemes),
            "totals_chart": totals_chart(found, palette),
            "charts": [
                {"name": words.called(scheme), "chart": chart}
                for place, scheme in enumerate(schemes)
                if (chart := difference_chart(found, place, palette))
            ],
        }
