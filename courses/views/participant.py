"""Who takes part: the list for those who answer for them, and enrolling a colleague."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses import rules, words
from courses.actions.enrol import NotPossible, enrol
from courses.exports import participants_table
from courses.forms import ParticipantForm
from courses.models import Enrolment, Run
from courses.participants import VIEWS, label_of, rows_of, shown, views_of
from courses.questions import reference_of, why_no_reference
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy

ROWS_ON_A_PAGE = 50
OFFERED = 500  # names in the type-ahead

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
    """The participants and the line, as far as one answers for them."""
    run = _run(request, pk)
    view = request.GET.get("view", "active")
    if view not in VIEWS:
        view = "active"
    rows = rows_of(
        run,
        request.seat,
        view=view,
        words=request.GET.get("q", ""),
        sort=request.GET.get("sort", ""),
    )
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        named = rows.filter(person__protected=False)
        return participants_table(run, shown(list(named), request.seat), kind)
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    lines = shown(list(page), request.seat)
    return render(
        request,
        "courses/run_participants.html",
        {
            "run": run,
            "page_obj": page if page.paginator.count else None,
            "rows": lines,
            "views": views_of(run, request.seat),
            "view": view,
            "label": label_of(view),
            "when": words.when_of(run),
            "whole": request.seat.scope.whole,
            "prioritises": request.seat.may("keep_courses"),
            "places": _places(run, request),
            "protected": any(line["enrolment"].person.protected for line in lines),
        },
    )


def _places(run: Any, request: NetworkRequest) -> bool:
    """Whether a coordinator may give a free seat by hand: in the last hours, when offers stop."""
    stopped = rules.offers_have_stopped(
        run.queue, run.begins_at, run.offer_stops_hours, now=timezone.now()
    )
    return stopped and run.free > 0 and request.seat.may("keep_courses")


@policy("see_participants", methods="GET POST")
def run_participant_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Enrol somebody whom one answers for."""
    run = _run(request, pk)
    people = Person.objects.seen_by(request.seat)
    if not request.seat.scope.whole:
        people = people.filter(membership__in=request.seat.scope.memberships)
    form = ParticipantForm(request.POST or None, everybody=request.seat.scope.whole)
    if request.method == "POST" and form.is_valid():
        person = people.filter(email__iexact=form.cleaned_data["email"]).first()
        if person is None:
            form.add_error("email", _("Nobody among your people has that address."))
        elif problem := why_no_reference(person, form.cleaned_data["reference"]):
            form.add_error("reference", problem)
        else:
            reference = reference_of(person, form.cleaned_data["reference"])
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
