"""Who takes part: the list for those who answer for them, and enrolling a colleague."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses import words
from courses.actions.enrol import NotPossible, enrol
from courses.exports import participants_table
from courses.forms import ParticipantForm
from courses.models import Enrolment, Run
from courses.querysets import places_in_line
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy

ROWS_ON_A_PAGE = 50
OFFERED = 500  # names in the type-ahead
# Those with a seat first, then those who are asked, then the line, then those who applied.
STATES = ("enrolled", "pending", "offered", "waiting", "applied", "refused", "withdrawn")
ORDER = Case(*(When(state=state, then=place) for place, state in enumerate(STATES)))


# What an enrolment became, told to the one who made it for somebody.
BECAME = {
    Enrolment.State.ENROLLED.value: gettext_lazy("%(who)s has a seat on %(course)s."),
    Enrolment.State.PENDING.value: gettext_lazy(
        "A seat on %(course)s is kept for %(who)s until it is approved."
    ),
    Enrolment.State.WAITING.value: gettext_lazy("%(who)s is on the waiting list."),
    Enrolment.State.OFFERED.value: gettext_lazy("%(who)s is asked to take a seat on %(course)s."),
    Enrolment.State.APPLIED.value: gettext_lazy("%(who)s has applied for %(course)s."),
}


def _run(request: NetworkRequest, pk: int) -> Any:
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    return get_object_or_404(runs, pk=pk)


@policy("see_participants")
def run_participants(request: NetworkRequest, pk: int) -> HttpResponse:
    """The participants and the waiting list, as far as one answers for them."""
    run = _run(request, pk)
    rows = (
        Enrolment.objects.answered_for_by(request.seat)
        .filter(run=run)
        .select_related("person", "membership__authority")
        .order_by(ORDER, "-priority", "number")
    )
    view = request.GET.get("view", "active")
    over = (Enrolment.State.WITHDRAWN, Enrolment.State.REFUSED)
    rows = rows.filter(state__in=over) if view == "withdrawn" else rows.active()
    if request.GET.get("q"):
        rows = rows.filter(person__name__icontains=request.GET["q"])
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        return participants_table(run, _shown(request, rows), kind)
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "courses/run_participants.html",
        {
            "run": run,
            "page_obj": page if page.paginator.count else None,
            "rows": _shown(request, page),
            "view": view,
            "when": words.when(run.sessions.all()),
            "whole": request.seat.scope.whole,
        },
    )


def _shown(request: NetworkRequest, rows: Any) -> list[dict[str, Any]]:
    rows = list(rows)
    places = places_in_line([row.pk for row in rows if row.state == "waiting"])
    return [
        {
            "enrolment": row,
            "name": _name(request, row.person),
            "email": "" if _is_hidden(request, row.person) else row.person.email,
            "authority": row.membership.short_name,
            "place": places.get(row.pk),
            "standing": _standing(row, places.get(row.pk)),
        }
        for row in rows
    ]


def _standing(row: Enrolment, place: int | None) -> str:
    if place:
        return _("Number %(place)s in line") % {"place": place}
    return str(capfirst(row.get_state_display()))


def _is_hidden(request: NetworkRequest, person: Person) -> bool:
    """Protected people are named only to their own authority."""
    return person.protected and person.membership_id not in request.seat.scope.memberships


def _name(request: NetworkRequest, person: Person) -> str:
    return _("Protected identity") if _is_hidden(request, person) else person.name


@policy("see_participants", methods="GET POST")
def run_participant_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Enrol somebody whom one answers for."""
    run = _run(request, pk)
    people = Person.objects.seen_by(request.seat)
    if not request.seat.scope.whole:
        people = people.filter(membership__in=request.seat.scope.memberships)
    form = ParticipantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = people.filter(email__iexact=form.cleaned_data["email"]).first()
        if person is None:
            form.add_error("email", _("Nobody among your people has that address."))
        else:
            reference = form.cleaned_data["reference"]
            try:
                made = enrol(run, person, by=request.seat, reference=reference)
            except NotPossible as refusal:
                form.add_error(None, refusal.sentence)
            else:
                told = {"who": person.name, "course": run.course.title}
                messages.success(request, BECAME[made.state] % told)
                return redirect("run_participants", pk=run.pk)
    offered = people.order_by("name").values_list("email", flat=True)[:OFFERED]
    return render(
        request, "courses/participant_form.html", {"run": run, "form": form, "offered": offered}
    )
