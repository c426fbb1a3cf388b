"""A member's answer, and what the members said together."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import table_file
from reports.models import SurveyRequest
from reports.survey.answering import answering
from reports.survey.results import SurveyResults, results
from reports.survey.views.survey import found_survey


@policy("answer_survey", methods="GET POST")
def survey_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Answer for one's own authority; the answer may be changed until the survey is closed."""
    asked = SurveyRequest.objects.filter(membership__in=request.seat.scope.memberships)
    found = get_object_or_404(asked.select_related("survey", "membership__authority"), pk=pk)
    if not found.survey.is_open:
        messages.info(request, _("The survey is closed. Its results stand here."))
        return redirect("survey_results", pk=found.survey_id)
    it = answering(request, found.survey, found.membership)
    if request.method == "POST" and it.form.is_valid():
        it.keep(request.seat)
        messages.success(request, _("Thank you. You may change the answer until it is closed."))
        return redirect("survey", pk=found.survey_id)
    return render(request, "reports/survey_answer.html", it.context())


@policy("see_surveys")
def survey_results(request: NetworkRequest, pk: int) -> HttpResponse:
    """What the members said, when the survey is closed and five or more have answered."""
    found = results(found_survey(pk))
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx") and found.shown:
        return _table(found, kind)
    if kind is not None:
        raise Http404
    facts = {"results": found, "survey": found.survey, "chart": found.chart()}
    return render(request, "reports/survey_results.html", facts)


def _table(found: SurveyResults, kind: Any) -> HttpResponse:
    heads = [_("Question"), "1", "2", "3", "4", "5", _("Mean"), _("Mean the year before"),
             _("In own words")]  # fmt: skip
    rows: list[list[Any]] = [
        [one.question.text, *one.counts, one.mean, one.before, None]
        for one in found.questions
        if one.is_scale
    ]
    for one in found.words:
        rows += [[one.question.text, *[None] * 7, said] for said in one.texts]
    name = _("Benefit survey %(year)s") % {"year": found.survey.year}
    return table_file(name, heads, rows, kind)
