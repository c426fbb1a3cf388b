"""Invoice runs: prepare, look through, approve, watch."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions import run as actions
from fees.forms import ApprovalForm, PrepareForm
from fees.history import told
from fees.models import Invoice, InvoiceRun
from fees.rules import FeeKind
from network.middleware import NetworkRequest
from network.models import Job, JournalEntry
from network.permissions import policy


@policy("see_fees", methods="GET POST")
def runs(request: NetworkRequest) -> HttpResponse:
    """The runs so far, and the way to prepare the next."""
    form = PrepareForm(request.POST or None)
    if request.method == "POST":
        request.seat.require("run_invoices")
        if form.is_valid():
            try:
                asked = form.cleaned_data
                begun = actions.prepare(asked["kind"], asked["year"], by=request.seat)
            except actions.RunRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("invoice_run", pk=begun.pk)
    found = InvoiceRun.objects.seen_by(request.seat).with_sums()
    return render(
        request,
        "fees/run_list.html",
        {"form": form, "runs": found, "may_run": request.seat.may("run_invoices")},
    )


@policy("see_fees")
def run(request: NetworkRequest, pk: int) -> HttpResponse:
    """One run: the list to look through, or how far its job has come and what it issued."""
    found = _found(request, pk)
    if found.approved_at is None:
        return _review(request, found, ApprovalForm())
    return render(request, "fees/run_detail.html", _facts(request, found))


@policy("see_fees")
def progress(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that shows how far the job has come; asked for every other second."""
    found = _found(request, pk)
    facts = _facts(request, found)
    response = render(request, "fees/run_progress.html", facts)
    if facts["job"] is None or facts["job"].over:
        response["HX-Refresh"] = "true"
    return response


@policy("run_invoices", methods="POST")
def approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """Approve the run that was looked through: freeze its charges and start issuing."""
    found = _found(request, pk)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            actions.approve(found, form.cleaned_data["fingerprint"], by=request.seat)
        except actions.RunRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The invoices are being issued. You can leave the page."))
            return redirect("invoice_run", pk=pk)
    if found.approved_at is not None:
        return redirect("invoice_run", pk=pk)
    return _review(request, found, form)


@policy("run_invoices", methods="POST")
def continuation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Go on with a run that was stopped or failed; what is issued is not issued again."""
    try:
        actions.go_on(_found(request, pk), by=request.seat)
    except actions.RunRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The rest of the invoices are being issued."))
    return redirect("invoice_run", pk=pk)


@policy("run_invoices", methods="POST")
def stop(request: NetworkRequest, pk: int) -> HttpResponse:
    """Stop after the invoice that is being issued; the rest can go later."""
    actions.stop(_found(request, pk))
    messages.success(request, _("The run stops after the present invoice. The rest can go later."))
    return redirect("invoice_run", pk=pk)


def _found(request: NetworkRequest, pk: int) -> InvoiceRun:
    seen = InvoiceRun.objects.seen_by(request.seat)
    found: InvoiceRun = get_object_or_404(
        seen.select_related("issuer__membership__authority"), pk=pk
    )
    return found


def _review(request: NetworkRequest, found: InvoiceRun, form: ApprovalForm) -> HttpResponse:
    seen = look_through(found)
    form.initial["fingerprint"] = seen.fingerprint
    if form.is_bound:
        # What was typed stays, but the list that is approved next is the one shown now.
        form.data = {**form.data, "fingerprint": seen.fingerprint}
    count = len(seen.ready)
    return render(
        request,
        "fees/run_review.html",
        {
            "run": found,
            "preview": seen,
            "of_members": found.kind == FeeKind.MEMBERSHIP,
            "form": form,
            "sums": {name: seen.total(name) for name in ("net", "vat", "total")},
            "outside": seen.outside,
            "verb": ngettext("Approve %(count)s invoice", "Approve %(count)s invoices", count)
            % {"count": count},
            "may_run": request.seat.may("run_invoices"),
            "may_fill_in": request.seat.may("keep_invoice_profile"),
            "must_be_another": found.two_people and found.prepared_by == request.user.pk,
        },
    )


def _facts(request: NetworkRequest, found: InvoiceRun) -> dict[str, Any]:
    job = Job.objects.filter(name=actions.JOB, key=found.key).order_by("-pk").first()
    issued = Invoice.objects.filter(run=found).select_related("membership__authority")
    return {
        "run": found,
        "job": job,
        "invoices": issued.order_by("number"),
        "sums": issued.sums(),
        "drawn": issued.exclude(document=None).count(),
        "waiting": found.charges.waiting().select_related("membership__authority"),
        "history": told(JournalEntry.objects.about(found)),
        "may_run": request.seat.may("run_invoices"),
        "may_stop": job is not None and job.user_id == request.user.pk,
    }
