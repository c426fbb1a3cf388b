"""Meetings: the list of those one may read, one of them, and what is planned."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.actions.plan_meeting import change, plan, plan_series
from governance.meetings.forms import MeetingForm, SeriesForm
from governance.meetings.listing import (
    MeetingFilter,
    bodies_of,
    meetings_table,
    mine_of,
    of_view,
    seen_meetings,
)
from governance.meetings.of_body import bodies_kept, must_choose
from governance.meetings.page import meeting_page
from governance.meetings.series import next_year
from governance.meetings.words import stands, title_of, when
from governance.models import Body, Meeting
from governance.rules import MeetingState
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in

PAGE = 25
COPIED = ("title", "place", "online")


def find(request: NetworkRequest, pk: int, verb: str) -> Meeting:
    """A meeting that the seat reads and may do something with."""
    found: Meeting = get_object_or_404(seen_meetings(request.seat), pk=pk)
    request.seat.require(verb, found)
    return found


@policy("see_meetings")
def meetings(request: NetworkRequest) -> HttpResponse:
    """The meetings to come, or those that are over; of one's own bodies or of all one reads."""
    view = "past" if request.GET.get("view") == "past" else "coming"
    seen = seen_meetings(request.seat)
    mine = request.GET.get("whose") == "mine"
    rows = mine_of(request.seat, seen) if mine else seen
    years = sorted({day.year for day in rows.datetimes("starts", "year")}, reverse=True)
    filters = MeetingFilter(request.GET, bodies=bodies_of(request.seat), years=years)
    found = filters.apply(rows, view)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return meetings_table(found, kind)
    page: Any = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.title_words, row.when_words, row.stands = title_of(row), when(row), stands(row)
    context = {
        "page_obj": page,
        "filters": filters,
        "filtered": filters.is_used,
        "view": view,
        "mine": mine,
        "others": of_view(rows, "past" if view == "coming" else "coming").count(),
        "plans": bodies_kept(request.seat).exists(),
    }
    return render(request, "governance/meeting_list.html", context)


@policy("see_meetings")
def body_meetings(request: NetworkRequest, pk: int) -> HttpResponse:
    """The meetings of one body, in the list of them all."""
    body = get_object_or_404(Body.objects.seen_by(request.seat), pk=pk)
    return redirect(f"{reverse('meetings')}?body={body.pk}")


@policy("read_meeting")
def meeting(request: NetworkRequest, pk: int) -> HttpResponse:
    """One meeting: where it stands, the next step, its agenda, papers and answers."""
    found = find(request, pk, "read_meeting")
    return render(request, "governance/meeting.html", meeting_page(found, request.seat))


@policy("keep_meeting", methods="GET POST")
def meeting_new(request: NetworkRequest) -> HttpResponse:
    """Plan a meeting; as a copy of another one where that is asked for."""
    copied = None
    if (asked := request.GET.get("copy", "")).isdecimal():
        copied = get_object_or_404(seen_meetings(request.seat), pk=int(asked))
    fresh = Meeting(**{name: getattr(copied, name) for name in COPIED} if copied else {})
    fresh.starts = _usual(copied)
    fresh.ends = fresh.starts + ((copied.ends - copied.starts) if copied else timedelta(hours=2))
    bodies = bodies_kept(request.seat)
    must_choose(bodies, request.seat)
    body = copied.body_id if copied else request.GET.get("body")
    form = MeetingForm(request.POST or None, instance=fresh, bodies=bodies, initial={"body": body})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = plan(form.save(commit=False), by=request.seat)
            messages.success(request, _("The meeting is planned, with its standing items."))
            return redirect("meeting", pk=made.pk)
    return render(request, "governance/meeting_form.html", {"form": form, "copied": copied})


def _usual(copied: Meeting | None) -> datetime:
    """A start that is easy to change: in four weeks, at the copied meeting's hour."""
    hour = timezone.localtime(copied.starts) if copied else timezone.localtime().replace(hour=9)
    minute = hour.minute if copied else 0
    day = timezone.localdate() + timedelta(days=28)
    return hour.replace(
        year=day.year, month=day.month, day=day.day, minute=minute, second=0, microsecond=0
    )


@policy("keep_meeting", methods="GET POST")
def meeting_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change time, place or name; those who were called get a new notice."""
    found = find(request, pk, "keep_meeting")
    before = Meeting.objects.get(pk=found.pk)
    form = MeetingForm(request.POST or None, instance=found, bodies=bodies_kept(request.seat))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            told = change(form.save(commit=False), before, by=request.seat)
            words = _("Changed. A new notice is on its way.") if told else _("Changed.")
            messages.success(request, words)
            return redirect("meeting", pk=pk)
    context = {"form": form, "meeting": before, "title": title_of(before)}
    context["called"] = before.state == MeetingState.CALLED
    return render(request, "governance/meeting_form.html", context)


@policy("keep_meeting", methods="GET POST")
def meeting_series(request: NetworkRequest, pk: int) -> HttpResponse:
    """Plan a body's year from the days of the last one: four a year, or as many as they were."""
    body = get_object_or_404(bodies_kept(request.seat), pk=pk)
    request.seat.require("keep_meeting", body)
    like, proposed = next_year(body)
    form = SeriesForm(request.POST or None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        if not form.times():
            form.add_error(None, _("Choose at least one day."))
        else:
            with refusals_in(form):
                made = plan_series(body, form.times(), like, by=request.seat)
                words = ngettext(
                    "%(n)s meeting is planned.", "%(n)s meetings are planned.", len(made)
                )
                messages.success(request, words % {"n": len(made)})
                return redirect(f"{reverse('meetings')}?body={body.pk}")
    return render(request, "governance/meeting_series.html", {"form": form, "body": body})
