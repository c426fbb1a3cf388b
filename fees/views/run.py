"""Invoice runs: prepare, look through, approve, watch."""

from typing import Any, Literal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fees.actions import run as actions
from fees.actions.drafts import hindered
from fees.actions.review import look_through
from fees.history import told
from fees.models import Invoice, InvoiceRun
from fees.runs.exports import review_table
from fees.runs.forms import ApprovalForm, PrepareForm, RowFilter
from fees.runs.page import corrected_since, review_facts, run_of, where_to_correct
from network.middleware import NetworkRequest
from network.models import Job, JournalEntry
from network.permissions import policy
from network.refusals import refusals_in, refusals_said

PAGE = 50
TABLES: dict[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}


@policy("see_fees", methods="GET POST")
def runs(request: NetworkRequest) -> HttpResponse:
    """The runs so far, and the way to prepare the next."""
    form = PrepareForm(request.POST or None)
    if request.method == "POST":
        request.seat.require("run_invoices")
        if form.is_valid():
            with refusals_in(form):
                asked = form.cleaned_data
                begun = actions.prepare(
                    asked["kind"],
                    asked["year"],
                    charged_until=asked["charged_until"],
                    lender_id=form.lender_id,
                    by=request.seat,
                )
                return redirect("invoice_run", pk=begun.pk)
    found = InvoiceRun.objects.seen_by(request.seat).with_sums().newest_first()
    return render(
        request,
        "fees/run_list.html",
        {"form": form, "runs": found, "may_run": request.seat.may("run_invoices")},
    )


@policy("see_fees")
def run(request: NetworkRequest, pk: int) -> HttpResponse:
    """One run: the list to look through, or how far its job has come and what it issued."""
    found = run_of(request, pk)
    if found.in_preparation:
        return _review(request, found, ApprovalForm())
    if found.cancelled_at is not None:
        history = told(JournalEntry.objects.about(found))
        return render(request, "fees/run_cancelled.html", {"run": found, "history": history})
    return render(request, "fees/run_detail.html", _facts(request, found))


@policy("see_fees")
def progress(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that shows how far the job has come; asked for every other second."""
    found = run_of(request, pk)
    facts = _facts(request, found)
    response = render(request, "fees/run_progress.html", facts)
    if facts["job"] is None or facts["job"].over:
        response["HX-Refresh"] = "true"
    return response


@policy("run_invoices", methods="POST")
def approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """Approve the run that was looked through: freeze its charges and start issuing."""
    found = run_of(request, pk)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.approve(found, form.cleaned_data["fingerprint"], by=request.seat)
            messages.success(request, _("The invoices are being issued. You can leave the page."))
            return redirect("invoice_run", pk=pk)
    if not found.in_preparation:
        return redirect("invoice_run", pk=pk)
    return _review(request, found, form)


@policy("run_invoices", methods="POST")
def continuation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Go on with a run that was stopped or failed; what is issued is not issued again."""
    with refusals_said(request):
        actions.go_on(run_of(request, pk), by=request.seat)
        messages.success(request, _("The rest of the invoices are being issued."))
    return redirect("invoice_run", pk=pk)


@policy("run_invoices", methods="POST")
def stop(request: NetworkRequest, pk: int) -> HttpResponse:
    """Stop after the invoice that is being issued; the rest can go later."""
    actions.stop(run_of(request, pk))
    messages.success(request, _("The run stops after the present invoice. The rest can go later."))
    return redirect("invoice_run", pk=pk)


def _review(request: NetworkRequest, found: InvoiceRun, form: ApprovalForm) -> HttpResponse:
    seen = look_through(found)
    filters = RowFilter(request.GET)
    rows = filters.apply(seen.rows)
    if kind := TABLES.get(request.GET.get("format", "")):
        return review_table(found, rows, kind)
    form.initial["fingerprint"] = seen.fingerprint
    if form.is_bound:
        # What was typed stays, but the list that is approved next is the one shown now.
        form.data = {**form.data, "fingerprint": seen.fingerprint}
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    refused = hindered(found, list(page))
    return render(
        request,
        "fees/run_review.html",
        {
            **review_facts(request, found, seen),
            "page_obj": page,
            "listed": [(row, refused.get(row.member.pk, "")) for row in page],
            "filters": filters,
            "form": form,
        },
    )


def _facts(request: NetworkRequest, found: InvoiceRun) -> dict[str, Any]:
    job = Job.objects.filter(name=actions.JOB, key=found.key).order_by("-pk").first()
    issued = Invoice.objects.filter(run=found).select_related("membership__authority")
    sums = issued.sums()
    may_run = request.seat.may("run_invoices")
    hindered = found.unissued.select_related("membership__authority")
    over = job is None or job.over
    return {
        "run": found,
        "job": job,
        "invoices": issued.order_by("number"),
        "sums": sums,
        "drawn": issued.exclude(document=None).count(),
        "waiting": found.charges.waiting()
        .exclude(membership__in=hindered.values("membership"))
        .select_related("membership__authority"),
        "unissued": [
            (
                one,
                where_to_correct(request.seat, one.field, one.membership_id, found.issuer_id),
            )
            for one in hindered
        ],
        "inside": found.settled_inside.select_related("membership__authority").order_by("pk"),
        "excluded": found.exclusions.holding().select_related("membership__authority"),
        "corrected": corrected_since(found),
        "history": told(JournalEntry.objects.about(found)),
        "may_run": may_run,
        "may_stop": job is not None and job.user_id == request.user.pk,
        "may_withdraw": may_run and over and not sums["count"],
    }
