"""The catalogue, and the courses that the coordinators keep."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.exports import catalogue_table
from courses.forms import CatalogueForm, CourseForm
from courses.models import Course, Enrolment, Run, Session
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy

COURSES_ON_A_PAGE = 20


@dataclass
class Listed:
    """A course in the catalogue with the runs that match."""

    course: Course
    runs: list[dict[str, Any]] = field(default_factory=list)
    length: str = ""
    price: str = ""


@policy("see_courses")
def courses(request: NetworkRequest) -> HttpResponse:
    """What the members arrange together, to find a run and enrol."""
    upcoming = Run.objects.seen_by(request.seat).exclude(state="planned").upcoming(timezone.now())
    form = CatalogueForm(request.GET, runs=upcoming)
    runs = _matching(upcoming, form)
    listed = _by_course(request, runs)
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        return catalogue_table(runs, kind)
    page = Paginator(listed, COURSES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "courses/course_list.html",
        {
            "page_obj": page if listed else None,
            "run_count": len(runs),
            "form": form,
            "shown": {name: form.shown(name) for name in ("term", "town", "area", "form")},
            "free": bool(form.value("free")),
            "keeps": request.seat.may("keep_courses"),
            "shares": request.seat.may("see_shares"),
        },
    )


def _matching(runs: Any, form: CatalogueForm) -> list[Run]:
    found = runs.in_term(form.value("term")).with_seats()
    if form.value("town"):
        found = found.filter(town=form.value("town"))
    if form.value("area"):
        found = found.filter(course__area=form.value("area"))
    if form.value("form"):
        found = found.filter(form=form.value("form"))
    if form.value("free"):
        found = found.with_free_seats()
    if form.value("q"):
        found = found.filter(course__in=Course.objects.matching(form.value("q")))
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    return list(
        found.select_related("course__area").prefetch_related(sessions).order_by("begins_at", "id")
    )


def _by_course(request: NetworkRequest, runs: list[Run]) -> list[Listed]:
    """The runs under their courses, the course with the earliest run first."""
    mine = dict(Enrolment.objects.of(request.seat).active().values_list("run", "state"))
    listed: dict[int, Listed] = {}
    for run in runs:
        row = listed.setdefault(run.course_id, Listed(run.course))
        sessions = run.sessions.all()
        row.length = row.length or words.length(sessions)
        row.price = row.price or words.price(run)
        open_now = run.state == "open"
        free = getattr(run, "free", 0)
        row.runs.append(
            {
                "pk": run.pk,
                "when": words.when(sessions),
                "where": words.where(run),
                "seats": _own_words(mine.get(run.pk)) or words.seats_left(run),
                "few": open_now and 0 < free <= words.FEW,
                "full": not open_now or free <= 0,
            }
        )
    return list(listed.values())


def _own_words(state: str | None) -> str:
    if state is None:
        return ""
    return {
        Enrolment.State.ENROLLED.value: _("You have a seat"),
        Enrolment.State.PENDING.value: _("You have a seat if it is approved"),
        Enrolment.State.OFFERED.value: _("A seat is kept for you"),
        Enrolment.State.WAITING.value: _("You are on the waiting list"),
        Enrolment.State.APPLIED.value: _("You have applied"),
    }[state]


@policy("keep_courses", methods="GET POST")
def course_new(request: NetworkRequest) -> HttpResponse:
    """Describe a course; its first run comes on the next page."""
    return _course_page(request, Course(), _("New course"))


@policy("keep_courses", methods="GET POST")
def course_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what a course says of itself."""
    course = get_object_or_404(Course.objects.seen_by(request.seat), pk=pk)
    return _course_page(request, course, course.title)


def _course_page(request: NetworkRequest, course: Course, title: str) -> HttpResponse:
    new = course.pk is None
    form = CourseForm(request.POST or None, instance=course)
    if request.method == "POST" and form.is_valid():
        course = form.save()
        note("add_course" if new else "change_course", course)
        if new:
            return redirect("run_new", pk=course.pk)
        return redirect("runs")
    return render(request, "courses/course_form.html", {"form": form, "title": title, "new": new})
