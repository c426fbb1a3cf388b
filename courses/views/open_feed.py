"""The open catalogue for other programs: JSON, iCalendar, and the map for search engines."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from courses.calendar import days_of_runs
from courses.models import Course, Session
from courses.views.open import open_runs
from network.addresses import network_url
from network.calendar_feed import published
from network.open_web import every_address
from network.openness import OpenRequest, in_the_open
from network.permissions import policy

COURSES_ON_A_PAGE = 100


def _for_other_sites(response: HttpResponse) -> HttpResponse:
    """Readable by scripts of any site: it is public, and no cookie is sent along."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _upcoming() -> Any:
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    return open_runs().upcoming(timezone.now()).prefetch_related(sessions)


@in_the_open
@policy(public=True)
def open_courses_feed(request: OpenRequest) -> HttpResponse:
    """The courses with their coming runs, version 1; fields are added and never taken away."""
    courses = Course.objects.filter(pk__in=_upcoming().values("course")).select_related("area")
    page = Paginator(courses.order_by("pk"), COURSES_ON_A_PAGE).get_page(request.GET.get("page"))
    runs: dict[int, list[Any]] = {}
    ids = [course.pk for course in page]
    for run in _upcoming().with_seats().filter(course__in=ids).order_by("begins_at", "pk"):
        runs.setdefault(run.course_id, []).append(run)
    here = network_url(request.network, "open_courses_feed")
    feed = {
        "version": 1,
        "network": {"name": request.network.name, "url": network_url(request.network, "open_home")},
        "page": page.number,
        "pages": page.paginator.num_pages,
        "total": page.paginator.count,
        "next": f"{here}?page={page.next_page_number()}" if page.has_next() else None,
        "courses": [_course(request, course, runs.get(course.pk, [])) for course in page],
    }
    return _for_other_sites(JsonResponse(feed, json_dumps_params={"ensure_ascii": False}))


def _both(swedish: str, english: str) -> dict[str, str | None]:
    return {"sv": swedish, "en": english or None}


def _course(request: OpenRequest, course: Course, runs: list[Any]) -> dict[str, Any]:
    urls = {
        language: network_url(request.network, "open_course", language=language, pk=course.pk)
        for language in ("sv", "en")
    }
    area = course.area
    return {
        "id": course.pk,
        "url": urls,
        "kind": course.kind,
        "title": _both(course.title_sv, course.title_en),
        "summary": _both(course.summary_sv, course.summary_en),
        "audience": _both(course.audience_sv, course.audience_en),
        "prerequisites": _both(course.prerequisites_sv, course.prerequisites_en),
        "area": _both(area.name_sv, area.name_en) if area else None,
        "runs": [_run(request, run) for run in runs],
    }


def _run(request: OpenRequest, run: Any) -> dict[str, Any]:
    return {
        "id": run.pk,
        "url": network_url(request.network, "run", pk=run.pk),
        "number": run.number,
        "state": run.state,
        "revision": run.revision,
        "form": run.form,
        "language": run.language,
        "place": run.place,
        "town": run.town,
        "price": {"amount": f"{run.price:.2f}", "currency": "SEK", "vat": "not included"},
        "seats": {"total": run.capacity, "free": max(run.free, 0), "waiting": run.waiting},
        "enrolment": {
            "opens": _moment(run.opens_at),
            "closes": _moment(run.closes_at),
            "seats_given": run.mode,
        },
        "sessions": [
            {
                "id": day.pk,
                "starts": _moment(day.starts_at),
                "ends": _moment(day.ends_at),
                "title": day.title,
                "place": day.place,
            }
            for day in run.sessions.all()
        ],
    }


def _moment(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


@in_the_open
@policy(public=True)
def open_courses_calendar(request: OpenRequest, language: str) -> HttpResponse:
    """The days of the open catalogue, to subscribe to."""
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = open_runs().calendar(timezone.now()).select_related("course")
    days = days_of_runs(
        runs.prefetch_related(sessions),
        lambda run: network_url(
            request.network, "open_course", language=language, pk=run.course_id
        ),
    )
    return _for_other_sites(calendar_answer(published(request.network.name, days)))


def calendar_answer(content: bytes) -> HttpResponse:
    """A calendar that is subscribed to, not downloaded."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


@in_the_open
@policy(public=True)
def open_sitemap(request: OpenRequest) -> HttpResponse:
    """Every open page, in both languages, for search engines."""
    courses = Course.objects.filter(pk__in=open_runs().upcoming(timezone.now()).values("course"))
    pages: list[tuple[str, dict[str, Any]]] = [("open_courses", {})]
    pages += [
        ("open_course", {"pk": pk}) for pk in courses.order_by("pk").values_list("pk", flat=True)
    ]
    urls: list[dict[str, str]] = [
        {
            language: network_url(request.network, name, language=language, **words)
            for language in ("sv", "en")
        }
        for name, words in pages
    ]
    urls += [dict(found) for found in every_address(request.network)]
    body = render_to_string("courses/open/sitemap.xml", {"urls": urls})
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
