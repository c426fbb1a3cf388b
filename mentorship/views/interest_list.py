"""Expressions of interest as the coordinators read them."""

from typing import Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from mentorship.exports import export
from mentorship.intake.interest_filter import InterestFilter, list_of
from mentorship.models import MentorRound
from mentorship.rules import MENTEE, State, place_in_line
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 50
KINDS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")


@policy("see_interests")
def interests(request: NetworkRequest, pk: int) -> HttpResponse:
    """Everybody who asked in a round: search, filter, sort, export."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    seen = list_of(found, request.seat)
    filters = InterestFilter(request.GET, seen=seen)
    rows = filters.apply(seen, found.places)
    if "format" in request.GET:
        request.seat.require("export_interests")
        for kind in KINDS:
            if request.GET["format"] == kind:
                return export(rows, found.title, kind)
        raise Http404
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page:
        waits = row.role == MENTEE and row.state in (State.WAITING, State.APPROVED)
        row.line = place_in_line(row.before, found.places) if waits else 0
    context = {"round": found, "page_obj": page, "filters": filters, "words": filters.words}
    return render(request, "mentorship/interest_list.html", context)
