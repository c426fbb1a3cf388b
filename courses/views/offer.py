"""A seat that is offered: yes or no before the last time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from courses.actions.offer import accept, decline
from courses.answer_forms import AnswerForm
from courses.models import Offer
from courses.offer_words import about, answered_words, outcome
from courses.seats import SeatRefused
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("answer_offer", methods="GET POST")
def offer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what is offered and until when; take the seat or leave it."""
    found = get_object_or_404(Offer.objects.with_facts().seen_by(request.seat), pk=pk)
    request.seat.require("answer_offer", found)
    own = found.person_id in request.seat.scope.people
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        try:
            state = (accept if yes else decline)(found, by=request.seat)
        except SeatRefused as refusal:
            messages.info(request, refusal.sentence)
        else:
            messages.success(request, answered_words(found, yes=yes, state=state))
        return redirect("my_courses") if own else redirect("run", pk=found.run_id)
    context = {
        "offer": found,
        "own": own,
        "facts": about(found),
        "form": form,
        "outcome": outcome(found, timezone.now()),
    }
    return render(request, "courses/offer.html", context)
