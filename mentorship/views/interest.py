"""An expression of interest: writing, looking through, sending, reading and withdrawing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentorship.actions import interest as acts
from mentorship.intake.desk import Desk
from mentorship.intake.interest_form import InterestForm
from mentorship.intake.interest_page import interest_page, written
from mentorship.models import Interest, MentorRound
from network.middleware import NetworkRequest
from network.permissions import policy
from network.towns import known_towns


def _desk(request: NetworkRequest, pk: int, role: str) -> Desk:
    if role not in Interest.Role:
        raise Http404
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    return Desk(request, found, role)


@policy("ask_in_round", methods="GET POST")
def interest_new(request: NetworkRequest, pk: int, role: str) -> HttpResponse:
    """Ask for a mentor, or offer to be one; who may not is told why."""
    desk = _desk(request, pk, role)
    shut = not desk.is_open or not (desk.verdict.may or desk.may_say_more)
    if shut or (request.method == "GET" and not desk.verdict.may and "earlier" not in request.GET):
        return render(request, "mentorship/interest_closed.html", {"desk": desk, "role": role})
    form = desk.form()
    if request.method == "POST":
        desk.keep_draft()
        if form.is_valid():
            if request.POST.get("go") == "review":
                return redirect("interest_review", pk=pk, role=role)
            return _send(request, desk, form)
    context = {"form": form, "desk": desk, "round": desk.round, "role": role}
    return render(request, "mentorship/interest_form.html", context | {"towns": known_towns()})


@policy("ask_in_round", methods="POST")
def interest_draft(request: NetworkRequest, pk: int, role: str) -> HttpResponse:
    """Keep what is written so far."""
    desk = _desk(request, pk, role)
    if desk.is_open:
        desk.keep_draft()
    if request.headers.get("HX-Request"):
        return render(request, "mentorship/interest_saved.html", {"desk": desk})
    if desk.is_open:
        messages.success(request, _("Your draft is saved. Nobody but you sees it."))
    return redirect("interest_new", pk=pk, role=role)


@policy("ask_in_round", methods="POST")
def interest_draft_removal(request: NetworkRequest, pk: int, role: str) -> HttpResponse:
    """Throw the draft away and start over."""
    _desk(request, pk, role).drop_draft()
    messages.success(request, _("The draft is gone."))
    return redirect("interest_new", pk=pk, role=role)


@policy("ask_in_round", methods="GET POST")
def interest_review(request: NetworkRequest, pk: int, role: str) -> HttpResponse:
    """What will be sent and who reads what; then send it."""
    desk = _desk(request, pk, role)
    form = desk.drafted()
    if form is None and desk.sent:  # the second of two clicks
        return redirect("interest", pk=desk.sent.pk)
    if form is None or not form.is_valid() or not desk.is_open:
        if form is not None and desk.is_open:
            messages.warning(request, _("Something is missing. Look through the form once more."))
        return redirect("interest_new", pk=pk, role=role)
    if request.method == "POST":
        return _send(request, desk, form)
    shown = form.save(commit=False)
    context = {
        "desk": desk,
        "role": role,
        "rows": written(shown, kinds=True),
        "avoided": form.avoiding,
        "authorities": [
            name
            for key, name in form.fields["avoid_authorities"].choices  # type: ignore[attr-defined]
            if key in form.avoiding.authorities
        ],
        "person": desk.asker.person,
    }
    return render(request, "mentorship/interest_review.html", context)


def _send(request: NetworkRequest, desk: Desk, form: InterestForm) -> HttpResponse:
    sent = form.save(commit=False)
    try:
        if desk.sent:
            acts.change(sent, by=request.seat, avoiding=form.avoiding)
        else:
            acts.ask(sent, by=request.seat, avoiding=form.avoiding)
    except acts.CannotAsk:
        messages.error(request, _("The round is closed."))
        return redirect("mentorship")
    except acts.AskedAlready:
        messages.info(request, _("You have asked already."))
        return redirect("mentorship")
    if desk.sent:
        messages.success(request, _("Your request is changed."))
    else:
        messages.success(request, _("Your request is sent. A receipt is on its way by mail."))
    return redirect("interest", pk=sent.pk)


@policy("see_interest")
def interest(request: NetworkRequest, pk: int) -> HttpResponse:
    """An expression of interest, what it waits for, and the one next action."""
    found = _seen(request, pk)
    return render(request, "mentorship/interest.html", interest_page(found, request.seat))


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


@policy("leave_pool", methods="POST")
def interest_pool_leaving(request: NetworkRequest, pk: int) -> HttpResponse:
    """Leave the pool of mentors."""
    found = _seen(request, pk)
    acts.leave_pool(found, by=request.seat)
    messages.success(request, _("You have left the pool. Nobody asks you before the next round."))
    return redirect("interest", pk=pk)


def _seen(request: NetworkRequest, pk: int) -> Interest:
    seen = Interest.objects.seen_by(request.seat).with_all()
    found: Interest = get_object_or_404(seen, pk=pk)
    return found
