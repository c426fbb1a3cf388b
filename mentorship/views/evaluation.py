"""The mid-way check and the closing evaluation, for those who are signed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.evaluate import EvaluatedAlready, NotOpen, evaluate
from mentorship.models import PairEvaluation
from mentorship.pairs.forms import EvaluationForm
from mentorship.pairs.standing import checks_of, state_of
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("evaluate_pair", methods="GET POST")
def pair_evaluation(request: NetworkRequest, pk: int, kind: str) -> HttpResponse:
    """Three figures and a few words about the programme."""
    if kind not in PairEvaluation.Kind:
        raise Http404
    pair = seen(request, pk)
    request.seat.require("evaluate_pair", pair)
    mine = PairEvaluation.objects.filter(pair=pair, kind=kind)
    if mine.filter(person__in=request.seat.scope.people).exists():
        messages.info(request, _("You have answered already."))
        return redirect("pair", pk=pk)
    if not checks_of(pair.round).is_open(kind, state_of(pair), timezone.localdate()):
        messages.info(request, _("The questions are not open now."))
        return redirect("pair", pk=pk)
    form = EvaluationForm(request.POST or None, instance=PairEvaluation(pair=pair, kind=kind))
    if request.method == "POST" and form.is_valid():
        try:
            evaluate(form.save(commit=False), by=request.seat)
        except (EvaluatedAlready, NotOpen):
            messages.info(request, _("You have answered already."))
        else:
            messages.success(request, _("Your answers are kept. The coordinator reads them."))
        return redirect("pair", pk=pk)
    return render(request, "mentorship/evaluation.html", {"form": form, "pair": pair, "kind": kind})
