"""Why a course is there, and what became of a need: the same chain from three doors."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from courses.models import Candidate, NeedLine, Run
from courses.needs import candidate_page, lineage
from courses.needs.lineage_page import page
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_needs")
def candidate(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who asks for how many seats of a candidate, in which words, and how it went last year."""
    found = get_object_or_404(_candidates(request), pk=pk)
    facts = candidate_page.page_of(found, request.seat)
    return render(request, "courses/needs/candidate.html", facts)


@policy("see_lineage")
def candidate_lineage(request: NetworkRequest, pk: int) -> HttpResponse:
    """From a candidate to what became of it."""
    found = get_object_or_404(_candidates(request), pk=pk)
    chain = lineage.of_candidate(found, request.seat)
    return render(
        request,
        "courses/needs/lineage.html",
        {
            **page(chain, request.seat),
            "title": _("What became of it?"),
            "about": chain.candidate.title,
        },
    )


@policy("see_lineage")
def run_lineage(request: NetworkRequest, pk: int) -> HttpResponse:
    """From a run, or one's seat on it, back to who asked for the course."""
    runs = Run.objects.seen_by(request.seat).select_related("course").prefetch_related("sessions")
    found = get_object_or_404(runs, pk=pk)
    chain = lineage.of_run(found, request.seat)
    return render(
        request,
        "courses/needs/lineage.html",
        {
            **page(chain, request.seat),
            "title": _("Why is there this course?"),
            "about": found.course.title,
            "run": found,
        },
    )


@policy("see_lineage")
def need_line_lineage(request: NetworkRequest, pk: int) -> HttpResponse:
    """From an authority's need, in its own words, to what became of it."""
    lines = NeedLine.objects.seen_by(request.seat).select_related(
        "membership__authority",
        "answer__campaign",
        "candidate__campaign",
        "candidate__merged_into__campaign",
    )
    found = get_object_or_404(lines, pk=pk)
    chain = lineage.of_candidate(found.candidate, request.seat) if found.candidate else None
    return render(
        request,
        "courses/needs/lineage.html",
        {
            **page(chain, request.seat, found),
            "title": _("What became of the need?"),
            "about": found.text or (chain.candidate.title if chain else ""),
        },
    )


def _candidates(request: NetworkRequest) -> QuerySet[Candidate]:
    found: QuerySet[Candidate] = Candidate.objects.seen_by(request.seat).select_related(
        "campaign__previous", "merged_into__campaign__previous", "area", "course"
    )
    return found
