"""An authority's answer to the needs assessment, for those with an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.actions.needs_approval import NotWaiting, decide
from courses.models import NeedsAnswer
from courses.needs import desk as needs_desk
from courses.needs.approval_page import approval_page, decided_words
from courses.needs.desk import Desk
from network.forms import ReplyForm
from network.middleware import NetworkRequest
from network.permissions import policy


def _desk(request: NetworkRequest, pk: int) -> Desk:
    answers = NeedsAnswer.objects.answered_for_by(request.seat)
    found = get_object_or_404(
        answers.select_related("campaign", "membership__authority", "approver"), pk=pk
    )
    request.seat.require("answer_needs", found)
    return Desk(
        request,
        found,
        request.seat,
        "layouts/page.html",
        lambda part: reverse(f"needs_answer_{part}" if part else "needs_answer", args=[pk]),
        reverse("needs_wishes", args=[pk]) if request.seat.may("collect_wishes", found) else "",
    )


@policy("answer_needs")
def needs_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """The sheet to write in."""
    return needs_desk.show(_desk(request, pk))


@policy("answer_needs", methods="POST")
def needs_answer_saving(request: NetworkRequest, pk: int) -> HttpResponse:
    """Save what the page holds."""
    return needs_desk.save(_desk(request, pk))


@policy("answer_needs", methods="POST")
def needs_answer_need(request: NetworkRequest, pk: int) -> HttpResponse:
    """One more need in own words."""
    return needs_desk.add(_desk(request, pk))


@policy("answer_needs", methods="POST")
def needs_answer_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a need in own words away."""
    return needs_desk.remove(_desk(request, pk))


@policy("answer_needs", methods="GET POST")
def needs_answer_review(request: NetworkRequest, pk: int) -> HttpResponse:
    """Look through the answer before it is sent."""
    return needs_desk.review(_desk(request, pk))


@policy("answer_needs", methods="POST")
def needs_answer_sending(request: NetworkRequest, pk: int) -> HttpResponse:
    """Send the answer."""
    return needs_desk.send(_desk(request, pk))


@policy("answer_needs", methods="POST")
def needs_answer_return(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a sent answer back."""
    return needs_desk.take_back(_desk(request, pk))


@policy("approve_needs", methods="GET POST")
def needs_answer_approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """Approve what one's authority needs, or send it back with a reason."""
    answers = NeedsAnswer.objects.filter(approver__in=request.seat.scope.people)
    found = get_object_or_404(
        answers.select_related("campaign", "membership__authority", "approver"), pk=pk
    )
    request.seat.require("approve_needs", found)
    form = ReplyForm(request.POST or None, reason=_("Why, if you say no"), must_say_why=True)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        try:
            row = decide(found, yes=yes, reason=form.cleaned_data["reason"], by=request.seat)
        except NotWaiting:
            messages.info(request, _("Somebody else was first. Nothing was changed."))
        else:
            messages.success(request, decided_words(row, yes=yes))
        return redirect("needs_answer_approval", pk=pk)
    return approval_page(request, found, form)
