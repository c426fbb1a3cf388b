"""The pool of mentors: who is asked again when a round opens."""

from typing import Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mentorship.exports import export
from mentorship.intake.interest_filter import InterestFilter
from mentorship.models import Interest
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 50
KINDS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")


@policy("see_mentor_pool")
def mentor_pool(request: NetworkRequest) -> HttpResponse:
    """Mentors who stay between the rounds: search, filter, sort, export."""
    seen = Interest.objects.seen_by(request.seat).in_pool().with_all()
    filters = InterestFilter(request.GET, seen=seen)
    rows = filters.apply(seen)
    if "format" in request.GET:
        for kind in KINDS:
            if request.GET["format"] == kind:
                return export(rows, _("Pool of mentors"), kind)
        raise Http404
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "filters": filters, "words": filters.words}
    return render(request, "mentorship/mentor_pool.html", context)
