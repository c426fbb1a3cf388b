"""Searches that one keeps: the list, keeping the one on the board, changing, taking away."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import saved_search as acts
from loans.board.filter import BoardFilter, filter_of
from loans.board.forms import SavedSearchForm
from loans.board.page import names_of_competences
from loans.models import Notice, SavedSearch
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in
from network.seat import Seat


@policy("keep_saved_searches")
def saved_searches(request: NetworkRequest) -> HttpResponse:
    """What one looks for, and whether letters come."""
    names = names_of_competences()
    rows = [_shown(one, names) for one in _own(request.seat)]
    return render(request, "loans/saved_search_list.html", {"rows": rows})


def _shown(search: SavedSearch, names: dict[str, str]) -> dict[str, Any]:
    filters = filter_of(search.query, names)
    return {"search": search, "said": said_of(filters), "address": urlencode(search.query)}


def said_of(filters: BoardFilter) -> str:
    """What a search asks for, in words."""
    fields: Any = filters.fields
    said = [filters.chosen["q"]] if "q" in filters.chosen else []
    said += [
        f"{fields[name].label}: {word}" for name, word in filters.words.items() if name != "state"
    ]
    return "; ".join(said) or _("Everything")


@policy("keep_saved_searches", methods="GET POST")
def saved_search_new(request: NetworkRequest) -> HttpResponse:
    """Keep the search that the address holds."""
    filters = BoardFilter(request.GET, names=names_of_competences())
    fresh = SavedSearch(
        person_id=request.seat.person_id,
        query=filters.kept,
        told_until=timezone.now(),
        name=said_of(filters)[:80],
    )
    return _page(request, fresh, filters)


@policy("keep_saved_searches", methods="GET POST")
def saved_search_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change the name of a search, or whether letters come."""
    search = get_object_or_404(_own(request.seat), pk=pk)
    return _page(request, search, filter_of(search.query, names_of_competences()))


@policy("keep_saved_searches", methods="POST")
def saved_search_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Keep a search no more."""
    search = get_object_or_404(_own(request.seat), pk=pk)
    acts.forget_search(search, by=request.seat)
    messages.success(request, _("The search is gone."))
    return redirect("saved_searches")


def _page(request: NetworkRequest, search: SavedSearch, filters: BoardFilter) -> HttpResponse:
    new = search.pk is None
    begun = search.weekly
    form = SavedSearchForm(request.POST or None, instance=search)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        if kept.weekly and not begun:
            kept.told_until = timezone.now()  # what came while no letters were wanted is not new
        with refusals_in(form):
            acts.save_search(kept, by=request.seat)
            messages.success(request, _("The search is saved."))
            return redirect("saved_searches")
    hits = filters.apply(Notice.objects.seen_by(request.seat)).count()
    context = {"form": form, "new": new, "said": said_of(filters), "hits": hits}
    return render(request, "loans/saved_search_form.html", context)


def _own(seat: Seat) -> Any:
    return SavedSearch.objects.filter(person__in=seat.scope.people)
