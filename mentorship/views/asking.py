"""Asking both of a pair, reminding, taking the question back, and repairing the proposal."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.actions import ask_pairs, lay
from mentorship.board.changes import effect_of
from mentorship.board.forms import LastDayForm
from mentorship.board.page import cards_of, pairs_in
from mentorship.board.position import Position, position_of
from mentorship.board.rules import CHANGED, CannotLay
from mentorship.matching.repair import repair as repaired
from mentorship.models import MentorRound, Pair
from mentorship.rules import PairState
from mentorship.views.matching import found_round
from network.middleware import NetworkRequest
from network.permissions import policy


def found_pair(request: NetworkRequest, pk: int) -> Pair:
    """A pair that the seat may see; 404 otherwise."""
    pair: Pair = get_object_or_404(Pair.objects.seen_by(request.seat).with_both(), pk=pk)
    return pair


@policy("ask_pairs", methods="GET POST")
def pair_question(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what the two will read and by when they answer, then ask them."""
    pair = found_pair(request, pk)
    if pair.asked_at or pair.ended_at:
        messages.info(request, _("They have been asked already."))
        return redirect("matching", pk=pair.round_id)
    return _ask(request, pair.round_id, [pair])


@policy("ask_pairs", methods="GET POST")
def pair_questions(request: NetworkRequest, pk: int) -> HttpResponse:
    """Choose among the proposed pairs, and ask both of each."""
    found = found_round(request, pk)
    pairs = list(pairs_in(found, request.seat, "decide"))
    if not pairs:
        messages.info(request, _("No proposed pair waits to be asked."))
        return redirect("matching", pk=pk)
    return _ask(request, pk, pairs, many=True)


def _ask(
    request: NetworkRequest, round_id: int, pairs: list[Pair], *, many: bool = False
) -> HttpResponse:
    form = LastDayForm(request.POST or None)
    broken = _broken(found_round(request, round_id), pairs)
    chosen = [pair for pair in pairs if not many or str(pair.pk) in request.POST.getlist("pair")]
    chosen = [pair for pair in chosen if pair.pk not in broken]
    why = ""
    if request.method == "POST" and form.is_valid():
        if chosen:
            asked = ask_pairs.ask(chosen, form.cleaned_data["answer_by"], by=request.seat)
            words = ngettext(
                "Both of %(n)s pair are asked.", "Both of each of %(n)s pairs are asked.", asked
            )
            messages.success(request, words % {"n": asked})
            return redirect("matching", pk=round_id)
        why = _("Choose at least one pair that breaks no rule.")
    context = {
        "round": pairs[0].round,
        "form": form,
        "why": why,
        "many": many,
        "rows": [
            {
                "pair": pair,
                "broken": broken.get(pair.pk, []),
                "checked": request.method != "POST" or pair in chosen,
            }
            for pair in pairs
        ],
    }
    return render(request, "mentorship/matching_question.html", context)


def _broken(found: MentorRound, pairs: list[Pair]) -> dict[int, list[str]]:
    """The proposed pairs that break a hard rule by now, as when somebody has left."""
    position = position_of(found)
    told = {pair.pk: position.broken(pair.mentee_id, pair.mentor_id) for pair in pairs}
    return {pk: words for pk, words in told.items() if words}


@policy("ask_pairs", methods="GET POST")
def pair_take_back(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say who is told, then take the question back."""
    pair = found_pair(request, pk)
    if request.method == "POST":
        if ask_pairs.take_back(pair, by=request.seat):
            messages.success(request, _("The question is taken back. Both are told."))
        else:
            messages.error(request, _("It is too late: both have said yes, or the pair has ended."))
        return redirect("matching", pk=pair.round_id)
    return render(
        request, "mentorship/matching_take_back.html", {"pair": pair, "round": pair.round}
    )


@policy("ask_pairs", methods="POST")
def pair_reminder(request: NetworkRequest, pk: int) -> HttpResponse:
    """Remind whoever of the two has not answered; once a day at most."""
    pair = found_pair(request, pk)
    if not Pair.objects.in_state(PairState.ASKED).filter(pk=pk).exists():
        messages.info(request, _("Nobody of the pair is waited for."))
    else:
        ask_pairs.remind([pair], today=timezone.localdate())
        names = ", ".join(cards_of([pair], pair.round)[0].waits_for)
        messages.success(request, _("A reminder is on its way to %(names)s.") % {"names": names})
    return redirect("matching", pk=pair.round_id)


@policy("lay_pairs", methods="GET POST")
def repair(request: NetworkRequest, pk: int) -> HttpResponse:
    """When somebody left or said no: the fewest changes that give most people a pair."""
    found = found_round(request, pk)
    position = position_of(found)
    solution = repaired(position.pool, position.scores, position.proposed)
    after = sorted(set(solution.pairs) - set(position.standing))
    effect = effect_of(position, after)
    shown = _digest(position, after)
    if request.method == "POST":
        try:
            if request.POST.get("shown") != shown or not effect.changes:
                raise CannotLay(CHANGED)
            before = [two for two in position.proposed if two not in after]
            new = [two for two in after if two not in position.proposed]
            lay.take_over(found, before, new, by=request.seat)
        except CannotLay as refusal:
            messages.error(request, str(refusal))
            return redirect("repair", pk=pk)
        messages.success(request, _("The repair is laid. You can undo it on the board."))
        return redirect("matching", pk=pk)
    context = {"round": found, "effect": effect, "shown": shown}
    return render(request, "mentorship/matching_repair.html", context)


def _digest(position: Position, after: list[tuple[int, int]]) -> str:
    """What the coordinator looked at, so that nothing else is laid."""
    return hashlib.sha256(repr([position.proposed, after]).encode()).hexdigest()[:32]
