"""One payer of a run in preparation: its lines, its draft, and leaving it out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fees.actions.drafts import drafts_of, faults_of, paper_of
from fees.actions.exclude import exclude, include
from fees.actions.review import Row
from fees.models import InvoiceRun
from fees.rules import RowState
from fees.runs.forms import ReasonForm
from fees.runs.page import row_of, run_of, where_to_correct
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said
from network.tables import download


@policy("see_fees")
def payer(request: NetworkRequest, pk: int, payer: int) -> HttpResponse:
    """What one payer would get: each line, the VAT, what to look at and what is wrong."""
    run, row = _row(request, pk, payer)
    return _page(request, run, row, ReasonForm())


@policy("see_fees")
def draft(request: NetworkRequest, pk: int, payer: int) -> HttpResponse:
    """The paper as it would be, without a number, marked as a draft."""
    run, row = _row(request, pk, payer)
    drafts = drafts_of(run, row) if row.state != RowState.OWN else []
    try:
        asked = drafts[int(request.GET.get("part", "1")) - 1]
    except (IndexError, ValueError):
        raise Http404 from None
    name = _("Draft %(member)s") % {"member": row.member.name}
    return download(name, paper_of(asked, request.network), "pdf")


@policy("run_invoices", methods="POST")
def exclusion(request: NetworkRequest, pk: int, payer: int) -> HttpResponse:
    """Leave the payer out of the run, with the reason."""
    run, row = _row(request, pk, payer)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, run, row, form)
    with refusals_said(request):
        exclude(run, row.member, form.cleaned_data["why"], by=request.seat)
        said = _("%(member)s is left out. Its charges wait for another run.")
        messages.success(request, said % {"member": row.member.name})
    return redirect("invoice_run", pk=pk)


@policy("run_invoices", methods="POST")
def inclusion(request: NetworkRequest, pk: int, payer: int) -> HttpResponse:
    """Take a payer that was left out in again."""
    run = run_of(request, pk)
    members = Membership.objects.seen_by(request.seat).select_related("authority")
    member = get_object_or_404(members, pk=payer)
    with refusals_said(request):
        include(run, member, by=request.seat)
        messages.success(request, _("%(member)s is in the run again.") % {"member": member.name})
    return redirect("invoice_run", pk=pk)


def _row(request: NetworkRequest, pk: int, payer: int) -> tuple[InvoiceRun, Row]:
    run = run_of(request, pk)
    row = row_of(run, payer) if run.in_preparation else None
    if row is None:
        raise Http404
    return run, row


def _page(request: NetworkRequest, run: InvoiceRun, row: Row, form: ReasonForm) -> HttpResponse:
    drafts = drafts_of(run, row) if row.state != RowState.OWN else []
    faults = [
        (fault, where_to_correct(request.seat, fault.field, row.member.pk, run.issuer_id))
        for one in drafts
        for fault in faults_of(one)
    ]
    return render(
        request,
        "fees/run_payer.html",
        {
            "run": run,
            "row": row,
            "drafts": drafts,
            "faults": faults,
            "form": form,
            "may_run": request.seat.may("run_invoices"),
            "may_fill_in": request.seat.may("keep_invoice_profile"),
        },
    )
