"""How it went and how it ends, on the desk of one of the two: the checks, the end, another."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.end_pair import ENDS, EndedAlready, end_early, may_say_again, say_again
from mentorship.actions.evaluate import EvaluatedAlready, NotOpen, evaluate
from mentorship.models import PairEvaluation
from mentorship.pairs.desk import Desk
from mentorship.pairs.forms import EndingForm, EvaluationForm
from mentorship.pairs.partner import own_role
from mentorship.pairs.standing import checks_of, state_of
from mentorship.pairs.told import evaluated, wish_asked, wish_told


def answer_check(desk: Desk, kind: str) -> HttpResponse:
    """Three figures and a few words about the programme."""
    pair, request = desk.pair, desk.request
    mine = PairEvaluation.objects.filter(pair=pair, kind=kind)
    if mine.filter(person__in=desk.seat.scope.people).exists():
        messages.info(request, _("You have answered already."))
        return desk.back()
    if not checks_of(pair.round).is_open(kind, state_of(pair), timezone.localdate()):
        messages.info(request, _("The questions are not open now."))
        return desk.back()
    form = EvaluationForm(request.POST or None, instance=PairEvaluation(pair=pair, kind=kind))
    if request.method == "POST" and form.is_valid():
        try:
            evaluate(form.save(commit=False), by=desk.seat)
        except (EvaluatedAlready, NotOpen):
            messages.info(request, _("You have answered already."))
        else:
            messages.success(request, evaluated(kind, own_role(pair, desk.seat)))
        return desk.back()
    return desk.page("mentorship/evaluation.html", form=form, kind=kind, back=desk.to(""))


def end(desk: Desk) -> HttpResponse:
    """What ending means, and whether one wants another; no reason is asked.

    For a coordinator too, who is asked for no wish.
    """
    pair, request, seat = desk.pair, desk.request, desk.seat
    if state_of(pair) not in ENDS:
        messages.info(request, _("The pair is not one that can be ended."))
        return desk.back()
    own = seat.may("answer_pair", pair)
    label = wish_asked(own_role(pair, seat)) if own else ""
    form = EndingForm(request.POST or None, label=label) if own else None
    if request.method == "POST" and (form is None or form.is_valid()):
        again = form.cleaned_data["again"] if form is not None else None
        try:
            end_early(pair, again=again, by=seat)
        except EndedAlready:
            messages.info(request, _("The pair has ended already."))
        else:
            return desk.done(_ended(desk, again))
        return desk.back()
    return desk.page("mentorship/pair_ending.html", form=form, own=own)


def _ended(desk: Desk, again: bool | None) -> str:
    if again is None:
        return _("The pair has ended. Both get a letter.")
    told = wish_told(own_role(desk.pair, desk.seat), again=again)
    return f"{_('The pair has ended. The other of you gets a letter.')} {told}"


def want_another(desk: Desk) -> HttpResponse:
    """Say whether one wants another, after the pair has ended."""
    pair, request = desk.pair, desk.request
    role = own_role(pair, desk.seat)
    if not may_say_again(pair, role):
        messages.info(request, _("There is nothing left to answer."))
        return desk.back()
    form = EndingForm(request.POST or None, label=wish_asked(role))
    if request.method == "POST" and form.is_valid():
        again = form.cleaned_data["again"]
        try:
            say_again(pair, again=again, by=desk.seat)
        except EndedAlready:
            messages.info(request, _("You have said it already."))
        else:
            # The worker writes it in a moment; the pair's own page would ask once more until then.
            return desk.done(wish_told(role, again=again), back=desk.programme)
        return desk.back()
    return desk.page("mentorship/pair_again.html", form=form)
