"""Answering an offered seat, taking one in the last hours, and choosing limited sessions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses import words
from courses.actions.offer import accept, decline, take_free_seat
from courses.actions.session_seat import choose_sessions
from courses.hiding import shown_name
from courses.models import Enrolment, Offer
from courses.seats import SeatRefused
from network.middleware import NetworkRequest
from network.permissions import policy


def _found(request: NetworkRequest, pk: int) -> Any:
    offers = Offer.objects.seen_by(request.seat).select_related("run__course", "person")
    found = get_object_or_404(offers, pk=pk)
    request.seat.require("answer_offer", found)
    return found


@policy("answer_offer")
def offer(request: NetworkRequest, pk: int) -> HttpResponse:
    """A seat is kept: say yes or no, and see what each means."""
    it = _found(request, pk)
    return render(
        request,
        "courses/offer.html",
        {
            "offer": it,
            "own": it.person_id in request.seat.scope.people,
            "who": shown_name(it.person, request.seat),
            "by": words.moment(it.reply_by),
            "when": words.when_of(it.run),
            "where": words.where(it.run),
        },
    )


@policy("answer_offer", methods="POST")
def offer_acceptance(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take the seat."""
    it = _found(request, pk)
    try:
        state = accept(it, by=request.seat)
    except SeatRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("run", pk=it.run_id)
    messages.success(request, _taken(it.run.course.title, state))
    return redirect("run", pk=it.run_id)


@policy("answer_offer", methods="POST")
def offer_refusal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Leave the seat to the next in line."""
    it = _found(request, pk)
    try:
        decline(it, by=request.seat)
    except SeatRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(
            request,
            _("You said no. The seat on %(course)s goes to the next in line.")
            % {"course": it.run.course.title},
        )
    return redirect("run", pk=it.run_id)


def _enrolment(request: NetworkRequest, pk: int) -> Any:
    seen = Enrolment.objects.seen_by(request.seat).select_related("run__course")
    found = get_object_or_404(seen, pk=pk)
    request.seat.require("enrol", found)
    return found


@policy("enrol", methods="POST")
def enrolment_seat(request: NetworkRequest, pk: int) -> HttpResponse:
    """In the last hours, take a free seat from the line."""
    it = _enrolment(request, pk)
    try:
        state = take_free_seat(it, by=request.seat)
    except SeatRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _taken(it.run.course.title, state))
    return redirect("run", pk=it.run_id)


@policy("enrol", methods="POST")
def enrolment_sessions(request: NetworkRequest, pk: int) -> HttpResponse:
    """Choose among the sessions that take only so many."""
    it = _enrolment(request, pk)
    chosen = {int(one) for one in request.POST.getlist("session") if one.isdecimal()}
    try:
        choose_sessions(it, chosen, by=request.seat)
    except SeatRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Your choice of sessions is kept."))
    return redirect("run", pk=it.run_id)


def _taken(course: str, state: str) -> str:
    if state == Enrolment.State.PENDING:
        return _("The seat on %(course)s is yours as soon as it is approved.") % {"course": course}
    return _("The seat on %(course)s is yours. A letter with the days is on its way.") % {
        "course": course
    }
