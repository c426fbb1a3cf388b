"""Help for a mentee without a mentor: whom to ask for what, exceptions, and their undoing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions import ask_help, except_rule
from mentorship.actions.ask_pairs import usual_last_day
from mentorship.board.page import authorities_of
from mentorship.board.position import Position, position_of
from mentorship.helping.forms import ExceptionForm
from mentorship.helping.offers import Offer, Offers, Rule, offers_for
from mentorship.helping.page import asked_rows, authorities_with, exception_rows
from mentorship.helping.preview import effect_with
from mentorship.helping.rules import Kind
from mentorship.helping.words import (
    EXCEPTIONS,
    TO_ASK,
    asked_in_words,
    follows_in_words,
    why_in_words,
)
from mentorship.models import HelpQuestion, Interest, RuleException
from mentorship.rules import MENTEE
from network.forms import OnceForm
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said


def _mentee(request: NetworkRequest, pk: int) -> tuple[Interest, Position]:
    """A mentee of the round who has not been asked about a pair, and the board; 404 otherwise."""
    asks = Interest.objects.seen_by(request.seat).filter(role=MENTEE, withdrawn_at=None)
    mentee: Interest = get_object_or_404(asks.select_related("round", "person"), pk=pk)
    position = position_of(mentee.round)
    if pk not in position.mentees:
        raise Http404
    return mentee, position


@policy("lay_pairs")
def mentor_help(request: NetworkRequest, pk: int) -> HttpResponse:
    """What could give a mentee a mentor, and what has been asked and excepted already."""
    mentee, position = _mentee(request, pk)
    has_pair = pk in dict(position.standing)
    offers = Offers() if has_pair else offers_for(position, pk)
    authorities = authorities_with(authorities_of(position), offers.pool)
    context = {
        "mentee": mentee,
        "round": mentee.round,
        "has_pair": has_pair,
        "proposed": position.mentors.get(position.mentor_of.get(pk, 0)),
        "own": [{"it": one, "words": TO_ASK[Kind(one.kind)]} for one in offers.own],
        "places": _rows(offers.places, authorities),
        "pool": _rows(offers.pool, authorities),
        "exceptions": [
            {"it": one, "words": EXCEPTIONS[Rule(one.kind)], "own": one.who.interest_id == pk}
            for one in offers.exceptions
        ],
        "asked": asked_rows(request.seat, mentee.round, mentee),
        "excepted": exception_rows(request.seat, mentee.round, mentee),
    }
    return render(request, "mentorship/helping.html", context)


def _rows(offers: list[Offer], authorities: dict[int, str]) -> list[dict[str, Any]]:
    return [{"it": one, "authority": authorities.get(one.who.membership_id, "")} for one in offers]


@policy("ask_pairs", methods="GET POST")
def help_question(request: NetworkRequest, pk: int) -> HttpResponse:
    """What is asked of whom and what a yes would change, then the letter goes out."""
    mentee, position = _mentee(request, pk)
    offer = _chosen(request, offers_for(position, pk), "question")
    if offer is None:
        return _look_again(request, pk)
    asked = Interest.objects.seen_by(request.seat).select_related("person")
    theirs = get_object_or_404(asked, pk=offer.who.interest_id)
    if request.method == "POST":
        with refusals_said(request):
            ask_help.ask_help(mentee, theirs, offer.kind, by=request.seat)
            words = _("A letter is on its way to %(name)s.") % {"name": theirs.person.name}
            messages.success(request, words)
        return redirect("mentor_help", pk=pk)
    question = HelpQuestion(round=mentee.round, mentee=mentee, asked=theirs, kind=offer.kind)
    context = {
        "mentee": mentee,
        "round": mentee.round,
        "offer": offer,
        "form": OnceForm(),
        "effect": effect_with(position, offer),
        "words": asked_in_words(question),
        "why": why_in_words(question),
        "follows": follows_in_words(question),
        "answer_by": usual_last_day(timezone.localdate()),
    }
    return render(request, "mentorship/help_question.html", context)


@policy("make_exception", methods="GET POST")
def rule_exception(request: NetworkRequest, pk: int) -> HttpResponse:
    """What an exception would change and why it is made, then it holds."""
    mentee, position = _mentee(request, pk)
    offer = _chosen(request, offers_for(position, pk), "exception")
    if offer is None:
        return _look_again(request, pk)
    form = ExceptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = Interest.objects.seen_by(request.seat).select_related("round", "person")
        whose = get_object_or_404(seen, pk=offer.who.interest_id)
        with refusals_said(request):
            reason = form.cleaned_data["reason"]
            except_rule.except_rule(whose, offer.kind, reason, by=request.seat)
            words = _("The exception holds for %(name)s. See below what a repair would change.")
            messages.success(request, words % {"name": whose.person.name})
        return redirect("repair", pk=mentee.round_id)
    context = {
        "mentee": mentee,
        "round": mentee.round,
        "offer": offer,
        "form": form,
        "effect": effect_with(position, offer),
        "words": EXCEPTIONS[Rule(offer.kind)],
    }
    return render(request, "mentorship/rule_exception.html", context)


def _chosen(request: NetworkRequest, offers: Offers, way: str) -> Offer | None:
    """The offer that the address names; None where it is none."""
    whose = request.GET.get("of", "")
    kind = request.GET.get("kind", "")
    if not whose.isdecimal() or len(whose) > 18:
        return None
    return (offers.question if way == "question" else offers.exception)(kind, int(whose))


def _look_again(request: NetworkRequest, pk: int) -> HttpResponse:
    """Back to what would help, since the offer is none any more."""
    messages.error(request, _("That is asked already, or would not help any more. Look again."))
    return redirect("mentor_help", pk=pk)


@policy("ask_pairs", methods="POST")
def help_take_back(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a question back that nobody has answered."""
    asked = HelpQuestion.objects.seen_by(request.seat).select_related("round")
    question: HelpQuestion = get_object_or_404(asked, pk=pk)
    with refusals_said(request):
        ask_help.take_back_help(question, by=request.seat)
        messages.success(request, _("The question is taken back. Its link says so."))
    return redirect("mentor_help", pk=question.mentee_id)


@policy("make_exception", methods="POST")
def exception_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a rule hold again for the one who was excepted."""
    made: RuleException = get_object_or_404(
        RuleException.objects.seen_by(request.seat).select_related("round", "interest"), pk=pk
    )
    with refusals_said(request):
        except_rule.take_exception_back(made, by=request.seat)
        messages.success(request, _("The exception is taken back. The rule holds again."))
    return redirect("matching", pk=made.round_id)
