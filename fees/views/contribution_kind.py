"""Kinds of contribution, and what an hour or a day of each is agreed to be worth."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.contribute import lay_rate, save_kind
from fees.contributions.forms import KindForm, RateForm
from fees.models import ContributionKind, ContributionRate
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_contributions")
def contribution_kinds(request: NetworkRequest) -> HttpResponse:
    """The kinds, and their rates by date with who agreed on them."""
    today = timezone.localdate()
    rates = ContributionRate.objects.select_related("kind").order_by("kind__name_sv", "-since")
    return render(
        request,
        "fees/contribution_kinds.html",
        {
            "kinds": ContributionKind.objects.all(),
            "rates": [
                {
                    "rate": rate,
                    "holds": rate.since <= today and (rate.until is None or rate.until >= today),
                    "coming": rate.since > today,
                }
                for rate in rates
            ],
            "keeps": request.seat.may("keep_contribution_rates"),
        },
    )


@policy("keep_contribution_rates", methods="GET POST")
def contribution_kind_new(request: NetworkRequest) -> HttpResponse:
    """Name a kind of contribution."""
    return _kind(request, ContributionKind())


@policy("keep_contribution_rates", methods="GET POST")
def contribution_kind_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Name a kind otherwise."""
    return _kind(request, get_object_or_404(ContributionKind.objects.all(), pk=pk))


def _kind(request: NetworkRequest, it: ContributionKind) -> HttpResponse:
    form = KindForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        save_kind(form.save(commit=False))
        messages.success(request, _("The kind is saved."))
        return redirect("contribution_kinds")
    return render(request, "fees/contribution_kind_form.html", {"form": form, "it": it})


@policy("keep_contribution_rates", methods="GET POST")
def contribution_rate_new(request: NetworkRequest) -> HttpResponse:
    """Lay a rate that holds from a day on."""
    form = RateForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        lay_rate(form.save(commit=False))
        messages.success(request, _("The rate is laid. What is reported already keeps its own."))
        return redirect("contribution_kinds")
    return render(request, "fees/contribution_rate_form.html", {"form": form})
