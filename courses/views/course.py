"""The catalogue, and the courses that the coordinators keep."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.catalogue import matching
from courses.catalogue_page import catalogue_page, upcoming
from courses.exports import catalogue_table
from courses.forms import CatalogueForm, CourseForm
from courses.models import Course
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy


@policy("see_courses")
def courses(request: NetworkRequest) -> HttpResponse:
    """What the members arrange together, to find a run and enrol."""
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        form = CatalogueForm(request.GET, runs=upcoming(request.seat))
        return catalogue_table(matching(upcoming(request.seat), form), kind)
    page = catalogue_page(request.seat, request.GET)
    page.pop("request")
    page["shares"] = request.seat.may("see_shares")
    return render(request, "courses/course_list.html", page)


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
