"""E-invoices on their way: the list, one of them, handing over, and what comes back."""

import io
import zipfile
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions import dispatch as actions
from fees.carriage.forms import AnswerForm, DispatchFilter
from fees.history import told
from fees.models import Dispatch, InvoiceRun
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.permissions import policy
from network.refusals import refusals_said
from network.tables import download

PAGE = 25
# So many at a time in one archive: what one downloads is what one hands over.
MOST = 1000
MADE = (2000, 1, 1, 0, 0, 0)  # the archive is the same each time


@policy("see_fees")
def dispatches(request: NetworkRequest) -> HttpResponse:
    """The e-invoices of the network, or of one run, and where each of them is."""
    filters = DispatchFilter(request.GET)
    found = filters.apply(Dispatch.objects.seen_by(request.seat))
    run = filters.cleaned_data.get("run")
    page = Paginator(found.select_related("invoice"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "fees/dispatch_list.html",
        {
            "page_obj": page,
            "filters": filters,
            "filtered": filters.is_used,
            "run": InvoiceRun.objects.seen_by(request.seat).filter(pk=run).first() if run else None,
            "to_download": found.to_download().count(),
            "to_look_at": Dispatch.objects.seen_by(request.seat).to_look_at().count(),
            "keeps": request.seat.may("send_invoices"),
        },
    )


@policy("send_invoices")
def dispatch_archive(request: NetworkRequest) -> HttpResponse:
    """The e-invoices that wait to be downloaded, all in one file; none counts as handed over."""
    found = _to_download(request).prefetch_related("invoice__lines")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in found.order_by("invoice__code", "pk")[:MOST]:
            entry = zipfile.ZipInfo(row.name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, actions.content(row))
    return download(_("E-invoices"), file.getvalue(), "zip")


@policy("send_invoices", methods="GET POST")
def dispatch_handover(request: NetworkRequest) -> HttpResponse:
    """Say that what one has downloaded is with the access point; looked at before it is said."""
    waiting = list(_to_download(request).order_by("invoice__code", "pk")[:MOST])
    if request.method == "POST":
        chosen = set(request.POST.getlist("dispatch"))
        count = actions.hand_over(row for row in waiting if str(row.pk) in chosen)
        messages.success(
            request,
            ngettext(
                "%(count)s e-invoice is handed over.",
                "%(count)s e-invoices are handed over.",
                count,
            )
            % {"count": count},
        )
        return redirect("dispatches")
    return render(request, "fees/dispatch_handover.html", {"waiting": waiting})


@policy("see_fees")
def dispatch(request: NetworkRequest, pk: int) -> HttpResponse:
    """One e-invoice on its way: where it is, and what to do when it was rejected."""
    return _page(request, _found(request, pk), AnswerForm())


@policy("see_fees")
def dispatch_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """The e-invoice itself, as XML."""
    row = _found(request, pk)
    try:
        content = actions.content(row)
    except actions.DispatchRefused:
        raise Http404 from None
    return download(row.name, content, "xml")


@policy("send_invoices", methods="POST")
def dispatch_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write down what the access point or the buyer says."""
    row = _found(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    if actions.answer(row, form.cleaned_data["state"], form.cleaned_data["told"]):
        messages.success(request, _("It is written down."))
    else:
        messages.error(request, _("The e-invoice is in another state now; nothing was changed."))
    return redirect("dispatch", pk=pk)


@policy("send_invoices", methods="POST")
def dispatch_attempt(request: NetworkRequest, pk: int) -> HttpResponse:
    """Send once more what failed or was rejected."""
    with refusals_said(request):
        laid = actions.send_again(_found(request, pk))
        messages.success(request, _("The e-invoice is on its way again."))
        return redirect("dispatch", pk=laid.pk)
    return redirect("dispatch", pk=pk)


def _to_download(request: NetworkRequest) -> Any:
    found = DispatchFilter(request.GET).apply(Dispatch.objects.seen_by(request.seat))
    return found.to_download().select_related("invoice")


def _found(request: NetworkRequest, pk: int) -> Dispatch:
    found: Dispatch = get_object_or_404(
        Dispatch.objects.seen_by(request.seat).select_related(
            "invoice__issuer", "invoice__network"
        ),
        pk=pk,
    )
    return found


def _page(request: NetworkRequest, row: Dispatch, form: AnswerForm) -> HttpResponse:
    attempts = list(Dispatch.objects.filter(invoice=row.invoice).order_by("attempt"))
    entries = JournalEntry.objects.about(row.invoice).filter(verb__startswith="dispatch_")
    is_last = attempts[-1].pk == row.pk
    return render(
        request,
        "fees/dispatch_detail.html",
        {
            "it": row,
            "attempts": attempts if len(attempts) > 1 else [],
            "form": form,
            "history": told(entries),
            "keeps": request.seat.may("send_invoices"),
            "takes_answer": row.state in actions.FOLLOWS[Dispatch.State.REJECTED],
            "may_go_again": is_last and row.state in ("rejected", "failed"),
        },
    )
