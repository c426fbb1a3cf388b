"""The rooms that members lend for the network's courses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.actions import venue as actions
from courses.models import Venue
from courses.plans.forms import VenueForm
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_order


@policy("see_plans")
def venues(request: NetworkRequest) -> HttpResponse:
    """Every room, by authority: what hosting rotates among."""
    found = Venue.objects.seen_by(request.seat).select_related("membership__authority")
    rows = sorted(found, key=lambda one: (swedish_order(one.membership.name), one.name))
    return render(
        request,
        "courses/plans/venue_list.html",
        {"rows": rows, "keeps": request.seat.may("keep_plans")},
    )


@policy("keep_plans", methods="GET POST")
def venue_new(request: NetworkRequest) -> HttpResponse:
    """Write down a room that a member lends."""
    return _form(request, Venue(), VenueForm(request.POST or None))


@policy("keep_plans", methods="GET POST")
def venue_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a room."""
    venue = get_object_or_404(Venue.objects.seen_by(request.seat), pk=pk)
    return _form(request, venue, VenueForm(request.POST or None, venue=venue))


def _form(request: NetworkRequest, venue: Venue, form: VenueForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.keep(form.onto(venue), by=request.seat)
        messages.success(request, _("The room is kept. The next plan counts on it."))
        return redirect("venues")
    return render(request, "courses/plans/venue_form.html", {"form": form, "venue": venue})


@policy("keep_plans", methods="POST")
def venue_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a room away."""
    venue = get_object_or_404(Venue.objects.seen_by(request.seat), pk=pk)
    actions.remove(venue, by=request.seat)
    messages.success(request, _("The room is taken away. Plans that are made keep their hosts."))
    return redirect("venues")
