"""A pair: one's own, answering a proposal, and what the coordinator sees of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentorship.actions.answer_pair import NotAsked, TooLate, answer
from mentorship.models import Pair
from mentorship.pairs.desk import desk_at
from mentorship.pairs.forms import PairAnswerForm
from mentorship.pairs.page import coordinators_page, show_pair
from mentorship.pairs.partner import own_person, partners
from mentorship.pairs.standing import colour_of, state_of, words_of
from mentorship.pairs.told import asked_of, facts_about, told, why_settled
from network.middleware import NetworkRequest
from network.permissions import policy


def seen(request: NetworkRequest, pk: int) -> Pair:
    """A pair that the seat may know of."""
    found: Pair = get_object_or_404(Pair.objects.seen_by(request.seat).with_standing(), pk=pk)
    return found


@policy("see_mentorship")
def my_pairs(request: NetworkRequest) -> HttpResponse:
    """One's own pairs, the newest first; straight to the only one."""
    rows = list(Pair.objects.of(request.seat).with_standing().order_by("-asked_at", "-pk"))
    if len(rows) == 1:
        return redirect("pair", pk=rows[0].pk)
    others = partners(rows, request.seat)
    found = [
        {
            "pair": pair,
            "other": others[pair.pk],
            "state": words_of(state_of(pair)),
            "colour": colour_of(state_of(pair)),
        }
        for pair in rows
    ]
    return render(request, "mentorship/pair_list.html", {"rows": found})


@policy("see_pair")
def pair(request: NetworkRequest, pk: int) -> HttpResponse:
    """For the two: each other, the next step, agreement and meetings. Else dates alone."""
    found = seen(request, pk)
    request.seat.require("see_pair", found)
    if request.seat.may("answer_pair", found):
        return show_pair(desk_at(request, found, request.seat))
    return render(request, "mentorship/pair_followed.html", coordinators_page(found))


@policy("answer_pair", methods="GET POST")
def pair_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say yes or no to a proposed pair."""
    found = seen(request, pk)
    request.seat.require("answer_pair", found)
    if why := why_settled(found, own_person(found, request.seat)):
        messages.info(request, why)
        return redirect("pair", pk=pk)
    form = PairAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        try:
            answer(found, yes=yes, by=request.seat)
        except (NotAsked, TooLate):
            messages.info(request, _("The proposal does not stand any more."))
        else:
            messages.success(request, told(found, yes=yes))
        return redirect("pair", pk=pk)
    other = partners([found], request.seat)[found.pk]
    context = {
        "pair": found,
        "form": form,
        "title": asked_of(other),
        "facts": facts_about(other),
    }
    return render(request, "mentorship/pair_answer.html", context)
