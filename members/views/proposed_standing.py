"""A proposal about the members' levels and kinds: written, read, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from members.actions.proposed_standing import propose_standing, remove_proposal
from members.forms.proposed_standing import ProposedStandingForm
from members.models import DecisionEffect, ProposedStanding
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said


def _found(request: NetworkRequest, pk: int) -> ProposedStanding:
    it: ProposedStanding = get_object_or_404(
        ProposedStanding.objects.filter(network=request.network), pk=pk
    )
    return it


@policy("propose_standing", methods="GET POST")
def proposed_standing_new(request: NetworkRequest) -> HttpResponse:
    """Propose another level or kind for some members."""
    form = ProposedStandingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = propose_standing(
            said["name"], form.chosen(said), said["kind"], said["level"], by=request.seat
        )
        messages.success(request, _("The proposal is written down. It changes nobody yet."))
        return redirect("proposed_standing", pk=made.pk)
    return render(request, "members/proposed_standing_form.html", {"form": form})


@policy("see_decisions")
def proposed_standing(request: NetworkRequest, pk: int) -> HttpResponse:
    """What a proposal would make of which members, and what became of it."""
    it = _found(request, pk)
    effects = DecisionEffect.objects.filter(kind="standing", subject_id=it.pk)
    context = {
        "it": it,
        "lines": it.lines.select_related("membership__authority"),
        "effects": effects.select_related("decision"),
        "keeps": request.seat.may("propose_standing"),
    }
    return render(request, "members/proposed_standing.html", context)


@policy("propose_standing", methods="POST")
def proposed_standing_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a proposal away while no decision names it."""
    it = _found(request, pk)
    with refusals_said(request):
        remove_proposal(it, by=request.seat)
        messages.success(request, _("The proposal is taken away."))
        return redirect("decisions")
    return redirect("proposed_standing", pk=pk)
