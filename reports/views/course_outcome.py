"""Budget and outcome of courses: what each run of a year cost and brought in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.models import CostLine
from fees.views.budget import FILES, PAGE, asked_year, years_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_order
from network.sought import holding
from network.tables import table_file
from reports.course_outcome import RunOutcome, chart_of, outcomes, runs_of, sums_of

ORDERS: dict[str, Any] = {
    "name": lambda row: swedish_order(row.title),
    "begins": lambda row: row.run.begins_at,
    "estimated": lambda row: row.estimated,
    "actual": lambda row: row.actual,
    "income": lambda row: row.income,
}


@policy("see_budget")
def course_outcome(request: NetworkRequest) -> HttpResponse:
    """Each run of a year: estimate, cost, what was charged, and the result."""
    year = asked_year(request)
    runs = runs_of(year)
    words = request.GET.get("q", "").strip()
    rows = outcomes(holding(runs, words, "course__title_sv"))
    kind = request.GET.get("kind", "")
    if kind in CostLine.Kind.values:
        rows = [row for row in rows if row.kinds.get(kind)]
        for row in rows:
            row.actual = row.kinds[kind]
    asked = request.GET.get("sort", "begins")
    order = ORDERS.get(asked.removeprefix("-"), ORDERS["begins"])
    rows.sort(key=order, reverse=asked.startswith("-"))
    if (file := request.GET.get("format", "")) in FILES:
        return _table(rows, year, file)
    return render(
        request,
        "reports/course_outcome.html",
        {
            "year": year,
            "years": years_of(year),
            "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "sums": sums_of(rows),
            "chart": None if kind else chart_of(rows),
            "kind": kind if kind in CostLine.Kind.values else "",
            "kinds": CostLine.Kind.choices,
            "filtered": bool(words or kind),
            "opens": request.seat.may("see_economy"),
        },
    )


def _table(rows: list[RunOutcome], year: int, kind: str) -> HttpResponse:
    headers = [
        _("Run"), _("Begins"), _("State"), _("Seats that were used"), _("Estimated cost, SEK"),
        _("Actual cost, SEK"), _("Charged, SEK"), _("Result, SEK"),
    ]  # fmt: skip
    cells = [
        [
            row.title,
            row.begins,
            str(row.run.get_state_display()),
            row.seats if row.settled else None,
            row.estimated,
            row.actual,
            row.income if row.settled else None,
            row.result,
        ]
        for row in rows
    ]
    name = _("Courses %(year)s, cost and income") % {"year": year}
    return table_file(name, headers, cells, kind)
