"""Charging by hand: one member, several that share a cost, changing and withdrawing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions import charge_by_hand as actions
from fees.credits.charge_forms import ChargeForm, SplitForm
from fees.models import Charge
from fees.rules import FeeKind
from network import wording
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("charge_by_hand", methods="GET POST")
def charge_new(request: NetworkRequest) -> HttpResponse:
    """Charge one member for something that no room charges."""
    form = ChargeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            laid = actions.charge_member(
                _wanted(said),
                said["membership"],
                quantity=said["quantity"],
                unit=said["unit"],
                price=said["price"],
                by=request.seat,
            )
            messages.success(
                request,
                _("%(member)s is charged %(amount)s. It waits for the next run.")
                % {"member": laid.membership.name, "amount": wording.kr(laid.net)},
            )
            return redirect("charge", pk=laid.pk)
    return render(request, "fees/charge_form.html", {"form": form, "charge": None})


@policy("charge_by_hand", methods="GET POST")
def charge_split(request: NetworkRequest) -> HttpResponse:
    """Split a cost on several members: look at the shares, then charge them all."""
    form = SplitForm(request.POST or None)
    shares: list[actions.Share] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            shares = actions.shares_of(said["total"], list(said["members"]), said["key"])
            seen = actions.fingerprint(shares)
            if said["seen"] == seen and "preview" not in request.POST:
                count = actions.charge_shares(_wanted(said), shares, by=request.seat)
                words = ngettext(
                    "%(count)s member is charged. It waits for the next run.",
                    "%(count)s members are charged. It waits for the next run.",
                    count,
                )
                messages.success(request, words % {"count": count})
                return redirect("charges")
            form.show(seen)
    return render(request, "fees/charge_split.html", {"form": form, "shares": shares})


@policy("charge_by_hand", methods="GET POST")
def charge_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what was charged by hand, until a run takes it."""
    found = _found(request, pk)
    form = ChargeForm(request.POST or None, was=found)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        with refusals_in(form):
            actions.change(found, by=request.seat, **said)
            messages.success(request, _("The charge is changed."))
            return redirect("charge", pk=pk)
    return render(request, "fees/charge_form.html", {"form": form, "charge": found})


@policy("charge_by_hand", methods="POST")
def charge_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Withdraw what was charged by hand, until a run takes it."""
    with refusals_said(request):
        actions.withdraw(_found(request, pk), by=request.seat)
        messages.success(request, _("The charge is withdrawn."))
        return redirect("charges")
    return redirect("charge", pk=pk)


def _wanted(said: dict[str, Any]) -> actions.Wanted:
    return actions.Wanted(
        FeeKind(said["kind"]),
        said["text"],
        said["reason"],
        said["note"],
        said["reference"],
        said["not_before"],
    )


def _found(request: NetworkRequest, pk: int) -> Charge:
    """A charge laid by hand; a room's own is not the economist's to change."""
    seen = Charge.objects.seen_by(request.seat).exclude(made_by=None)
    found: Charge = get_object_or_404(seen.select_related("membership__authority"), pk=pk)
    return found
