"""What courses cost in a year, told to the budget: actual cost lines by kind, without VAT.

A run belongs to the year in which it begins. Planned runs are left out: they have cost nothing,
and those who read the reports do not see them.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import CostLine
from courses.rules import RunState
from fees.budgets.outcomes import Cost, give_costs

PREFIX = "courses."


def headings() -> Mapping[str, str]:
    """The kinds of cost of courses, in words."""
    return {
        f"{PREFIX}{kind.value}": _("Courses: %(kind)s") % {"kind": kind.label}
        for kind in CostLine.Kind
    }


def costs(year: int) -> Iterable[Cost]:
    """What each kind came to in a year; one question."""
    lines = CostLine.objects.filter(stage=CostLine.Stage.ACTUAL, run__begins_at__year=year)
    sums: dict[str, Decimal] = {}
    for line in lines.exclude(run__state=RunState.PLANNED):
        sums[line.kind] = sums.get(line.kind, Decimal(0)) + line.amount
    named = headings()
    address = f"{reverse('course_outcome')}?year={year}"
    return [
        Cost(f"{PREFIX}{kind}", named[f"{PREFIX}{kind}"], amount, f"{address}&kind={kind}")
        for kind, amount in sums.items()
    ]


give_costs(headings=headings, costs=costs)
