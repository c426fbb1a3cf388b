"""The open catalogue: what the network arranges, for everybody, without signing in."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone

from courses import words
from courses.catalogue import by_course, matching
from courses.forms import CatalogueForm
from courses.linked import as_block, course_data
from courses.models import Course, Run, Session
from courses.search import most_like
from network.addresses import network_path, network_url
from network.looks import look_of
from network.open_web import navigation, other_tongues
from network.openness import OpenRequest, in_the_open
from network.permissions import policy

COURSES_ON_A_PAGE = 40
CHIPS = ("term", "town", "area", "form", "kind", "price")
OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


def page_of(
    request: OpenRequest, template: str, name: str, context: dict[str, Any], **words_: Any
) -> HttpResponse:
    """A page that is the same for all: no visitor, no session, no form key is in reach."""
    network, language = request.network, words_["language"]
    code, label = OTHER[language]
    there = words_ | {"language": code}
    frame = {
        "network_name": network.short_name,
        "accent": f"accent-{network.colours}" if network.colours else "",
        "demo": network.example_data,
        "home_url": network_path(network, "open_courses", language=language),
        "sign_in_url": network_path(network, "start"),
        "twin": {"code": code, "label": label, "url": network_path(network, name, **there)},
        "canonical": network_url(network, name, **words_),
        "alternates": [
            {"code": one, "url": network_url(network, name, **(words_ | {"language": one}))}
            for one in ("sv", "en")
        ],
        "host": "",
        "footer_links": [],
        "network": network,
        "calendar_url": network_path(network, "open_courses_calendar", language=language),
        "feed_url": network_path(network, "open_courses_feed"),
        "links": navigation(network, language, network_path(network, name, **words_)),
        "tongues": other_tongues(network),
    }
    look = look_of(network)
    return HttpResponse(
        render_to_string(
            template, {"page": frame, "look": look, "open_query": request.GET} | context
        )
    )


@in_the_open
@policy(public=True)
def open_home(request: OpenRequest) -> HttpResponse:
    """Lead to the catalogue in Swedish."""
    return redirect("open_courses", language="sv")


def open_runs() -> Any:
    """The runs that everybody may know of; the scope takes the others away."""
    return Run.objects.exclude(state="planned").filter(is_public=True)


@in_the_open
@policy(public=True)
def open_courses(request: OpenRequest, language: str) -> HttpResponse:
    """What is to come, to read and to sign in for."""
    upcoming = open_runs().upcoming(timezone.now())
    form = CatalogueForm(request.GET, runs=upcoming)
    runs = matching(upcoming, form)
    listed = by_course(runs, {}, form.value("sort"))
    asked = form.value("q")
    context = {
        "page_obj": Paginator(listed, COURSES_ON_A_PAGE).get_page(request.GET.get("page")),
        "listed": bool(listed),
        "form": form,
        "shown": {name: form.shown(name) for name in CHIPS},
        "offered": form.offered(CHIPS),
        "meant": most_like(asked) if asked and not listed else None,
        "language": language,
        "request": request,
    }
    return page_of(
        request, "courses/open/course_list.html", "open_courses", context, language=language
    )


@in_the_open
@policy(public=True)
def open_course(request: OpenRequest, language: str, pk: int) -> HttpResponse:
    """A course with the runs that are to come, and where to enrol."""
    course = get_object_or_404(Course.objects.select_related("area"), pk=pk)
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = list(
        open_runs()
        .filter(course=course)
        .upcoming(timezone.now())
        .with_seats()
        .prefetch_related(sessions)
        .order_by("begins_at", "id")
    )
    address = network_url(request.network, "open_course", language=language, pk=pk)
    home = network_url(request.network, "open_courses", language=language)
    context = {
        "course": course,
        "runs": [_shown(run) for run in runs],
        "linked": as_block(
            course_data(course, runs, network=request.network, url=address, home=home)
        ),
        "language": language,
    }
    return page_of(
        request, "courses/open/course.html", "open_course", context, language=language, pk=pk
    )


def _shown(run: Any) -> dict[str, Any]:
    return {
        "pk": run.pk,
        "run": run,
        "when": words.when_of(run),
        "where": words.where(run),
        "price": words.price(run),
        "seats": words.seats_left(run),
        "open": run.state == "open",
        "full": run.free <= 0 or bool(run.waiting),
        "guests": takes_guests(run),
        "days": [
            {
                "when": words.long_day(day.starts_at),
                "starts": day.starts_at,
                "ends": day.ends_at,
                "what": day.title,
                "where": day.place,
            }
            for day in run.sessions.all()
        ],
    }


def takes_guests(run: Run) -> bool:
    """Whether somebody outside the network may ask for a seat now."""
    return (
        run.guests_taken < run.guest_seats
        and run.state == "open"
        and run.begins_at is not None
        and run.begins_at > timezone.now()
    )
