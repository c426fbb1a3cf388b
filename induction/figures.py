"""The drawing of how far those who take part have come."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from induction.models import Module
from induction.progress import Progress
from network import charts
from network.charts import Chart


def completion(
    rows: Sequence[Progress], modules: Sequence[Module], *, language: str
) -> Chart | None:
    """How many of those who take part have done each module; None when nobody takes part."""
    if not rows or not modules:
        return None
    counts = [
        (module.title, sum(row.steps[place].is_done for row in rows))
        for place, module in enumerate(modules)
    ]
    through = sum(row.is_through for row in rows)
    title = ngettext(
        "%(through)s of %(n)s who takes part has done every module",
        "%(through)s of %(n)s who take part have done every module",
        len(rows),
    ) % {"through": through, "n": len(rows)}
    alt = ", ".join(f"{name}: {count}" for name, count in counts)
    return charts.bars(
        title,
        counts,
        head=_("module"),
        unit=_("people who have done it"),
        alt=alt,
        language=language,
    )
