"""The report of a round, for those who read reports and no person."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from mentorship.actions.summary_paper import order_paper
from mentorship.models import MentorRound
from mentorship.summary.exports import workbook
from mentorship.summary.page import context
from mentorship.summary.report import report_of
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_round_report")
def round_report(request: NetworkRequest, pk: int) -> HttpResponse:
    """How a round went, on the page or as a workbook."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    report = report_of(found)
    kind = request.GET.get("format")
    if kind == "xlsx":
        return workbook(report)
    if kind is not None:
        raise Http404
    rounds = MentorRound.objects.seen_by(request.seat).order_by("-starts", "-pk")
    return render(
        request,
        "mentorship/summary_report.html",
        {**context(report), "rounds": rounds, "coordinates": request.seat.may("see_interests")},
    )


@policy("see_round_report", methods="POST")
def round_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """Order the report as a document; its job's page shows how far it has come."""
    found = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    return redirect("job", pk=order_paper(found, get_language() or "sv", by=request.seat).pk)
