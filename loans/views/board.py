"""The notice board, and what sister networks show on it."""

from typing import Literal

from django.http import Http404, HttpResponse
from django.shortcuts import render

from loans.board.exports import board_table
from loans.board.facts import facts_of
from loans.board.filter import BoardFilter
from loans.board.notice_page import sister_facts
from loans.board.page import (
    Looker,
    Row,
    board_page,
    rows_of,
    sister_rows,
    state_in_words,
)
from loans.board.sisters import sister_notice as find_sister_notice
from loans.board.words import kind_in_words
from network.middleware import NetworkRequest
from network.permissions import policy

KINDS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")


@policy("see_loans")
def loans(request: NetworkRequest) -> HttpResponse:
    """Needs and offers of staff: search, filter, sort, keep the search, take the list away."""
    if "format" in request.GET:
        request.seat.require("export_notices")
        return _export(request)
    return render(request, "loans/board.html", board_page(request.seat, request.GET))


def _export(request: NetworkRequest) -> HttpResponse:
    looker = Looker.of(request.seat)
    filters = BoardFilter(request.GET, names=looker.names)
    own = rows_of(request.seat, filters, looker, "newest")
    rows = [Row(facts_of(row), "", state=state_in_words(row, looker.today)) for row in own]
    for kind in KINDS:
        if request.GET["format"] == kind:
            table = [*rows, *sister_rows(filters, looker, "newest")]
            return board_table(table, dict(looker.names), kind)
    raise Http404


@policy("see_loans")
def sister_notice(request: NetworkRequest, pk: int) -> HttpResponse:
    """A sister network's notice, and whom to write to; gone when the network shows it no more."""
    it = find_sister_notice(pk)
    if it is None:
        raise Http404
    looker = Looker.of(request.seat)
    context = {
        "it": it,
        "kind": kind_in_words(it.kind),
        "facts": sister_facts(it),
        "why": looker.why(it, looker.search_of(it)),
    }
    return render(request, "loans/sister_notice.html", context)
