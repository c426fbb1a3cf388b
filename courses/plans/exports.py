"""A plan's runs, and variants side by side, as CSV and XLSX."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from courses.models import Plan, PlannedRun, PlannedSeats
from courses.needs.rules import Term
from network.tables import table_file


def plan_table(
    plan: Plan, runs: Sequence[PlannedRun], titles: Mapping[int, str], kind: str
) -> HttpResponse:
    """The runs of a plan, one a row, with the seats of each authority."""
    shares = PlannedSeats.objects.filter(planned_run__in=[run.pk for run in runs])
    seats: dict[int, list[str]] = {}
    rows = shares.select_related("membership__authority").order_by("membership__authority__name")
    for one in rows:
        seats.setdefault(one.planned_run_id, []).append(f"{one.membership.short_name} {one.seats}")
    headers = [
        _("Course"), _("Term"), _("Run"), _("Seats"), _("ISO week"), _("Host authority"),
        _("Teacher"), _("Cost, kr"), _("Hours"), _("Seats for"),
    ]  # fmt: skip
    cells = [
        [
            titles.get(run.candidate_id, ""),
            str(Term(run.term).label),
            run.number,
            run.seats,
            run.week,
            run.host.name if run.host else "",
            str(run.get_teaching_display()),
            run.cost,
            run.hours,
            ", ".join(seats.get(run.pk, [])),
        ]
        for run in runs
    ]
    return table_file(plan.name, headers, cells, kind)


def beside_table(
    names: Sequence[str], measures: Iterable[Mapping[str, Any]], rows: Any, kind: str
) -> HttpResponse:
    """Variants side by side: the measures first, then the runs of each course."""
    headers = [_("What"), *names]
    cells = [[one["name"], *one["cells"]] for one in measures]
    cells += [[row["title"], *row["cells"]] for row in rows]
    return table_file(_("Plans side by side"), headers, cells, kind)
