"""Expressions of interest as the coordinators match them."""

from typing import Any, Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from mentorship.exports import export
from mentorship.forms import STATES, InterestFilter
from mentorship.models import Interest, MentorRound
from mentorship.rules import State
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_key

PAGE = 50
KINDS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")
SORTS: dict[str, Any] = {
    "name": swedish_key("person__name"),
    "authority": swedish_key("membership__authority__name"),
    "asked": "asked_at",
}


@policy("see_interests")
def interests(request: NetworkRequest, pk: int) -> HttpResponse:
    """Everybody who asked in a round: search, filter, sort, export."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    filters = InterestFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    rows = Interest.objects.seen_by(request.seat).filter(round=found).with_all()
    rows = rows.matching(chosen.get("q", ""))
    if chosen.get("role"):
        rows = rows.filter(role=chosen["role"])
    if chosen.get("state"):
        rows = rows.in_state(State(chosen["state"]))
    rows = _sorted(rows, request.GET.get("sort", ""))
    if "format" in request.GET:
        request.seat.require("export_interests")
        for kind in KINDS:
            if request.GET["format"] == kind:
                return export(rows, found, kind)
        raise Http404
    context = {
        "round": found,
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "role": Interest.Role(chosen["role"]).label if chosen.get("role") else "",
        "state": dict(STATES)[chosen["state"]] if chosen.get("state") else "",
    }
    return render(request, "mentorship/interest_list.html", context)


def _sorted(rows: Any, sort: str) -> Any:
    """The rows by a named column, with - before it the other way round; else last first."""
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return rows
    if isinstance(key, str):
        return rows.order_by(f"-{key}" if sort.startswith("-") else key, "pk")
    return rows.order_by(key.desc() if sort.startswith("-") else key, "pk")
