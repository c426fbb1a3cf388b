"""What links in mail open of the survey: the questions, to answer without signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from network.links import Page, Settled, Shown, declare
from network.seat import Seat
from reports.models import SurveyRequest
from reports.survey.answering import answering
from reports.survey.emails import PURPOSE


def _show(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    """The questions, as often as wanted until the survey is closed: an answer can be changed."""
    found = (
        SurveyRequest.objects.filter(membership__in=seat.scope.memberships)
        .select_related("survey", "membership__authority")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        return None
    if not found.survey.is_open:
        raise Settled(_("The survey is closed. Thank you for wanting to answer."))
    it = answering(request, found.survey, found.membership)
    if request.method == "POST" and it.form.is_valid():
        it.keep(seat)
        messages.success(request, _("Thank you. The answer is kept; you may change it here."))
        return HttpResponseRedirect(request.path)
    return render(request, "reports/survey_linked.html", {**it.context(), "here": request.path})


declare(PURPOSE, Page(_show))
