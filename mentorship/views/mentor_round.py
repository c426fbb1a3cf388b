"""Rounds: the page of each, and how the coordinators keep them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentorship.actions.round import keep_round
from mentorship.intake.round_form import RoundForm
from mentorship.intake.round_page import round_page
from mentorship.models import MentorRound
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_mentorship")
def mentor_round(request: NetworkRequest, pk: int) -> HttpResponse:
    """A round: whom it is for, when it meets, and for the coordinators where it stands."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    return render(request, "mentorship/round.html", round_page(found, request.seat))


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
        kept = form.save(commit=False)
        keep_round(kept, by=request.seat)
        messages.success(request, _("The round is saved."))
        if form.length_in_words:
            messages.warning(request, form.length_in_words)
        return redirect("mentor_round", pk=kept.pk)
    return render(request, "mentorship/round_form.html", {"form": form, "round": found})
