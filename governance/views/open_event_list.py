"""The calendar of what is open to everybody."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from governance.open_web import open_parts
from governance.pages.frame import in_both, page_of
from governance.pages.rules import Part
from network.calendar_feed import published
from network.open_web import open_times
from network.openness import OpenRequest, in_the_open
from network.permissions import policy

MOST = 300


def _times(request: OpenRequest, language: str) -> list[Any]:
    if Part.CALENDAR not in open_parts():
        raise Http404
    return open_times(request.network, language)


@in_the_open
@policy(public=True)
def open_events(request: OpenRequest, language: str) -> HttpResponse:
    """Course days, open meetings and events that are to come, month by month."""
    now = timezone.now()
    coming = [row for row in _times(request, language) if row.happening.ends >= now][:MOST]
    months = [
        (month, list(rows))
        for month, rows in groupby(
            coming, key=lambda row: timezone.localtime(row.happening.starts).replace(day=1).date()
        )
    ]
    here = in_both(request.network, "open_events")
    template = "governance/open/event_list.html"
    return page_of(request, template, {"months": months}, language=language, here=here)


@in_the_open
@policy(public=True)
def open_events_calendar(request: OpenRequest, language: str) -> HttpResponse:
    """The same for calendar programs, to subscribe to."""
    content = published(request.network.name, _times(request, language))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
