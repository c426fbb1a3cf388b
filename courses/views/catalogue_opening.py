"""The switch by which a network lays its catalogue open to everybody, or closes it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import OpenCatalogue, Run
from network.addresses import network_url
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy


@policy("open_catalogue", methods="GET POST")
def catalogue_opening(request: NetworkRequest) -> HttpResponse:
    """What everybody would see, and the one button that opens or closes it."""
    today = timezone.localdate()
    there = OpenCatalogue.objects.on(today).first()
    if request.method == "POST":
        wanted = request.POST.get("open") == "yes"
        if wanted and there is None:
            note("open_catalogue", OpenCatalogue.objects.create(since=today))
            messages.success(request, _("The catalogue is open to everybody."))
        elif not wanted and there is not None:
            _close(there)
            messages.success(request, _("The catalogue is closed. Only members see it."))
        return redirect("catalogue_opening")
    shown = Run.objects.seen_by(request.seat).upcoming(timezone.now()).exclude(state="planned")
    return render(
        request,
        "courses/catalogue_opening.html",
        {
            "opened": there,
            "public": shown.filter(is_public=True).count(),
            "kept": shown.filter(is_public=False).count(),
            "address": network_url(request.network, "open_courses", language="sv"),
            "feed": network_url(request.network, "open_courses_feed"),
            "calendar": network_url(request.network, "open_courses_calendar", language="sv"),
        },
    )


def _close(there: OpenCatalogue) -> None:
    """End it yesterday, so that it is closed at once; one of today is as if it never was."""
    note("close_catalogue", there)
    yesterday = timezone.localdate() - timedelta(days=1)
    if there.since > yesterday:
        there.delete()
        return
    there.until = yesterday
    there.save(update_fields=["until"])
