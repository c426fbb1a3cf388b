"""The catalogue: the runs that match, under their courses; for members and for everybody."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from courses import words
from courses.forms import CatalogueForm
from courses.models import Course, Enrolment, Run, Session
from courses.search import found_by
from network.sorting import swedish_order

SORTS = ("begins", "title", "price")


@dataclass
class Listed:
    """A course in the catalogue with the runs that match."""

    course: Course
    runs: list[dict[str, Any]] = field(default_factory=list)
    length: str = ""
    price: str = ""


def matching(runs: Any, form: CatalogueForm) -> list[Run]:
    """The runs that the filters leave, with their seats and days, the first one first."""
    found = runs.in_term(form.value("term")).with_seats()
    if form.value("town"):
        found = found.filter(town=form.value("town"))
    if form.value("area"):
        found = found.filter(course__area=form.value("area"))
    if form.value("form"):
        found = found.filter(form=form.value("form"))
    if form.value("kind"):
        found = found.filter(course__kind=form.value("kind"))
    if form.value("language"):
        found = found.filter(language=form.value("language"))
    if form.value("price"):
        found = found.filter(price=0) if form.value("price") == "free" else found.exclude(price=0)
    if form.value("free"):
        found = found.with_free_seats()
    if form.value("q"):
        found = found.filter(course__in=found_by(form.value("q")))
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    return list(
        found.select_related("course__area").prefetch_related(sessions).order_by("begins_at", "id")
    )


def by_course(runs: list[Run], mine: dict[int, str], sort: str = "begins") -> list[Listed]:
    """The runs under their courses, the course with the earliest run first unless asked else."""
    listed: dict[int, Listed] = {}
    prices: dict[int, Any] = {}
    for run in runs:
        row = listed.setdefault(run.course_id, Listed(run.course))
        prices[run.course_id] = min(prices.get(run.course_id, run.price), run.price)
        sessions = run.sessions.all()
        row.length = row.length or words.length(sessions)
        row.price = row.price or words.price(run)
        open_now = run.state == "open"
        free = getattr(run, "free", 0)
        row.runs.append(
            {
                "pk": run.pk,
                "when": words.when_of(run),
                "where": words.where(run),
                "seats": own_words(mine.get(run.pk)) or words.seats_left(run),
                "few": open_now and 0 < free <= words.FEW,
                "full": not open_now or free <= 0,
            }
        )
    rows = list(listed.values())
    if sort == "title":
        rows.sort(key=lambda row: swedish_order(row.course.title))
    elif sort == "price":
        rows.sort(key=lambda row: prices[row.course.pk])
    return rows


def own_words(state: str | None) -> str:
    """Where one stands on a run, if one is on it."""
    if state is None:
        return ""
    return {
        Enrolment.State.ENROLLED.value: _("You have a seat"),
        Enrolment.State.PENDING.value: _("You have a seat if it is approved"),
        Enrolment.State.OFFERED.value: _("A seat is kept for you"),
        Enrolment.State.WAITING.value: _("You are on the waiting list"),
        Enrolment.State.APPLIED.value: _("You have applied"),
    }[state]
