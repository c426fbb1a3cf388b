"""Ending a pair before its time, without blame, and saying whether one wants another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mentorship.actions.end_pair import ENDS, EndedAlready, end_early, may_say_again, say_again
from mentorship.pairs.forms import EndingForm
from mentorship.pairs.partner import own_role
from mentorship.pairs.replies import wish_asked
from mentorship.pairs.standing import state_of
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("end_pair", methods="GET POST")
def pair_ending(request: NetworkRequest, pk: int) -> HttpResponse:
    """What ending means, and whether one wants another; no reason is asked."""
    pair = seen(request, pk)
    request.seat.require("end_pair", pair)
    if state_of(pair) not in ENDS:
        messages.info(request, _("The pair is not one that can be ended."))
        return redirect("pair", pk=pk)
    own = request.seat.may("answer_pair", pair)
    label = wish_asked(own_role(pair, request.seat)) if own else ""
    form = EndingForm(request.POST or None, label=label) if own else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            again = form.cleaned_data["again"] if form is not None else None
            end_early(pair, again=again, by=request.seat)
        except EndedAlready:
            messages.info(request, _("The pair has ended already."))
        else:
            told = _("The pair has ended. The other of you gets a letter.")
            messages.success(request, told if own else _("The pair has ended. Both get a letter."))
        return redirect("pair", pk=pk)
    return render(request, "mentorship/pair_ending.html", {"pair": pair, "form": form, "own": own})


@policy("answer_pair", methods="GET POST")
def pair_again(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say whether one wants another, after the pair has ended."""
    pair = seen(request, pk)
    request.seat.require("answer_pair", pair)
    role = own_role(pair, request.seat)
    if not may_say_again(pair, role):
        messages.info(request, _("There is nothing left to answer."))
        return redirect("pair", pk=pk)
    form = EndingForm(request.POST or None, label=wish_asked(role))
    if request.method == "POST" and form.is_valid():
        try:
            say_again(pair, again=form.cleaned_data["again"], by=request.seat)
        except EndedAlready:
            messages.info(request, _("You have said it already."))
        else:
            messages.success(request, _("Your answer is kept. The coordinator reads it."))
        return redirect("pair", pk=pk)
    return render(request, "mentorship/pair_again.html", {"pair": pair, "form": form})
