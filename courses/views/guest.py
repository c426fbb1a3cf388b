"""The guests of a run, for those who keep the courses."""

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from courses import words
from courses.exports import guests_table
from courses.models import GuestSeat, Run
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_guests")
def run_guests(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who comes from outside the network, and how many may."""
    runs = Run.objects.seen_by(request.seat).select_related("course").prefetch_related("sessions")
    run = get_object_or_404(runs, pk=pk)
    guests = GuestSeat.objects.filter(run=run).order_by(
        F("confirmed_at").asc(nulls_last=True), "asked_at"
    )
    kind = request.GET.get("format", "")
    if kind in ("csv", "xlsx"):
        return guests_table(run, guests, kind)
    context = {
        "run": run,
        "guests": guests,
        "when": words.when_of(run),
        "standing": _("%(taken)s of %(all)s seats for guests are taken.")
        % {"taken": run.guests_taken, "all": run.guest_seats},
    }
    return render(request, "courses/run_guests.html", context)
