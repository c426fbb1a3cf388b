"""What the wishes weigh: sliders, with the effect before anything is kept."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mentorship.actions.match import start_matching
from mentorship.actions.weigh import weigh
from mentorship.board.best import best_of
from mentorship.board.changes import effect_of
from mentorship.board.forms import WeightsForm
from mentorship.board.position import position_of
from mentorship.matching.criteria import Criterion
from mentorship.matching.scoring import score
from mentorship.models import MentorRound
from mentorship.views.matching import found_round
from network.actions.job import JobRefused
from network.middleware import NetworkRequest
from network.permissions import policy

SHOWN = 12  # changes that are named in the effect; the rest are counted


@policy("weigh_round", methods="GET POST")
def weights(request: NetworkRequest, pk: int) -> HttpResponse:
    """Twelve wishes and what is sought first; nothing changes before the proposal is computed."""
    found = found_round(request, pk)
    form = WeightsForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        changed = weigh(found, form.weights(), form.cleaned_data["objective"], by=request.seat)
        if "compute" in request.POST:
            try:
                start_matching(found_round(request, pk), by=request.seat)
            except JobRefused as refusal:
                messages.error(request, str(refusal))
            return redirect("matching", pk=pk)
        said = _("The weights are kept. The proposal is as it was until you compute it anew.")
        messages.success(request, said if changed else _("The weights were so already."))
        return redirect("weights", pk=pk)
    asked = request.GET if "objective" in request.GET else None
    if asked is not None and not form.is_bound:
        form = WeightsForm(asked, found=found)
    context = {"round": found, "form": form, "sliders": form.sliders, **_effect(found, form)}
    return render(request, "mentorship/weights.html", context)


@policy("weigh_round")
def weights_effect(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that says what the weights of the sliders would change."""
    found = found_round(request, pk)
    form = WeightsForm(request.GET, found=found)
    return render(
        request, "mentorship/weights_effect.html", {"round": found, **_effect(found, form)}
    )


@policy("weigh_round", methods="POST")
def weights_reset(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let every wish weigh as usual again."""
    found = found_round(request, pk)
    usual = {wish.value: wish.usual for wish in Criterion}
    if weigh(found, usual, found.objective, by=request.seat):
        messages.success(request, _("Every wish weighs as usual again."))
    else:
        messages.info(request, _("Every wish weighed as usual already."))
    return redirect("weights", pk=pk)


def _effect(found: MentorRound, form: WeightsForm) -> dict[str, Any]:
    if form.is_bound and not form.is_valid():
        return {"effect": None}
    chosen = form.weights() if form.is_bound else found.weights
    objective = form.cleaned_data["objective"] if form.is_bound else found.objective
    position = position_of(found)
    weighed = replace(position, scores=score(position.pool, chosen))
    effect = effect_of(weighed, best_of(weighed, objective).pairs)
    return {
        "effect": effect,
        "named": effect.changes[:SHOWN],
        "unnamed": max(0, len(effect.changes) - SHOWN),
        "laid": bool(position.proposed),
    }
