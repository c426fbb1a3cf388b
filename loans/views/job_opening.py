"""A job advertisement: reading it, writing it, taking it down and putting it up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import advertise as acts
from loans.mobility.forms import JobForm
from loans.models import JobAdvertisement
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_openings")
def job_opening(request: NetworkRequest, pk: int) -> HttpResponse:
    """An advertised job, and where to apply."""
    found = _seen(request, pk)
    context = {
        "job": found,
        "may_change": request.seat.may("advertise_job", found),
        "is_over": found.ended_at is not None or found.apply_by < timezone.localdate(),
    }
    return render(request, "loans/job.html", context)


@policy("advertise_job", methods="GET POST")
def job_opening_new(request: NetworkRequest) -> HttpResponse:
    """Advertise a job of one's own authority."""
    return _form(request, JobAdvertisement())


@policy("advertise_job", methods="GET POST")
def job_opening_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change an advertisement."""
    found = _seen(request, pk)
    request.seat.require("advertise_job", found)
    return _form(request, found)


@policy("advertise_job", methods="POST")
def job_opening_ending(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take an advertisement down."""
    acts.end(_seen(request, pk), by=request.seat)
    messages.success(request, _("The advertisement is taken down. You can put it up again."))
    return redirect("job_opening", pk=pk)


@policy("advertise_job", methods="POST")
def job_opening_showing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put an advertisement up again."""
    acts.show_again(_seen(request, pk), by=request.seat)
    messages.success(request, _("The advertisement is up again."))
    return redirect("job_opening", pk=pk)


def _form(request: NetworkRequest, job: JobAdvertisement) -> HttpResponse:
    new = job.pk is None
    members = Membership.objects.filter(pk__in=request.seat.scope.memberships)
    form = JobForm(request.POST or None, instance=job, members=members.select_related("authority"))
    if request.method == "POST" and form.is_valid():
        acts.advertise(form.save(commit=False), by=request.seat)
        messages.success(request, _("The advertisement is there for everybody in the network."))
        return redirect("job_opening", pk=job.pk)
    return render(request, "loans/job_form.html", {"form": form, "job": job, "new": new})


def _seen(request: NetworkRequest, pk: int) -> JobAdvertisement:
    rows = JobAdvertisement.objects.seen_by(request.seat)
    found: JobAdvertisement = get_object_or_404(rows.select_related("membership__authority"), pk=pk)
    return found
