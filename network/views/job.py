"""Long work as its owner follows it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.actions import job as actions
from network.middleware import NetworkRequest
from network.models import Job
from network.naming import names_of_users
from network.permissions import policy
from network.results import more_of

PAGE = 50


@policy("see_own_jobs")
def jobs(request: NetworkRequest) -> HttpResponse:
    """One's own jobs, last first; those who see the whole network may look at everybody's."""
    everybody = request.seat.scope.whole and "everybody" in request.GET
    found = Job.objects.seen_by(request.seat).with_result()
    if not everybody:
        found = found.filter(user_id=request.user.pk)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    names = names_of_users(row.user_id for row in rows) if everybody else {}
    context = {
        "page_obj": page,
        "rows": [(row, names.get(row.user_id, "")) for row in rows],
        "everybody": everybody,
        "may_see_all": request.seat.scope.whole,
    }
    return render(request, "network/job_list.html", context)


@policy("see_own_jobs")
def job(request: NetworkRequest, pk: int) -> HttpResponse:
    """A job's page; asked by the page itself, only how far the job has come."""
    seen = Job.objects.seen_by(request.seat).with_result()
    found = get_object_or_404(seen, pk=pk)
    context = {
        "job": found,
        "more": more_of(found, request.seat),
        "may_cancel": request.seat.may("cancel_job", found),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "network/job_state.html", context)
    return render(request, "network/job.html", context)


@policy("cancel_job", methods="POST")
def job_cancellation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask one's job to stop; what it has done stays done."""
    found = get_object_or_404(Job.objects.seen_by(request.seat), pk=pk)
    request.seat.require("cancel_job", found)
    running = get_object_or_404(Job.objects.select_for_update(), pk=pk)
    if running.over:
        messages.info(request, _("The job was over already."))
    else:
        actions.cancel(running)
        messages.success(request, _("The job stops after the step it is in."))
    return redirect("job", pk=pk)
