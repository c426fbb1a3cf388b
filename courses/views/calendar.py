"""Calendars to subscribe to: the page with the addresses, and what a program fetches there."""

from itertools import chain
from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.actions import calendar_address as actions
from courses.calendar import days_of_runs
from courses.models import CalendarAddress, Enrolment, Run, Session
from courses.rules import RunState
from courses.views.open_feed import calendar_answer
from members.models import Membership
from network import scope
from network.addresses import network_url
from network.calendar_feed import own_times, published
from network.middleware import NetworkRequest
from network.openness import OpenRequest, kept
from network.permissions import policy
from network.secret_addresses import digest_of

Kind = CalendarAddress.Kind
KEPT_FOR = "private, max-age=900"


@policy("see_calendar_addresses")
def calendar_addresses(request: NetworkRequest) -> HttpResponse:
    """What one may subscribe to, the addresses one has, and how each program takes them."""
    mine = CalendarAddress.objects.filter(person=request.seat.person_id, ended_at=None)
    there = {address.kind: address for address in mine}
    rows = [
        {
            "kind": kind.value,
            "title": str(kind.label).capitalize(),
            "shows": _shows(kind),
            "address": there.get(kind.value),
            "url": _url(request, there.get(kind.value)),
        }
        for kind in actions.kinds_for(request.seat)
    ]
    return render(request, "courses/calendar_addresses.html", {"rows": rows})


def _shows(kind: CalendarAddress.Kind) -> str:
    return {
        Kind.OWN: _("The days that you have a seat on, with course and place."),
        Kind.AUTHORITY: _("Days with somebody of yours: course, place and how many. No names."),
        Kind.NETWORK: _("The days of every run that is announced, with course and place."),
    }[kind]


def _url(request: NetworkRequest, address: CalendarAddress | None) -> str:
    secret = actions.secret_part(address) if address else None
    if secret is None:
        return ""
    return network_url(
        request.network, "open_calendar", language=request.LANGUAGE_CODE, secret=secret
    )


@policy("make_calendar_address", methods="POST")
def calendar_address_new(request: NetworkRequest, kind: str) -> HttpResponse:
    """Make an address; one that was there before ends."""
    if kind not in actions.kinds_for(request.seat):
        raise Http404
    actions.make(Kind(kind), by=request.seat)
    messages.success(
        request,
        _("Here is the address. Whoever has it sees what it shows, so keep it to yourself."),
    )
    return redirect("calendar_addresses")


@policy("end_calendar_address", methods="POST")
def calendar_address_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End an address; programs that fetch it get nothing from now on."""
    mine = CalendarAddress.objects.filter(person__in=request.seat.scope.people, ended_at=None)
    actions.end(get_object_or_404(mine, pk=pk), by=request.seat)
    messages.success(request, _("The address has ended. Take the calendar out of your program."))
    return redirect("calendar_addresses")


@policy(public=True)
def open_calendar(request: OpenRequest, language: str, secret: str) -> HttpResponse:
    """The calendar behind a secret address; nothing for one that is unknown or ended."""
    network = request.network
    try:
        with (
            scope.enter_calendar(network.pk, digest_of(secret)) as granted,
            translation.override(language),
        ):
            name, days = _content(request, granted)
            content = published(name, days)
    except scope.Closed:
        raise Http404 from None
    response = calendar_answer(content)
    response["X-Robots-Tag"] = "noindex"
    return kept(request, response, KEPT_FOR)


def _content(request: OpenRequest, granted: scope.Scope) -> tuple[str, Any]:
    """The calendar's name and days; the scope holds no more than the address is for."""
    network = request.network
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = Run.objects.calendar(timezone.now()).select_related("course").prefetch_related(sessions)

    def page(run: Any) -> str:
        return network_url(network, "run", pk=run.pk)

    if not (granted.people or granted.memberships):
        return network.name, days_of_runs(runs, page)
    seats = Enrolment.objects.filter(
        Q(state=Enrolment.State.ENROLLED) | Q(run__state=RunState.CANCELLED)
    )
    if granted.people:
        mine = dict(seats.filter(person__in=granted.people).values_list("run", "pk"))
        days = days_of_runs(
            runs.filter(pk__in=mine),
            page,
            key=lambda session, run: f"{session.pk}-{mine[run.pk]}",
        )
        name = _("My courses, %(network)s") % {"network": network.short_name}
        return name, chain(days, own_times(network, granted))
    (member,) = Membership.objects.filter(pk__in=granted.memberships).select_related("authority")
    counted = seats.filter(membership=member).values_list("run").annotate(n=Count("pk"))
    ours = dict(counted)

    def title(run: Any) -> str:
        return _("%(course)s: %(n)s from %(authority)s") % {
            "course": run.course.title,
            "n": ours[run.pk],
            "authority": member.short_name,
        }

    return member.name, days_of_runs(runs.filter(pk__in=ours), page, title=title)
