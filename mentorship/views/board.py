"""The board: who is proposed to whom, what a change costs, and the last step undone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.actions import lay
from mentorship.board import table
from mentorship.board.best import best_of
from mentorship.board.forms import MoveForm, TwoForm, way_back
from mentorship.board.page import authorities_of, pins_of
from mentorship.board.position import Position, position_of
from mentorship.board.rules import UNDOABLE, CannotLay
from mentorship.board.search import board_filters, chosen_mentees
from mentorship.matching.criteria import HardRule
from mentorship.matching.words import fit_in_words
from mentorship.models import Interest, MentorRound
from mentorship.rules import MENTEE
from mentorship.views.matching import found_round
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 25


@policy("lay_pairs")
def board(request: NetworkRequest, pk: int) -> HttpResponse:
    """Every mentee with the proposed mentor, the mentors' places, and how far from the best."""
    found = found_round(request, pk)
    position = position_of(found)
    filters = board_filters(request.GET)
    authorities = authorities_of(position)
    mentees = table.in_order(position, chosen_mentees(position, filters))
    page = Paginator(mentees, PAGE).get_page(request.GET.get("page"))
    context = {
        "round": found,
        "filters": filters,
        "page_obj": page,
        "rows": table.rows_of(position, page, authorities, pins_of(found)),
        "sides": table.sides_of(position, authorities),
        "step": lay.last_step(found),
        "filtered": any(request.GET.get(name) for name in ("q", "shown")),
        "at": request.GET.urlencode(),
        "moved": next((one for one in page if str(one) == request.GET.get("moved")), None),
        "unlaid": len(position.unlaid_pins),
        **totals_of(position),
    }
    return render(request, "mentorship/board.html", context)


def totals_of(position: Position) -> dict[str, Any]:
    """The sums of a position, and the difference from the best that is possible."""
    best = set(best_of(position, position.round.objective).pairs) - set(position.standing)
    pairs, total, alone = len(position.proposed), position.total, position.without_mentor()
    best_total = sum(position.points(*two) for two in best)
    return {
        "total": total,
        "pairs": pairs,
        "alone": len(alone),
        "waiting": sum(HardRule.APPROVAL in position.mentees[one].breaks for one in alone),
        "best_total": best_total,
        "best_pairs": len(best),
        "difference": table.difference_in_words(total, best_total, pairs, len(best)),
        "is_best": pairs == len(best) and total >= best_total,
    }


@policy("lay_pairs", methods="POST")
def board_move(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give a mentee another mentor; what a hard rule forbids is refused in words."""
    found = found_round(request, pk)
    form = MoveForm(request.POST, found=found, seat=request.seat)
    if not form.is_valid():
        messages.error(request, _("Choose a mentor who takes part in the round."))
        return redirect(way_back(request, found))
    asked = form.cleaned_data
    before = position_of(found)
    try:
        lay.move(
            found,
            asked["mentee"].pk,
            asked["mentor"].pk,
            instead_of=asked["instead_of"],
            by=request.seat,
        )
    except CannotLay as refusal:
        messages.error(request, str(refusal))
    else:
        names = {"mentee": asked["mentee"].person.name, "mentor": asked["mentor"].person.name}
        said = _("%(mentee)s now has %(mentor)s as the proposed mentor.") % names
        gained = _gained(position_of(found).total - before.total)
        messages.success(request, f"{said} {gained}", extra_tags=UNDOABLE)
    return redirect(way_back(request, found, asked["mentee"].pk))


def _gained(points: int) -> str:
    if not points:
        return _("The sum of points is the same.")
    if points > 0:
        words = ngettext("%(n)s point more in all.", "%(n)s points more in all.", points)
    else:
        words = ngettext("%(n)s point less in all.", "%(n)s points less in all.", -points)
    return words % {"n": abs(points)}


@policy("lay_pairs", methods="POST")
def board_part(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a proposed pair apart, so that the mentee waits for another."""
    found = found_round(request, pk)
    form = TwoForm(request.POST, found=found, seat=request.seat)
    del form.fields["mentor"]
    if not form.is_valid():
        raise Http404
    mentee = form.cleaned_data["mentee"]
    try:
        lay.part(found, mentee.pk, by=request.seat)
    except CannotLay as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("%(name)s has no proposed mentor any more.") % {"name": mentee.person.name}
        messages.success(request, words, extra_tags=UNDOABLE)
    return redirect(way_back(request, found, mentee.pk))


@policy("lay_pairs", methods="POST")
def board_undo(request: NetworkRequest, pk: int) -> HttpResponse:
    """Undo the last step on the board."""
    found = found_round(request, pk)
    try:
        step = lay.undo(found, by=request.seat)
    except CannotLay as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("Undone: %(step)s.") % {"step": step.get_kind_display()}
        messages.success(request, words)
    return redirect(way_back(request, found))


def _pinned(position: Position, found: MentorRound, mentee: int) -> dict[str, Any] | None:
    """Whom a mentee is pinned with, and by which rule; None for nobody."""
    for (asks, mentor), rule in pins_of(found).items():
        if asks == mentee and mentor in position.mentors:
            return {"rule": rule, "mentor": position.mentors[mentor]}
    return None


@policy("lay_pairs")
def mentor_choice(request: NetworkRequest, pk: int) -> HttpResponse:
    """Every mentor whom a mentee may be given, the best first, and why the others may not."""
    asks = Interest.objects.seen_by(request.seat).filter(role=MENTEE, withdrawn_at=None)
    mentee = get_object_or_404(asks.select_related("round", "person"), pk=pk)
    found: MentorRound = mentee.round
    position = position_of(found)
    if pk not in position.mentees:
        raise Http404
    now = position.mentor_of.get(pk)
    authorities = authorities_of(position)
    choices = [
        {
            "it": one,
            "mentor": position.mentors[one.mentor],
            "authority": authorities.get(position.mentors[one.mentor].membership_id, ""),
            "has": position.points(pk, one.mentor),
            "fit": fit_in_words(position.points(pk, one.mentor)),
            "reasons": table.reasons_of(position, pk, one.mentor),
        }
        for one in table.choices_of(position, pk)
    ]
    page = Paginator(choices, PAGE).get_page(request.GET.get("page"))
    context = {
        "round": found,
        "mentee": mentee,
        "now": position.mentors.get(now) if now is not None else None,
        "pinned": _pinned(position, found, pk),
        "back": "board" if request.GET.get("back") == "board" else "",
        "is_standing": pk in dict(position.standing),
        "page_obj": page,
        "refusals": table.refusals(position, pk),
    }
    return render(request, "mentorship/mentor_choice.html", context)
