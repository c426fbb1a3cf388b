"""Rounds as the coordinators keep them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentorship.actions.round import keep_round
from mentorship.forms import RoundForm
from mentorship.models import MentorRound
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_rounds", methods="GET POST")
def round_new(request: NetworkRequest) -> HttpResponse:
    """Make a round."""
    return _keep(request, None)


@policy("keep_rounds", methods="GET POST")
def round_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a round."""
    return _keep(request, get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk))


def _keep(request: NetworkRequest, found: MentorRound | None) -> HttpResponse:
    form = RoundForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        keep_round(form.save(commit=False), by=request.seat)
        messages.success(request, _("The round is saved."))
        return redirect("mentorship")
    return render(request, "mentorship/round_form.html", {"form": form, "round": found})
