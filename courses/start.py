"""What the courses' room tells the start page and the search."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import after, words
from courses.approval_words import to_approve
from courses.divided import todos as division_todos
from courses.festivals.start import festival_todos
from courses.models import CostLine, Course, Enrolment, Run, Session
from courses.needs.merging_page import merging_todos
from courses.needs.todos import needs_coming, needs_todos
from courses.plans.council_todos import council_todos
from courses.procurements import renewals
from courses.rules import RunState
from courses.search import found_by
from courses.todos import seats_to_answer, seats_to_name
from network.seat import Seat
from network.start import Coming, Found, RoomCard, ToDo

SHOWN = 5
DECIDED = (RunState.OPEN, RunState.PAUSED, RunState.CLOSED)


def todos(seat: Seat) -> list[ToDo]:
    """What waits for one's yes, what follows a course, and what a festival asks for."""
    waiting = seats_to_answer(seat) + to_approve(seat) + seats_to_name(seat) + after.todos(seat)
    kept = _to_keep(seat) + division_todos(seat) + festival_todos(seat)
    needs = needs_todos(seat) + merging_todos(seat) + council_todos(seat)
    return waiting + needs + kept + renewals.todos(seat)


def _to_keep(seat: Seat) -> list[ToDo]:
    """Runs to decide on, to mark as held and to settle."""
    if not seat.may("keep_courses"):
        return []
    today = timezone.localdate()
    runs = Run.objects.seen_by(seat).with_seats().select_related("course")
    due = runs.filter(state__in=DECIDED, decide_on__lte=today + timedelta(days=14))
    over = runs.filter(state__in=(*DECIDED, RunState.CONFIRMED), ends_at__lt=timezone.now())
    found = [
        ToDo(
            _("Decide whether %(course)s is held") % {"course": run.course.title},
            _("%(taken)s enrolled, at least %(minimum)s are needed.")
            % {"taken": run.taken, "minimum": run.minimum},
            _("Decide"),
            reverse("run", args=[run.pk]),
            run.decide_on,
        )
        for run in due.filter(ends_at__gte=timezone.now()).order_by("decide_on")[:SHOWN]
    ]
    found += [
        ToDo(
            _("Mark %(course)s as held") % {"course": run.course.title},
            _("The last day has passed."),
            _("Mark as held"),
            reverse("run_state", args=[run.pk, "held"])
            if run.state == RunState.CONFIRMED
            else reverse("run", args=[run.pk]),
        )
        for run in over.order_by("ends_at")[:SHOWN]
    ]
    costed = CostLine.objects.filter(run=OuterRef("pk"), stage=CostLine.Stage.ACTUAL)
    held = runs.filter(Exists(costed), state=RunState.HELD).order_by("ends_at")
    found += [
        ToDo(
            _("Settle %(course)s") % {"course": run.course.title},
            _("The costs are written down. Each authority is charged when you approve."),
            _("Look through"),
            reverse("run_settlement", args=[run.pk]),
        )
        for run in held[:SHOWN]
    ]
    return found


def coming(seat: Seat) -> list[Coming]:
    """The next course days that one has a seat on, and the last day to tell one's needs."""
    mine = Enrolment.objects.of(seat).seated().values("run")
    days = (
        Session.objects.filter(run__in=mine, ends_at__gte=timezone.now())
        .select_related("run__course")
        .order_by("starts_at", "id")[:SHOWN]
    )
    return [
        Coming(
            day.starts_at,
            day.run.course.title,
            day.place or words.where(day.run),
            reverse("run", args=[day.run_id]),
            day.ends_at,
        )
        for day in days
    ] + needs_coming(seat)


def cards(seat: Seat) -> list[RoomCard]:
    """Seats taken on this year's courses, against last year's up to the same day."""
    if not (seat.scope.whole or seat.scope.reports):
        return []
    today = timezone.localdate()
    now, before = _running(today.year, today), _running(today.year - 1, today)
    return [
        RoomCard(
            _("Courses"),
            str(round(now[-1]) if now else 0),
            _("participants"),
            _("%(n)s last year") % {"n": round(before[-1]) if before else 0},
            reverse("runs") if seat.may("keep_courses") else reverse("courses"),
            now,
            before,
        )
    ]


def _running(year: int, today: date) -> list[float]:
    """The months' running totals of seats on runs that begin in a year, up to today's month."""
    first = timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware at once
    last = timezone.make_aware(
        datetime(year, today.month, min(today.day, 28), 23, 59)  # noqa: DTZ001
    )
    months: Iterable[tuple[int, int]] = (
        Run.objects.filter(begins_at__gte=first, begins_at__lte=last)
        .annotate(month=ExtractMonth("begins_at"))
        .values_list("month")
        .annotate(seats=Sum("counts__taken"))
    )
    by_month = dict(months)
    total, totals = 0.0, []
    for month in range(1, today.month + 1):
        total += by_month.get(month) or 0
        totals.append(total)
    return totals


def found(seat: Seat, asked: str) -> list[Found]:
    """Courses that hold the words, with their next run."""
    ids = found_by(asked, SHOWN)
    by_id = Course.objects.in_bulk(ids)
    courses = [by_id[pk] for pk in ids if pk in by_id]
    runs = (
        Run.objects.seen_by(seat)
        .filter(course__in=courses)
        .upcoming(timezone.now())
        .prefetch_related("sessions")
        .order_by("-begins_at")
    )
    following = {run.course_id: run for run in runs}
    return [
        Found(
            _("Course"),
            course.title,
            words.when_of(following[course.pk]) if course.pk in following else course.summary,
            reverse("run", args=[following[course.pk].pk])
            if course.pk in following
            else reverse("courses"),
        )
        for course in courses
    ]
