"""The tasks of the year wheel: the list over the years, and one that is done or skipped."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.actions import wheel as acts
from governance.models import WheelTask
from governance.wheel.forms import DoneForm, SkipForm, TaskFilter, years_of
from governance.wheel.page import address
from governance.wheel.rules import MARKS
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said
from network.tables import table_file

PAGE = 25


def _found(request: NetworkRequest, pk: int) -> WheelTask:
    rows = WheelTask.objects.seen_by(request.seat).select_related("step__body")
    it: WheelTask = get_object_or_404(rows, pk=pk)
    return it


def _to_do(request: NetworkRequest, pk: int) -> WheelTask:
    it = _found(request, pk)
    request.seat.require("do_wheel_task", it)
    return it


def _mark(row: WheelTask) -> str:
    late = row.is_open and row.due < timezone.localdate()
    return "bad" if late else MARKS[row.state]


@policy("see_wheel")
def wheel_tasks(request: NetworkRequest) -> HttpResponse:
    """The tasks that one sees, over the years."""
    seen = WheelTask.objects.seen_by(request.seat)
    filters = TaskFilter(request.GET, years=years_of(seen))
    rows = filters.apply(seen)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return _table(rows, kind)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(row, _mark(row)) for row in page],
        "filters": filters,
        "filtered": filters.is_used,
    }
    return render(request, "governance/wheel_tasks.html", context)


def _table(rows: object, kind: str) -> HttpResponse:
    headers = [
        _("Year"), _("Task"), _("Who"), _("From"), pgettext("task of the wheel", "Due"), _("State"),
        _("In words"), _("Done or skipped by"),
    ]  # fmt: skip
    cells = [
        [
            row.year, row.in_words, row.name, row.starts, row.due, str(row.get_state_display()),
            row.words, row.over_by,
        ]
        for row in cast("list[WheelTask]", rows)
    ]  # fmt: skip
    name = _("Tasks of the year wheel")
    return table_file(name, headers, cells, kind)


@policy("see_wheel")
def wheel_task(request: NetworkRequest, pk: int) -> HttpResponse:
    """One task: what to do, where, by when, and what was said of it the years before."""
    it = _found(request, pk)
    before = WheelTask.objects.seen_by(request.seat).filter(step=it.step_id, year__lt=it.year)
    context = {
        "it": it,
        "mark": _mark(it),
        "late": _mark(it) == "bad",
        "address": address(it.step.link),
        "does": request.seat.may("do_wheel_task", it),
        "before": [(row, MARKS[row.state]) for row in before.order_by("-year")[:10]],
        "form": DoneForm(),
    }
    return render(request, "governance/wheel_task.html", context)


@policy("do_wheel_task", methods="POST")
def wheel_task_done(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that the task of the year is done."""
    it = _to_do(request, pk)
    form = DoneForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("What you wrote is too long."))
        return redirect("wheel_task", pk=pk)
    with refusals_said(request):
        acts.finish(it, form.cleaned_data["words"], by=request.seat)
        messages.success(request, _("The task is noted as done. You can open it anew."))
    return redirect("wheel_task", pk=pk)


@policy("do_wheel_task", methods="GET POST")
def wheel_task_skipping(request: NetworkRequest, pk: int) -> HttpResponse:
    """Leave a step out this year, and say why."""
    it = _to_do(request, pk)
    form = SkipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.skip(it, form.cleaned_data["words"], by=request.seat)
            messages.success(request, _("The step is skipped this year. You can open it anew."))
            return redirect("wheel_task", pk=pk)
    return render(request, "governance/wheel_task_skipping.html", {"it": it, "form": form})


@policy("do_wheel_task", methods="POST")
def wheel_task_reopening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Open a task anew."""
    it = _to_do(request, pk)
    with refusals_said(request):
        acts.reopen(it, by=request.seat)
        messages.success(request, _("The task is open again."))
    return redirect("wheel_task", pk=pk)
