"""Regional crisis mode: who can lend what, saying so, and turning it on and off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.actions import crisis as acts
from loans.crisis.answer import WITH, answer_page
from loans.crisis.exports import crisis_file
from loans.crisis.forms import CrisisForm
from loans.crisis.page import crisis_on, crisis_page, day_of
from loans.models import Crisis, CrisisCall
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("see_crisis")
def crises(request: NetworkRequest) -> HttpResponse:
    """Who can lend what from Monday, while a crisis is on; else those that have been."""
    now = crisis_on()
    if now is not None:
        return _page(request, now)
    context = {
        "crises": Crisis.objects.order_by("-since", "-pk")[:50],
        "keeps": request.seat.may("keep_crisis"),
    }
    return render(request, "loans/crisis_list.html", context)


@policy("see_crisis")
def crisis(request: NetworkRequest, pk: int) -> HttpResponse:
    """One crisis, also when it is over."""
    return _page(request, _found(pk))


def _page(request: NetworkRequest, found: Crisis) -> HttpResponse:
    day = day_of(request.GET.get("day", ""), found)
    context = crisis_page(found, day, request.seat)
    match request.GET.get("format"):
        case "csv":
            return crisis_file(context["lines"], day, "csv")
        case "xlsx":
            return crisis_file(context["lines"], day, "xlsx")
        case None:
            return render(request, "loans/crisis.html", context)
        case _:
            raise Http404


@policy("keep_crisis", methods="GET POST")
def crisis_new(request: NetworkRequest) -> HttpResponse:
    """Turn crisis mode on: HR of every authority is asked by mail."""
    form = CrisisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = acts.open_crisis(form.save(commit=False), by=request.seat)
            messages.success(
                request, _("Crisis mode is on. HR of every authority is asked by mail.")
            )
            return redirect("crisis", pk=made.pk)
    return render(request, "loans/crisis_form.html", {"form": form, "now": crisis_on()})


@policy("say_what_can_be_lent", methods="GET POST")
def crisis_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what an authority can lend; a coordinator writes down what was said by telephone."""
    calls = CrisisCall.objects.answered_for_by(request.seat).select_related(*WITH)
    call: CrisisCall = get_object_or_404(calls, pk=pk)
    request.seat.require("say_what_can_be_lent", call)
    if call.crisis.ended_on:
        messages.info(request, _("The crisis is over. Thank you for your readiness to help."))
        return redirect("crisis", pk=call.crisis_id)
    here = reverse("crisis_answer", args=[pk])
    return answer_page(request, call, request.seat, layout="layouts/page.html", here=here)


@policy("keep_crisis", methods="POST")
def crisis_reminder(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask those that have not answered once more."""
    with refusals_said(request):
        asked = acts.remind(_found(pk), by=request.seat)
        if asked:
            words = ngettext(
                "%(n)s authority is asked again by mail.",
                "%(n)s authorities are asked again by mail.",
                asked,
            )
            messages.success(request, words % {"n": asked})
        else:
            messages.info(request, _("All have answered, or were reminded today."))
    return redirect("crisis", pk=pk)


@policy("keep_crisis", methods="GET POST")
def crisis_ending(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what ending crisis mode means, then end it, with thanks."""
    found = _found(pk)
    if request.method == "POST":
        if acts.end_crisis(found, by=request.seat):
            messages.success(request, _("Crisis mode is off. Those who answered are thanked."))
        else:
            messages.info(request, _("Crisis mode was off already."))
        return redirect("crisis", pk=pk)
    if found.ended_on:
        return redirect("crisis", pk=pk)
    return render(request, "loans/crisis_ending.html", {"crisis": found})


def _found(pk: int) -> Crisis:
    found: Crisis = get_object_or_404(Crisis.objects.all(), pk=pk)
    return found
