"""An expression of interest: asking, reading, withdrawing and the manager's answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from mentorship.actions import interest as acts
from mentorship.forms import AnswerForm, InterestForm
from mentorship.models import Interest, MentorRound
from mentorship.rules import State
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("ask_in_round", methods="GET POST")
def interest_new(request: NetworkRequest, pk: int, role: str) -> HttpResponse:
    """Ask for a mentor, or offer to be one; who may not is told why."""
    if role not in Interest.Role:
        raise Http404
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    person = Person.objects.get(pk=request.seat.person_id)
    new = Interest(round=found, person=person, membership_id=person.membership_id, role=role)
    verdict = found.verdict(role, person.manager_since)
    is_open = found.is_open(timezone.localdate())
    form = InterestForm(request.POST or None, instance=new, role=role)
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask(form.save(commit=False), by=request.seat)
        except acts.CannotAsk:
            messages.error(request, verdict.why if not verdict.may else _("The round is closed."))
            return redirect("mentorship")
        except acts.AskedAlready:
            messages.info(request, _("You have asked already."))
            return redirect("mentorship")
        messages.success(request, _("Your request is sent. A receipt is on its way by mail."))
        return redirect("interest", pk=new.pk)
    context = {
        "form": form,
        "round": found,
        "verdict": verdict,
        "is_open": is_open,
        "role": role,
    }
    return render(request, "mentorship/interest_form.html", context)


@policy("see_interest")
def interest(request: NetworkRequest, pk: int) -> HttpResponse:
    """An expression of interest, what it waits for, and the one next action."""
    found = _seen(request, pk)
    active = found.withdrawn_at is None
    waiting = found.state == State.WAITING
    context = {
        "interest": found,
        "own": found.person_id in request.seat.scope.people,
        "may_withdraw": active and request.seat.may("withdraw_interest", found),
        "may_answer": waiting and request.seat.may("answer_interest", found),
    }
    return render(request, "mentorship/interest.html", context)


@policy("withdraw_interest", methods="GET POST")
def interest_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what a withdrawal means, then do it."""
    found = _seen(request, pk)
    request.seat.require("withdraw_interest", found)
    if request.method == "POST":
        if acts.withdraw(found, by=request.seat):
            messages.success(request, _("The request is withdrawn."))
        else:
            messages.info(request, _("The request was withdrawn already."))
        return redirect("interest", pk=pk)
    if found.withdrawn_at:
        return redirect("interest", pk=pk)
    own = found.person_id in request.seat.scope.people
    return render(request, "mentorship/interest_withdrawal.html", {"interest": found, "own": own})


@policy("answer_interest", methods="GET POST")
def interest_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """The manager's page: what is asked, and yes or no."""
    found = _seen(request, pk)
    request.seat.require("answer_interest", found)
    if found.state != State.WAITING:
        messages.info(request, _("The request does not wait for an answer any more."))
        return redirect("interest", pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            acts.answer(found, approved=said["answer"] == "yes", why=said["why"], by=request.seat)
        except acts.AnsweredAlready:
            messages.info(request, _("The request does not wait for an answer any more."))
        else:
            messages.success(request, _("Your answer is saved and sent by mail."))
        return redirect("interest", pk=pk)
    return render(request, "mentorship/interest_answer.html", {"form": form, "interest": found})


def _seen(request: NetworkRequest, pk: int) -> Interest:
    seen = Interest.objects.seen_by(request.seat).with_all()
    found: Interest = get_object_or_404(seen, pk=pk)
    return found
