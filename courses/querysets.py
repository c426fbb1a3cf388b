"""Named reads of courses, runs and enrolments."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from courses.rules import ALIVE, ANNOUNCED, RunState, term_days
from network.models import Network
from network.seat import Seat


class CourseQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Courses with a run that is announced; all of them for those who keep the courses."""
        if seat.may("keep_courses"):
            return self.all()
        runs = self.model._meta.get_field("runs").related_model.objects
        return self.filter(Exists(runs.seen_by(seat).filter(course=OuterRef("pk"))))


class RunQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Announced runs; planned ones too for those who keep the courses."""
        if seat.may("keep_courses"):
            return self.all()
        return self.filter(state__in=ANNOUNCED)

    def led_by(self, seat: Seat) -> Self:
        """Runs whose attendance one keeps: those that one leads; all for the coordinators."""
        if seat.may("keep_courses"):
            return self.all()
        return self.filter(
            state__in=ANNOUNCED,
            pk__in=self.model._meta.get_field("leaders")
            .related_model.objects.filter(person__in=seat.scope.people)
            .values("run"),
        )

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

    def calendar(self, now: datetime) -> Self:
        """Runs that a calendar shows: from three months ago on, called off ones too."""
        since = now - timedelta(days=92)
        return self.filter(ends_at__gte=since).exclude(state=RunState.PLANNED).order_by("begins_at")

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
        return self.next_ids(1)[0]

    def next_ids(self, count: int) -> list[int]:
        """The ids of enrolments to come, in order."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence('courses_enrolment', 'id'))"
                " FROM generate_series(1, %s)",
                [count],
            )
            return sorted(int(row[0]) for row in cursor.fetchall())

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

    def for_certificate(self) -> Self:
        """With all that stands on a certificate."""
        return self.select_related("run__course", "run__network", "person__user")

    def answered_for_by(self, seat: Seat) -> Self:
        """Those that one keeps: the own authority's, or all for the whole network."""
        return self if seat.scope.whole else self.filter(membership__in=seat.scope.memberships)

    def of(self, seat: Seat) -> Self:
        """One's own."""
        return self.filter(person__in=seat.scope.people)


class LateFeeQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for the whole network; one's authorities' and one's own else."""
        if seat.scope.whole or seat.scope.system:
            return self.all()
        return self.filter(
            Q(person__in=seat.scope.people) | Q(membership__in=seat.scope.memberships)
        )

    def owed(self) -> Self:
        """Those that nobody has waived."""
        return self.filter(waived="")


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
    def with_facts(self) -> Self:
        """With the person, the course and its days."""
        return self.select_related(
            "person", "enrolment", "run__course", "run__network"
        ).prefetch_related("run__sessions")

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


class ApprovalQuerySet(models.QuerySet[Any]):
    def with_facts(self) -> Self:
        """With the person, the course and its days, for lists and letters."""
        return self.select_related(
            "network", "person__user", "run__course", "run__network", "membership__authority"
        ).prefetch_related("run__sessions")

    def asked_of(self, seat: Seat) -> Self:
        """Open questions that the seat may answer: as the manager, or for its authority."""
        return self.filter(
            Q(kind="manager", asked__in=seat.scope.people)
            | Q(kind="local", membership__in=seat.scope.memberships),
            state="asked",
        )

    def waiting_for(self, seat: Seat, now: datetime) -> Self:
        """Those that the seat may answer while there is time."""
        return self.asked_of(seat).filter(answer_by__gt=now)

    def decided(self) -> Self:
        """Answered, lapsed, or no longer needed."""
        return self.exclude(state="asked")

    def overdue(self, now: datetime) -> Self:
        """Nobody answered in time."""
        return self.filter(state="asked", answer_by__lte=now)

    def seen_by(self, seat: Seat) -> Self:
        """Asked of oneself, about oneself or one's staff, or of one's authority."""
        if seat.scope.whole or seat.scope.system:
            return self.all()
        return self.filter(
            Q(asked__in=seat.scope.people)
            | Q(person__in=seat.scope.people | seat.scope.staff)
            | Q(membership__in=seat.scope.memberships)
        )


def places_in_line(enrolments: Sequence[int]) -> dict[int, int]:
    """The place among those who wait, from 1, by enrolment; only of those that one may see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.places_in_line(%s)", [list(enrolments)])
        return dict(cursor.fetchall())


def open_networks() -> list[Network]:
    """The networks whose catalogue is open to everybody today."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.open_networks()")
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(Network.objects.filter(pk__in=ids).order_by("slug"))


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
