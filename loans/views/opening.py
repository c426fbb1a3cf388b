"""What an employee could move on to: loans, placements, mentor places, courses and jobs."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from loans.mobility.exports import openings_table
from loans.mobility.forms import OpeningFilter
from network.middleware import NetworkRequest
from network.openings import drawn, sought
from network.permissions import policy
from network.tables import Kind

PAGE = 25
MOST_IN_A_FILE = 5000


@policy("see_openings")
def openings(request: NetworkRequest) -> HttpResponse:
    """One list and one search, with how far one's own asking has come."""
    seat = request.seat
    filters = OpeningFilter(request.GET)
    rows = sought(seat, filters.wish(), filters.said("kind"))
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return openings_table(drawn(seat, rows[:MOST_IN_A_FILE]), cast(Kind, kind))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "openings": drawn(seat, page),
        "filters": filters,
        "words": filters.words(),
        "may_advertise": seat.may("advertise_job"),
    }
    return render(request, "loans/opening_list.html", context)
