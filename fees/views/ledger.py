"""The host's ledger: what waits, batches, one batch, its files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import ledger as actions
from fees.actions import ledger_files
from fees.ledger.forms import HostChoice, LayoutChoice, ThroughForm
from fees.ledger.needs import Missing
from fees.ledger.reconciliation import reconcile
from fees.models import AccountRule, LedgerBatch, LedgerFile, LedgerLayout
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy
from network.refusals import refusals_in
from network.sought import holding
from network.tables import download

PAGE = 25
SHOWN = 200  # of what waits; the rest is summed


@policy("see_ledger")
def ledger(request: NetworkRequest) -> HttpResponse:
    """What waits to be entered, and the batches that are."""
    choice = HostChoice(request.GET)
    host = choice.chosen
    batches = LedgerBatch.objects.seen_by(request.seat).filter(host=host)
    page = Paginator(batches.select_related("host__authority"), PAGE)
    today = timezone.localdate()
    return render(
        request,
        "fees/ledger.html",
        {
            "host": host,
            "hosts": choice,
            "waits": actions.look_ahead(host, today) if host else None,
            "page_obj": page.get_page(request.GET.get("page")),
            "examples": AccountRule.objects.filter(host=host).examples().count(),
            "keeps": request.seat.may("keep_ledger"),
        },
    )


@policy("see_ledger", methods="GET POST")
def ledger_next(request: NetworkRequest) -> HttpResponse:
    """What the next batch would hold, what lacks an account, and making it."""
    form = ThroughForm(request.POST if request.method == "POST" else request.GET)
    host = form.chosen
    if request.method == "POST":
        request.seat.require("keep_ledger")
        if form.is_valid() and host:
            with refusals_in(form):
                batch = actions.enter(host, form.cleaned_data["through"], by=request.seat)
                messages.success(request, _("The batch is made and closed."))
                return redirect("ledger_batch", pk=batch.pk)
    through = form.cleaned_data.get("through") or timezone.localdate()
    seen = actions.look_ahead(host, through) if host else actions.Preview([])
    return render(
        request,
        "fees/ledger_next.html",
        {
            "form": form,
            "choice": ThroughForm(initial={"through": through}),
            "host": host,
            "through": through,
            "seen": seen,
            "drafts": seen.drafts[:SHOWN],
            "beyond": max(len(seen.drafts) - SHOWN, 0),
            "missing": [Missing(need) for need in seen.missing],
            "keeps": request.seat.may("keep_ledger"),
        },
    )


@policy("see_ledger")
def ledger_batch(request: NetworkRequest, pk: int) -> HttpResponse:
    """One batch: its files, whether it agrees with the invoices, its vouchers."""
    batch = _batch(request, pk)
    found = batch.vouchers.select_related("invoice", "allocation").prefetch_related("rows")
    asked = request.GET.get("q", "")[:100]
    found = holding(found, asked, "text")
    compared = reconcile(batch)
    return render(
        request,
        "fees/ledger_batch.html",
        {
            "batch": batch,
            "page_obj": Paginator(found.order_by("number"), PAGE).get_page(request.GET.get("page")),
            "filtered": bool(asked),
            "compared": compared,
            "agrees": not any(one.difference for one in compared),
            "files": batch.files.defer("content"),
            "layouts": _layouts(batch),
            "keeps": request.seat.may("keep_ledger"),
        },
    )


@policy("see_ledger")
def ledger_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """A file of a batch, the same bytes each time."""
    file = get_object_or_404(LedgerFile.objects.seen_by(request.seat), pk=pk)
    kind: Any = "si" if file.name.endswith(".si") else "csv"
    return download(file.name, bytes(file.content), kind)


@policy("keep_ledger", methods="POST")
def ledger_batch_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """Make one more file of a closed batch, in a layout that came later."""
    batch = _batch(request, pk)
    form = LayoutChoice(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["layout"]
        ledger_files.make(batch, chosen)
        note("make_ledger_file", batch, number=batch.number, layout=chosen.name)
        messages.success(request, _("The file is made."))
    else:
        messages.error(request, _("That layout is not there any more."))
    return redirect("ledger_batch", pk=pk)


def _layouts(batch: LedgerBatch) -> list[LedgerLayout]:
    """Layouts that no file of the batch has been made in."""
    made = batch.files.values("title")
    return list(LedgerLayout.objects.exclude(name__in=made))


def _batch(request: NetworkRequest, pk: int) -> LedgerBatch:
    found: LedgerBatch = get_object_or_404(
        LedgerBatch.objects.seen_by(request.seat).select_related("host__authority"), pk=pk
    )
    return found
