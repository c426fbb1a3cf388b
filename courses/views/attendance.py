"""The list of who is there, made for a phone at the door of the room."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.actions.attendance import NotYet, Participant, absentees, roll, tick
from courses.attendance import Part, may_tick
from courses.models import Run, Session
from network.middleware import NetworkRequest
from network.permissions import policy


def led_run(request: NetworkRequest, pk: int) -> Any:
    """A run whose attendance one keeps, or 404."""
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = Run.objects.led_by(request.seat).select_related("course").prefetch_related(sessions)
    return get_object_or_404(runs, pk=pk)


def led_session(request: NetworkRequest, pk: int) -> Any:
    """A session of a run whose attendance one keeps, or 404."""
    runs = Run.objects.led_by(request.seat)
    return get_object_or_404(
        Session.objects.filter(run__in=runs).select_related("run__course"), pk=pk
    )


def _chosen(sessions: list[Session], asked: str) -> Session | None:
    """The session that was asked for, else today's, else the next, else the last."""
    for session in sessions:
        if str(session.pk) == asked:
            return session
    today = timezone.localdate()
    coming = [it for it in sessions if timezone.localtime(it.starts_at).date() >= today]
    return coming[0] if coming else (sessions[-1] if sessions else None)


@policy("take_attendance")
def run_attendance(request: NetworkRequest, pk: int) -> HttpResponse:
    """Everybody with a seat, big enough for a thumb; each tick is kept at once."""
    run = led_run(request, pk)
    sessions = list(run.sessions.all())
    session = _chosen(sessions, request.GET.get("session", ""))
    context: dict[str, Any] = {
        "run": run,
        "keeps": request.seat.may("keep_courses"),
        "session": session,
        "days": [
            {"pk": it.pk, "when": words.long_day(it.starts_at), "here": it == session}
            for it in sessions
        ],
    }
    if session:
        found = roll(session)
        asked = request.GET.get("q", "").casefold()
        context |= {
            "roll": found,
            "rows": [
                _row(one)
                for one in found.people
                if asked in one.name.casefold() or asked in one.authority.casefold()
            ],
            "open": may_tick(session.starts_at, now=timezone.now()),
            "said": _said(found.here, len(found.people)),
            "absent": absentees(run).count() if request.seat.may("keep_courses") else 0,
        }
    return render(request, "courses/run_attendance.html", context)


def _said(here: int, people: int) -> str:
    return ngettext("%(here)s of %(people)s is here.", "%(here)s of %(people)s are here.", here) % {
        "here": here,
        "people": people,
    }


def _row(one: Participant) -> dict[str, Any]:
    return {
        "enrolment": one.enrolment,
        "name": one.name or _("Protected identity"),
        "authority": one.authority,
        "part": one.part,
        "at_door": one.at_door,
        "status": str(Part(one.part).label) if one.part is not None else _("not ticked"),
    }


@policy("take_attendance", methods="POST")
def session_attendance(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick one person of a session; the answer is their row, or the list without JavaScript."""
    session = led_session(request, pk)
    enrolment, part = request.POST.get("enrolment", ""), request.POST.get("part", "")
    if not enrolment.isdecimal() or part not in ("", *map(str, Part.values)):
        raise Http404
    try:
        touched = tick(session, int(enrolment), int(part) if part else None)
    except NotYet:
        messages.error(request, _("The session is not yet. Ticking opens two hours before it."))
        return _back(session)
    if not touched and part:
        messages.error(request, _("The person has no seat any more. Nothing was ticked."))
        return _back(session)
    if not request.headers.get("HX-Request"):
        return redirect(f"{_address(session)}#p{enrolment}")
    found = roll(session)
    row = next((one for one in found.people if one.enrolment == int(enrolment)), None)
    if row is None:
        return _back(session)
    return render(
        request,
        "courses/run_attendance_row.html",
        {
            "row": _row(row),
            "session": session,
            "open": True,
            "said": _said(found.here, len(found.people)),
            "fragment": True,
        },
    )


@policy("take_attendance", methods="POST")
def session_presence(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick everybody as here whom nobody has ticked; nobody's own tick is changed."""
    session = led_session(request, pk)
    try:
        touched = tick(session, None, Part.WHOLE)
    except NotYet:
        messages.error(request, _("The session is not yet. Ticking opens two hours before it."))
    else:
        messages.success(
            request,
            ngettext("%(n)s person was ticked as here.", "%(n)s people were ticked as here.",
                     touched) % {"n": touched},
        )  # fmt: skip
    return _back(session)


def _address(session: Session) -> str:
    return f"{reverse('run_attendance', args=[session.run_id])}?session={session.pk}"


def _back(session: Session) -> HttpResponse:
    return redirect(_address(session))
