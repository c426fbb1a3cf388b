"""How the network stands: the page, its files, and the paper to order."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download, to_csv, to_workbook
from reports.dashboard.drawing import Drawing
from reports.dashboard.page import PLANS, Shown, cells_of, drawing_of, drawn, keys_of
from reports.dashboard.paper import order_paper


@policy("see_dashboard")
def dashboard(request: NetworkRequest) -> HttpResponse:
    """The figures of today beside last year's, and the charts over the years."""
    today = timezone.localdate()
    it = drawing_of(today)
    if it is None:
        raise Http404
    kind = request.GET.get("format")
    if kind == "csv":
        return _one_table(it, request.GET.get("chart", ""))
    shown = list(drawn(it, request.seat))
    if kind == "xlsx":
        return _workbook(shown, today)
    if kind is not None:
        raise Http404
    ended = [one.counted for one in it.years if one.counted]
    return render(
        request,
        "reports/dashboard.html",
        {"today": today, "keys": keys_of(it, request.seat), "shown": shown,
         "counted": min(ended, default=None), "alone": len(it.years) == 1},
    )  # fmt: skip


def _one_table(it: Drawing, key: str) -> HttpResponse:
    plan = next((one for one in PLANS if one.key == key), None)
    chart = plan.draw(it) if plan else None
    if chart is None:
        raise Http404
    return download(chart.title, to_csv(chart.table.heads, cells_of(chart)), "csv")


def _workbook(shown: Sequence[Shown], today: date) -> HttpResponse:
    """A sheet for each chart."""
    sheets = [
        (f"{n}. {one.chart.title}", one.chart.table.heads, cells_of(one.chart))
        for n, one in enumerate(shown, start=1)
    ]
    made = timezone.make_aware(datetime.combine(today, time.min))
    return download(_("How the network stands"), to_workbook(sheets, made=made), "xlsx")


@policy("see_dashboard", methods="POST")
def dashboard_paper(request: NetworkRequest) -> HttpResponse:
    """Order the overview as a document; its job's page shows how far it has come."""
    return redirect("job", pk=order_paper(get_language() or "sv", by=request.seat).pk)
