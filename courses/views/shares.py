"""The network's rule for shares, what authorities have lost, and what other rules would do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses import past_terms
from courses.actions import divide, share_policy
from courses.actions.proposed_policy import propose
from courses.division_forms import SharePolicyForm, SimulatorForm
from courses.exports import simulation_table
from courses.models import Division, SharePolicy
from courses.shares import Policy
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_shares")
def shares(request: NetworkRequest) -> HttpResponse:
    """The rule in force, the divisions so far, and what each authority has lost or won."""
    balances = divide.balances()
    members = Membership.objects.select_related("authority").in_bulk(list(balances))
    rows = sorted(
        ((members[pk].name, seats) for pk, seats in balances.items()), key=lambda one: -one[1]
    )
    seen = Division.objects.seen_by(request.seat).filter(lead=None, made_at__isnull=False)
    return render(
        request,
        "courses/shares.html",
        {
            "rule": share_policy.in_force(),
            "rows": rows,
            "divisions": seen.select_related("run__course").order_by("-made_at")[:50],
            "divides": request.seat.may("divide_seats"),
            "simulates": request.seat.may("simulate_shares"),
        },
    )


@policy("divide_seats", methods="GET POST")
def share_policy_change(request: NetworkRequest) -> HttpResponse:
    """Change the rule for shares from today on."""
    rule = share_policy.in_force()
    fresh = SharePolicy()
    form = SharePolicyForm(
        request.POST or None,
        instance=fresh,
        initial={name: getattr(rule, name) for name in SharePolicyForm.Meta.fields},
        seat=request.seat,
    )
    if request.method == "POST" and form.is_valid():
        laid = form.save(commit=False)
        if "propose" in request.POST:
            propose(laid, _("Shares from the council"), by=request.seat)
            messages.success(
                request,
                _("The rule is kept as a proposal. Put it on an agenda to have it decided."),
            )
            return redirect("shares")
        decision = form.decided()
        assert decision is not None  # noqa: S101 - the form has asked for it
        share_policy.change(laid, decision, by=request.seat)
        messages.success(request, _("The rule holds from today. Earlier divisions keep theirs."))
        return redirect("shares")
    return render(request, "courses/share_policy_form.html", {"form": form})


@policy("simulate_shares")
def simulator(request: NetworkRequest) -> HttpResponse:
    """What each way of giving out seats would have done with a term's applications."""
    terms = past_terms.terms(request.seat)
    if not terms:
        return render(request, "courses/simulator.html", {"form": None})
    rule = share_policy.in_force()
    defaults: dict[str, Any] = {
        "term": past_terms.latest_begun(terms),
        "minimum": rule.minimum,
        "small_below": rule.small_below,
        "most_credit": rule.most_credit,
        "firm": "on" if rule.firm else "",
        "seed": "2027",
    }
    asked = {name: request.GET.get(name, "") for name in defaults}
    form = SimulatorForm(asked if "term" in request.GET else defaults, terms=terms)
    if not form.is_valid():
        return render(request, "courses/simulator.html", {"form": form})
    tried = form.cleaned_data
    found = past_terms.compare(
        tried["term"],
        request.seat,
        policy=Policy(tried["minimum"], tried["firm"], tried["most_credit"]),
        small_below=tried["small_below"],
        seed=tried["seed"],
    )
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        return simulation_table(found, kind)
    return render(request, "courses/simulator.html", {"form": form, "found": found})
