"""The pairs of a round as the coordinators follow them."""

from typing import Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mentorship.models import MentorRound
from mentorship.pairs.exports import export
from mentorship.pairs.forms import PairFilter
from mentorship.pairs.health import followed, months_chart, narrowed, standing_counts
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 50
KINDS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")


@policy("see_pairs")
def round_pairs(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who has not met for six weeks, who lacks an agreement, who asks for a call; and the rest."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    filters = PairFilter(request.GET)
    everybody = followed(found, request.seat)
    rows = narrowed(
        everybody,
        words=filters.chosen("q"),
        state=filters.chosen("state"),
        signal=filters.chosen("signal"),
        sort=request.GET.get("sort", ""),
    )
    if "format" in request.GET:
        request.seat.require("export_pairs")
        for kind in KINDS:
            if request.GET["format"] == kind:
                return export(rows, found, kind)
        raise Http404
    words = filters.words()
    context = {
        "round": found,
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "words": words,
        "filtered": any(words.values()) or bool(filters.chosen("q")),
        "counts": standing_counts(everybody),
        "chart": months_chart(found, today=timezone.localdate()),
    }
    return render(request, "mentorship/pair_followed_list.html", context)
