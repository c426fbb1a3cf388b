"""Named reads of courses, runs and enrolments."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Self

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from courses.rules import ALIVE, ANNOUNCED, RunState, term_days
from network.seat import Seat


class CourseQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Courses with a run that is announced; all of them for those who keep the courses."""
        if seat.may("keep_courses"):
            return self.all()
        runs = self.model._meta.get_field("runs").related_model.objects
        return self.filter(Exists(runs.seen_by(seat).filter(course=OuterRef("pk"))))

    def matching(self, words: str) -> Self:
        """Courses whose title, summary or audience holds every word."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(title_sv__icontains=word)
                | Q(title_en__icontains=word)
                | Q(summary_sv__icontains=word)
                | Q(summary_en__icontains=word)
                | Q(audience_sv__icontains=word)
                | Q(area__name_sv__icontains=word)
                | Q(area__name_en__icontains=word)
            )
        return found


class RunQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Announced runs; planned ones too for those who keep the courses."""
        if seat.may("keep_courses"):
            return self.all()
        return self.filter(state__in=ANNOUNCED)

    def with_seats(self) -> Self:
        """With `taken`, `held`, `reserved`, `free`, `waiting` and `applied` seats."""
        return self.annotate(
            taken=F("counts__taken"),
            held=F("counts__held"),
            reserved=F("counts__reserved"),
            waiting=F("counts__waiting"),
            applied=F("counts__applied"),
            placed_at=F("counts__placed_at"),
            free=F("counts__capacity")
            - F("counts__taken")
            - F("counts__held")
            - F("counts__reserved"),
        )

    def upcoming(self, now: datetime) -> Self:
        """Runs whose last session has not ended, or that have no days yet."""
        return self.filter(Q(ends_at__gte=now) | Q(ends_at=None)).exclude(
            state__in=[RunState.CANCELLED, RunState.HELD, RunState.SETTLED]
        )

    def in_term(self, name: str) -> Self:
        """Runs that begin in a term; an unknown name takes nothing away."""
        days = term_days(name)
        if days is None:
            return self.all()
        first, last = (_midnight(days[0]), datetime.combine(days[1], time.max, _zone()))
        return self.filter(begins_at__gte=first, begins_at__lte=last)

    def with_free_seats(self) -> Self:
        """Runs that one may enrol on and that have a free seat for those who come."""
        return self.filter(
            state=RunState.OPEN,
            counts__taken__lt=F("counts__capacity") - F("counts__held") - F("counts__reserved"),
            counts__waiting=0,
        )

    def alive(self) -> Self:
        """Runs whose seats may still be passed on."""
        return self.filter(state__in=ALIVE)


class EnrolmentQuerySet(models.QuerySet[Any]):
    def next_id(self) -> int:
        """The id of an enrolment to come, so that others can name it before it claims a seat."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('courses_enrolment', 'id'))")
            return int(cursor.fetchone()[0])

    def active(self) -> Self:
        """Those who want a seat or have one."""
        return self.filter(state__in=self.model.ACTIVE)

    def seated(self) -> Self:
        """Those with a seat."""
        return self.filter(state=self.model.State.ENROLLED)

    def holding(self) -> Self:
        """Those for whom a seat is kept: with a seat, awaiting approval, or asked for an answer."""
        return self.filter(state__in=self.model.HOLDING)

    def in_line(self) -> Self:
        """The waiting list, first in line first."""
        return self.filter(state=self.model.State.WAITING).order_by("-priority", "number")

    def seen_by(self, seat: Seat) -> Self:
        """One's own, one's staff's, one's authority's; everyone's for the whole network."""
        if seat.scope.whole or seat.scope.system:
            return self.all()
        return self.filter(
            Q(person__in=seat.scope.people | seat.scope.staff)
            | Q(membership__in=seat.scope.memberships)
        )

    def answered_for_by(self, seat: Seat) -> Self:
        """Those that one keeps: the own authority's, or all for the whole network."""
        return self if seat.scope.whole else self.filter(membership__in=seat.scope.memberships)

    def of(self, seat: Seat) -> Self:
        """One's own."""
        return self.filter(person__in=seat.scope.people)


class DivisionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Those placed, set aside or still sealed; made ones too for those who divide seats."""
        return self if seat.may("divide_seats") else self.exclude(state="made")

    def under_way(self) -> Self:
        """Sealed, or made and waiting for somebody to say yes."""
        return self.filter(state__in=["sealed", "made"])


class AllotmentQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's authority's; everyone's for the whole network."""
        if seat.scope.whole or seat.scope.system:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)

    def open(self) -> Self:
        """With seats that are kept for names to come."""
        return self.filter(released_at=None, used__lt=F("seats"))

    def to_release(self, day: date) -> Self:
        """Those whose unnamed seats are anybody's on a day."""
        return self.filter(released_at=None, release_on__lte=day)


class OfferQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those not answered."""
        return self.filter(answer="")

    def overdue(self, now: datetime) -> Self:
        """Those whose last time to answer has passed."""
        return self.open().filter(reply_by__lte=now)

    def seen_by(self, seat: Seat) -> Self:
        """One's own, one's staff's, one's authority's; everyone's for the whole network."""
        if seat.scope.whole or seat.scope.system:
            return self.all()
        return self.filter(
            Q(person__in=seat.scope.people | seat.scope.staff)
            | Q(membership__in=seat.scope.memberships)
        )


def places_in_line(enrolments: Sequence[int]) -> dict[int, int]:
    """The place among those who wait, from 1, by enrolment; only of those that one may see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.places_in_line(%s)", [list(enrolments)])
        return dict(cursor.fetchall())


def asked_for(runs: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """(application, authority) of runs in the order they came; for coordinators and council."""
    asked: dict[int, list[tuple[int, int]]] = {run: [] for run in runs}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.asked_for(%s)", [list(runs)])
        for run, application, membership in cursor.fetchall():
            asked[run].append((application, membership))
    return asked


def _zone() -> Any:
    return timezone.get_default_timezone()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, _zone())
