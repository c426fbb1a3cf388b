"""The matching of a round: the proposal, computing it anew, and the matchings before it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.actions.match import latest, start_matching
from mentorship.board import past, proofs
from mentorship.board.page import (
    VIEWS,
    alone_cards,
    alone_in,
    cards_of,
    counts_of,
    last_matching,
    pairs_in,
)
from mentorship.helping.page import asked_rows, exception_rows
from mentorship.models import Matching, MentorRound
from network.actions import job as jobs
from network.actions.job import JobRefused
from network.middleware import NetworkRequest
from network.models import Job
from network.permissions import policy

PAGE = 20


def found_round(request: NetworkRequest, pk: int) -> MentorRound:
    """A round of the network; 404 otherwise."""
    found: MentorRound = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    return found


@policy("see_matching")
def matching(request: NetworkRequest, pk: int) -> HttpResponse:
    """The proposed pairs and why, those without a mentor, and what was asked and answered."""
    found = found_round(request, pk)
    asked = request.GET.get("view", "")
    view = asked if asked in {*VIEWS, "alone"} else "decide"
    pairs = Paginator(pairs_in(found, request.seat, view) if view in VIEWS else [], PAGE)
    page = pairs.get_page(request.GET.get("page"))
    alone = Paginator(alone_in(found, request.seat).with_all(), PAGE)
    alone_page = alone.get_page(request.GET.get("page") if view == "alone" else 1)
    last = last_matching(found)
    job = latest(found)
    context = {
        "round": found,
        "view": view,
        **{f"is_{name}": name == view for name in (*VIEWS, "alone")},
        "heading": _("Waiting for answers") if view == "asked" else _("Both have said yes"),
        "alone_title": alone_title(alone.count),
        "counts": counts_of(found, request.seat),
        "page_obj": page if view in VIEWS else alone_page,
        "cards": cards_of(page, found),
        "alone": alone_cards(alone_page, last) if view in ("decide", "alone") else [],
        "alone_count": alone.count,
        "asked": asked_rows(request.seat, found) if view == "alone" else [],
        "excepted": exception_rows(request.seat, found) if view == "alone" else [],
        "last": last,
        "proof": proofs.in_words(last),
        "notes": proofs.notes_of(last),
        "job": job if job and (not job.over or job.error) else None,
    }
    return render(request, "mentorship/matching.html", context)


def alone_title(count: int) -> str:
    """How many have no mentor, as a heading."""
    if not count:
        return _("Without a mentor")
    words = ngettext("%(n)s mentee has no mentor", "%(n)s mentees have no mentor", count)
    return words % {"n": count}


@policy("match_round", methods="POST")
def matching_start(request: NetworkRequest, pk: int) -> HttpResponse:
    """Compute the proposal anew; pairs that were asked or pinned stay."""
    found = found_round(request, pk)
    try:
        start_matching(found, by=request.seat)
    except JobRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("matching", pk=pk)


@policy("see_matching")
def matching_progress(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that shows how far the computation has come."""
    found = found_round(request, pk)
    job = latest(found)
    response = render(request, "mentorship/matching_progress.html", {"round": found, "job": job})
    if job is None or job.over:
        response["HX-Refresh"] = "true"
    return response


@policy("match_round", methods="POST")
def matching_stop(request: NetworkRequest, pk: int) -> HttpResponse:
    """Stop the computation; the proposal stays as it was."""
    found = found_round(request, pk)
    ordered = latest(found)
    running = (
        Job.objects.active().select_for_update().filter(pk=ordered.pk).first() if ordered else None
    )
    if running is None:
        messages.info(request, _("The computation was over already."))
    else:
        jobs.cancel(running)
        messages.success(request, _("The computation stops. The proposal stays as it was."))
    return redirect("matching", pk=pk)


@policy("see_matching")
def matchings(request: NetworkRequest, pk: int) -> HttpResponse:
    """The matchings of a round, last first, to compare."""
    found = found_round(request, pk)
    seen = Matching.objects.seen_by(request.seat).filter(round=found).order_by("-made_at", "-pk")
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    context = {"round": found, "page_obj": page, "rows": past.rows_of(page)}
    return render(request, "mentorship/matching_list.html", context)


@policy("see_matching")
def matchings_beside(request: NetworkRequest, pk: int) -> HttpResponse:
    """Two matchings of a round side by side: weights, pairs, points and bounds."""
    found = found_round(request, pk)
    words = [word for word in request.GET.getlist("m") if word.isdecimal() and len(word) < 18]
    asked = list(dict.fromkeys(int(word) for word in words))
    seen = Matching.objects.seen_by(request.seat).filter(round=found, pk__in=asked[:20])
    chosen = sorted(seen, key=lambda one: one.made_at)
    two = len(chosen) == 2
    context = {
        "round": found,
        "chosen": chosen if two else [],
        "tables": past.beside(chosen[0], chosen[1]) if two else [],
    }
    return render(request, "mentorship/matching_beside.html", context)
