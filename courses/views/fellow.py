"""Who else comes: for those with a seat, and the way off the list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses import words
from courses.fellows import fellows_of, is_listed, leave_list, list_oneself
from courses.models import Enrolment, Run
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_fellows")
def run_fellows(request: NetworkRequest, pk: int) -> HttpResponse:
    """The others on a run, by name, title and authority; only for those with a seat."""
    runs = Run.objects.seen_by(request.seat).select_related("course")
    run = get_object_or_404(runs, pk=pk)
    mine = Enrolment.objects.of(request.seat).seated().filter(run=run)
    enrolment = mine.select_related("person").first()
    if enrolment is None:
        raise PermissionDenied
    return render(
        request,
        "courses/run_fellows.html",
        {
            "run": run,
            "when": words.when_of(run),
            "fellows": fellows_of(run.pk),
            "mine": enrolment,
            "listed": is_listed(enrolment),
            "protected": enrolment.person.protected,
        },
    )


@policy("list_oneself", methods="POST")
def enrolment_listing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Stand on the list that the other participants see, or leave it."""
    enrolment = get_object_or_404(Enrolment.objects.seen_by(request.seat), pk=pk)
    request.seat.require("list_oneself", enrolment)
    if request.POST.get("listed") == "yes":
        list_oneself(enrolment, by=request.seat)
        messages.success(request, _("The other participants see your name."))
    else:
        leave_list(enrolment, by=request.seat)
        messages.success(request, _("The other participants do not see your name."))
    if enrolment.state == Enrolment.State.ENROLLED:
        return redirect("run_fellows", pk=enrolment.run_id)
    return redirect("my_courses")
