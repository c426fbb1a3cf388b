"""A body's meetings in one's own calendar program, by a secret address."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from governance.actions import body_calendar as acts
from governance.bodies.calendar import times_behind
from governance.views.body import seen_body
from network.calendar_feed import published
from network.middleware import NetworkRequest
from network.openness import OpenRequest, kept
from network.permissions import policy

KEPT_FOR = "private, max-age=900"


@policy("see_bodies", methods="POST")
def body_calendar(request: NetworkRequest, pk: int) -> HttpResponse:
    """Make an address; one that was there before ends."""
    body = seen_body(request, pk)
    acts.make_address(body, by=request.seat)
    messages.success(
        request,
        _("Here is the address. Whoever has it sees what it shows, so keep it to yourself."),
    )
    return redirect("body", pk=pk)


@policy("see_bodies", methods="POST")
def body_calendar_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End one's address; programs that fetch it get nothing from now on."""
    if acts.end_address(seen_body(request, pk), by=request.seat):
        messages.success(
            request, _("The address has ended. Take the calendar out of your program.")
        )
    return redirect("body", pk=pk)


@policy(public=True)
def open_body_calendar(request: OpenRequest, language: str, secret: str) -> HttpResponse:
    """The meetings behind a secret address; nothing for one that is unknown or ended."""
    with translation.override(language):
        found = times_behind(request.network, secret)
        if found is None:
            raise Http404
        content = published(*found)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["X-Robots-Tag"] = "noindex"
    return kept(request, response, KEPT_FOR)
