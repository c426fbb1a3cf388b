"""What is asked to be put right: the list, one with its answer, what was written off."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import correct
from fees.actions.credit import lefts_of, parts_of
from fees.credits.forms import CorrectionFilter, WhyForm
from fees.exports import WriteOffResource
from fees.models import Allocation, Correction, InvoiceLine
from fees.views.credit import done_in_words
from fees.views.invoice import PAGE, TABLES
from network.middleware import NetworkRequest
from network.money import ZERO
from network.naming import names_of_users
from network.permissions import policy
from network.refusals import refusals_said


@policy("see_fees")
def corrections(request: NetworkRequest) -> HttpResponse:
    """Everything that was asked to be put right, what waits first."""
    seen = Correction.objects.seen_by(request.seat).waiting_first()
    filters = CorrectionFilter(request.GET)
    found = filters.apply(seen).select_related("invoice", "credit")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "fees/correction_list.html",
        {"page_obj": page, "filters": filters, "filtered": filters.is_used},
    )


@policy("see_fees")
def correction(request: NetworkRequest, pk: int) -> HttpResponse:
    """One correction: what it would do, why, and who said yes."""
    return _page(request, _found(request, pk), WhyForm())


@policy("credit_invoice", methods="POST")
def correction_approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """Approve what another economist asked for, which does it."""
    found = _found(request, pk)
    with refusals_said(request):
        done = correct.approve(found, by=request.seat)
        messages.success(request, done_in_words(done))
        return redirect("invoice", pk=done.credit_id or done.invoice_id)
    return redirect("correction", pk=pk)


@policy("credit_invoice", methods="POST")
def correction_refusal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say no to what another economist asked for, with the reason."""
    found = _found(request, pk)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    with refusals_said(request):
        correct.decline(found, why=form.cleaned_data["reason"], by=request.seat)
        messages.success(request, _("It is declined. Nothing happened to the invoice."))
    return redirect("correction", pk=pk)


@policy("credit_invoice", methods="POST")
def correction_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take back what one asked for oneself."""
    with refusals_said(request):
        correct.withdraw(_found(request, pk), by=request.seat)
        messages.success(request, _("It is taken back. Nothing happened to the invoice."))
    return redirect("correction", pk=pk)


@policy("see_fees")
def write_offs(request: NetworkRequest) -> HttpResponse:
    """What was written off, year by year."""
    seen = Allocation.objects.filter(kind=Allocation.Kind.WRITE_OFF).order_by("-day", "-pk")
    years = [day.year for day in seen.dates("day", "year", order="DESC")]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked[:4]) in years else None
    found = seen.filter(day__year=year) if year else seen
    found = found.select_related("invoice")
    if file := TABLES.get(request.GET.get("format", "")):
        request.seat.require("export_invoices")
        return WriteOffResource().respond(found, _("Write-offs"), file)
    return render(
        request,
        "fees/write_off_list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "years": years,
            "year": year,
            "sum": found.aggregate(sum=Sum("amount"))["sum"] or ZERO,
            "may_export": request.seat.may("export_invoices"),
        },
    )


def _found(request: NetworkRequest, pk: int) -> Correction:
    seen = Correction.objects.seen_by(request.seat)
    found: Correction = get_object_or_404(seen.select_related("invoice", "credit"), pk=pk)
    return found


def _page(request: NetworkRequest, found: Correction, form: WhyForm) -> HttpResponse:
    parts = {part.line: part for part in parts_of(found)}
    lines = InvoiceLine.objects.filter(pk__in=parts).order_by("position")
    waits = found.state == Correction.State.WAITING
    decides = waits and request.seat.may("credit_invoice")
    own = found.asked_by == request.user.pk
    names = names_of_users([found.asked_by, found.decided_by])
    return render(
        request,
        "fees/correction_detail.html",
        {
            "correction": found,
            "lines": [(line, parts[line.pk]) for line in lines],
            "whole": bool(parts) and _is_all(found),
            "asked_by": names.get(found.asked_by) or _("Another economist"),
            "decided_by": names.get(found.decided_by or 0) or _("Another economist"),
            "may_decide": decides and not own,
            "may_withdraw": decides and own,
            "today": timezone.localdate(),
            "form": form,
        },
    )


def _is_all(found: Correction) -> bool:
    """Whether nothing would be left of the invoice; only worth saying while it waits."""
    if found.state != Correction.State.WAITING:
        return False
    asked = {part.line: part.net for part in parts_of(found)}
    return all(asked.get(left.line, 0) == left.net for left in lefts_of(found.invoice))
