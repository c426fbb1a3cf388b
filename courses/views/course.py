"""The catalogue, and the courses that the coordinators keep."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from courses.catalogue import by_course, matching
from courses.exports import catalogue_table
from courses.forms import CatalogueForm, CourseForm
from courses.models import Course, Enrolment, Run
from courses.search import most_like
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy

COURSES_ON_A_PAGE = 20
SORTS = {"begins": _lazy("First day"), "title": _lazy("Title"), "price": _lazy("Price")}
CHIPS = ("term", "town", "area", "form", "kind", "language", "price")


@policy("see_courses")
def courses(request: NetworkRequest) -> HttpResponse:
    """What the members arrange together, to find a run and enrol."""
    upcoming = Run.objects.seen_by(request.seat).exclude(state="planned").upcoming(timezone.now())
    form = CatalogueForm(request.GET, runs=upcoming)
    runs = matching(upcoming, form)
    mine = dict(Enrolment.objects.of(request.seat).active().values_list("run", "state"))
    listed = by_course(runs, mine, form.value("sort"))
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
            "shown": {name: form.shown(name) for name in CHIPS},
            "offered": form.offered(CHIPS),
            "free": bool(form.value("free")),
            "sort": SORTS[form.value("sort") or "begins"],
            "meant": most_like(form.value("q")) if form.value("q") and not listed else None,
            "keeps": request.seat.may("keep_courses"),
        },
    )


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
