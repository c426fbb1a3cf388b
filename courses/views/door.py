"""The door of a session: the sign with a code, and those who come in by it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses import words
from courses.actions.attendance import add_leader, come_in, door, door_of, remove_leader
from courses.after_forms import LeaderForm
from courses.attendance import DOOR_OPENS
from courses.models import Run, RunLeader
from courses.views.attendance import led_session
from members.models import Person
from network.addresses import network_url
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.qr import qr_svg
from network.tables import download

OFFERED = 500  # names in the type-ahead
OUTCOMES = {
    "early": messages.INFO,
    "late": messages.WARNING,
    "already": messages.INFO,
    "here": messages.SUCCESS,
}


def _sentence(outcome: str) -> str:
    return {
        "here": _("You are ticked as here. Welcome!"),
        "already": _("You are ticked already."),
        "early": _("The door opens half an hour before the session."),
        "late": _("The session is over. Tell the course leader if you were there."),
    }[outcome]


@policy("come_in", methods="GET POST")
def door_in(request: NetworkRequest, code: str) -> HttpResponse:
    """What a phone shows that read the code at the door: one button, I am here."""
    found = door(code)
    if found is None:
        return render(request, "courses/door_unknown.html", status=404)
    if request.method == "POST":
        outcome = come_in(code)
        if outcome in OUTCOMES:
            messages.add_message(request, OUTCOMES[outcome], _sentence(outcome))
        return redirect("door", code=code)
    now, session = timezone.now(), found.session
    return render(
        request,
        "courses/door.html",
        {
            "session": session,
            "course": session.run.course,
            "when": words.long_day(session.starts_at),
            "part": found.part,
            "early": now < session.starts_at - DOOR_OPENS,
            "late": now > session.ends_at,
            "half": now > session.starts_at + (session.ends_at - session.starts_at) / 2,
            "code": code,
        },
    )


@policy("take_attendance", methods="POST")
def session_door(request: NetworkRequest, pk: int) -> HttpResponse:
    """The sign for the door, to print: the course, the time and the code."""
    session = led_session(request, pk)
    address = network_url(request.network, "door", code=door_of(session).code)
    language = translation.get_language() or settings.LANGUAGE_CODE
    content = render_pdf_bounded(
        "documents/door.html",
        {
            "course": session.run.course.title,
            "when": words.long_day(session.starts_at),
            "session": session,
            "place": session.place or words.where(session.run),
            "address": address,
            "qr": qr_svg(address, _("The code at the door"), 360),
            "demo": request.network.example_data,
        },
        language=language,
        network=look_of(request.network),
        created=timezone.now(),
    )
    name = f"{session.run.course.title} {timezone.localtime(session.starts_at):%Y-%m-%d}"
    return download(name, content, "pdf")


@policy("keep_courses", methods="GET POST")
def run_leaders(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who may tick and print the signs besides the coordinators."""
    run = get_object_or_404(Run.objects.seen_by(request.seat).select_related("course"), pk=pk)
    people = Person.objects.seen_by(request.seat).on(timezone.localdate())
    form = LeaderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = people.filter(email__iexact=form.cleaned_data["email"]).first()
        if person is None:
            form.add_error("email", _("Nobody in the network has that address."))
        else:
            add_leader(run, person, by=request.seat)
            messages.success(request, _("%(who)s leads the run.") % {"who": person.name})
            return redirect("run_leaders", pk=run.pk)
    leaders = RunLeader.objects.filter(run=run).select_related("person", "membership__authority")
    return render(
        request,
        "courses/run_leaders.html",
        {
            "run": run,
            "form": form,
            "leaders": leaders.order_by("person__name"),
            "offered": people.order_by("name").values_list("email", flat=True)[:OFFERED],
        },
    )


@policy("keep_courses", methods="POST")
def leader_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take the list and the door from somebody again."""
    leader = get_object_or_404(
        RunLeader.objects.select_related("run", "person"),
        pk=pk,
        run__in=Run.objects.seen_by(request.seat),
    )
    run, who = leader.run_id, leader.person.name
    remove_leader(leader, by=request.seat)
    messages.success(request, _("%(who)s does not lead the run any more.") % {"who": who})
    return redirect("run_leaders", pk=run)
