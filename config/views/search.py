"""Search over what one may see."""

from django.http import HttpResponse
from django.shortcuts import render

from config.rooms import found_for
from network.middleware import NetworkRequest
from network.permissions import policy

LONGEST = 100


@policy("search")
def search(request: NetworkRequest) -> HttpResponse:
    """Courses, people, members and invoices that hold the words, by kind."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = found_for(request.seat, words) if len(words) > 1 else []
    return render(request, "search.html", {"words": words, "found": found})
