"""Names in the requests that somebody wants to avoid: who in the register is meant."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from members.models import Person
from mentorship.actions.avoided import point_out
from mentorship.models import Avoided, MentorRound
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 50
CANDIDATES = 12


def _names() -> Any:
    """Every name in requests that were not withdrawn."""
    named = Avoided.objects.exclude(name="").filter(interest__withdrawn_at=None)
    return named.select_related("interest__round", "interest__person", "who__membership__authority")


@policy("point_out_avoided")
def avoided_names(request: NetworkRequest, pk: int) -> HttpResponse:
    """The names of a round, those first that nobody has looked up."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    rows = _names().filter(interest__round=found)
    rows = rows.order_by(F("looked_at").asc(nulls_first=True), "name", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "mentorship/avoided_list.html", {"round": found, "page_obj": page})


@policy("point_out_avoided", methods="GET POST")
def avoided_name(request: NetworkRequest, pk: int) -> HttpResponse:
    """People in the register who may be meant; choose one, or say that nobody is."""
    found = get_object_or_404(_names(), pk=pk)
    words = request.GET.get("q", found.name)
    people = (
        Person.objects.seen_by(request.seat)
        .named_like(words)
        .exclude(pk=found.person_id)
        .select_related("membership__authority")
        .order_by("name", "pk")
    )
    if request.method == "POST":
        chosen = request.POST.get("who", "")
        who = None
        if chosen:
            number = int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0
            who = get_object_or_404(Person.objects.seen_by(request.seat), pk=number)
        point_out(found, who, by=request.seat)
        messages.success(request, _("It is kept for the matching."))
        return redirect("avoided_names", pk=found.interest.round_id)
    context = {"avoided": found, "people": people[:CANDIDATES], "words": words}
    return render(request, "mentorship/avoided_name.html", context)
