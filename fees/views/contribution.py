"""The in-kind ledger: what members gave in hours, reported, settled and taken back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fees.actions.contribute import report, settle, take_back, withdraw
from fees.contributions.forms import (
    ContributionFilter,
    ContributionForm,
    ReversalForm,
    SettlementForm,
)
from fees.contributions.page import chart_of, sums_of
from fees.models import Contribution, ContributionRate
from fees.rules import ContributionState
from fees.simulations.exports import contributions_table
from network.middleware import NetworkRequest
from network.money import ZERO
from network.naming import names_of_users
from network.permissions import policy
from network.refusals import refusals_said

PAGE = 25


@policy("see_contributions")
def contributions(request: NetworkRequest) -> HttpResponse:
    """What members gave in hours: to search, filter, sort and take away, with sums and a chart."""
    seen = Contribution.objects.seen_by(request.seat)
    filters = ContributionFilter(request.GET, seen=seen)
    found = filters.apply(seen).select_related("membership__authority", "kind").with_taken_back()
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return contributions_table(found, kind)
    sums = sums_of(found)
    return render(
        request,
        "fees/contribution_list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "filters": filters,
            "filtered": filters.is_used,
            "sums": sums,
            "accepted": sum((row.value for row in sums), ZERO),
            "chart": chart_of(sums),
            "reports": request.seat.may("report_contribution"),
            "sees_fees": request.seat.may("see_budget"),
        },
    )


@policy("report_contribution", methods="GET POST")
def contribution_new(request: NetworkRequest) -> HttpResponse:
    """Report what somebody did for the network."""
    form = ContributionForm(request.POST or None, seat=request.seat)
    if request.method == "POST" and form.is_valid() and form.rate:
        it = form.save(commit=False)
        it.membership, it.kind = form.cleaned_data["membership"], form.cleaned_data["kind"]
        report(it, form.rate, by=request.seat)
        messages.success(request, _("It is reported, and waits for the network coordinator."))
        return redirect("contribution", pk=it.pk)
    return render(
        request,
        "fees/contribution_form.html",
        {
            "form": form,
            "rates": ContributionRate.objects.exists(),
            "sees_fees": request.seat.may("see_budget"),
        },
    )


def _found(request: NetworkRequest, pk: int) -> Contribution:
    seen = Contribution.objects.seen_by(request.seat).with_taken_back()
    found: Contribution = get_object_or_404(
        seen.select_related("membership__authority", "kind", "reverses"), pk=pk
    )
    return found


@policy("see_contributions")
def contribution(request: NetworkRequest, pk: int) -> HttpResponse:
    """One contribution, who reported and who settled it, and what may be done with it."""
    return _page(request, _found(request, pk))


@policy("settle_contribution", methods="POST")
def contribution_settlement(request: NetworkRequest, pk: int) -> HttpResponse:
    """Accept or decline what was reported."""
    it = _found(request, pk)
    form = SettlementForm(request.POST)
    if not form.is_valid():
        return _page(request, it, form)
    accepted = form.cleaned_data["answer"] == "accept"
    with refusals_said(request):
        settle(it, accepted=accepted, reason=form.cleaned_data["reason"], by=request.seat)
        words = _("It is accepted and counts.") if accepted else _("It is declined.")
        messages.success(request, words)
    return redirect("contribution", pk=it.pk)


@policy("settle_contribution", methods="GET POST")
def contribution_reversal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take an accepted contribution back."""
    it = _found(request, pk)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_said(request):
            take_back(it, reason=form.cleaned_data["reason"], by=request.seat)
            messages.success(request, _("It is taken back and counts no more."))
        return redirect("contribution", pk=it.pk)
    return render(request, "fees/contribution_reversal.html", {"it": it, "form": form})


@policy("report_contribution", methods="POST")
def contribution_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Remove what was reported by mistake, while nobody has settled it."""
    it = _found(request, pk)
    with refusals_said(request):
        withdraw(it)
        messages.success(request, _("The report is removed."))
        return redirect("contributions")
    return redirect("contribution", pk=it.pk)


def _page(
    request: NetworkRequest, it: Contribution, form: SettlementForm | None = None
) -> HttpResponse:
    waits = it.state == ContributionState.REPORTED
    settles = request.seat.may("settle_contribution")
    names: Any = names_of_users([it.reported_by, it.settled_by])
    return render(
        request,
        "fees/contribution_detail.html",
        {
            "it": it,
            "reporter": names.get(it.reported_by, ""),
            "settler": names.get(it.settled_by, ""),
            "form": (form or SettlementForm()) if waits and settles else None,
            "withdraws": waits and request.seat.may("report_contribution"),
            "takes_back": settles
            and it.state == ContributionState.ACCEPTED
            and not it.reverses_id
            and not getattr(it, "taken_back", False),
        },
    )
