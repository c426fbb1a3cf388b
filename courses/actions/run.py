"""Keeping runs: their days and seats, and the way through their states."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from courses.models import Enrolment, Run, SeatCount, Session, SessionLink
from courses.rules import ALIVE
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import constraint_of
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


class TooFewSeats(Exception):
    """More seats are taken, held or kept than the run would have; `least` is the fewest."""

    def __init__(self, least: int = 0) -> None:
        super().__init__(least)
        self.least = least


class TooFewSessionSeats(Exception):
    """More people have chosen a session than it would take."""


def next_number(course_id: int) -> int:
    """The number of a course's next run."""
    last = Run.objects.filter(course=course_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def save_run(run: Run, *, by: Seat) -> Run:
    """Add a run or keep a changed one; more seats go to those who wait.

    Raises TooFewSeats when more are taken already.
    """
    by.require("keep_courses")
    new = run.pk is None
    if new:
        run.number = next_number(run.course_id)
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        if constraint_of(error) == "courses_never_oversold":
            raise TooFewSeats(SeatCount.objects.get(run=run).least) from error
        raise
    note("add_run" if new else "change_run", run, seats=run.capacity, price=str(run.price))
    wake(current_network_id())
    return run


def save_sessions(run: Run, rows: Iterable[Mapping[str, Any]], *, by: Seat) -> None:
    """Keep the days of a run: rows with `id` are changed, others added, `gone` ones taken away.

    Moved times count up the run's revision, so that calendars take the new ones.
    """
    by.require("keep_courses")
    moved = False
    there = {session.pk: session for session in run.sessions.all()}
    for row in rows:
        session = there.get(row.get("id") or 0) or Session(run=run)
        if row.get("gone"):
            if session.pk:
                session.delete()
                moved = True
            continue
        before = (session.starts_at, session.ends_at, session.place)
        for name in ("starts_at", "ends_at", "title", "place"):
            setattr(session, name, row[name])
        session.capacity = row.get("capacity")
        _save_session(session)
        moved = moved or before != (session.starts_at, session.ends_at, session.place)
        _save_link(session, row.get("link", ""))
    if moved:
        Run.objects.filter(pk=run.pk).update(revision=run.revision + 1)
        note("change_days", run)
        _tell_new_days(run)
    run.refresh_from_db()


def _tell_new_days(run: Run) -> None:
    """Write to those on a run that is on; a postponed one says it when it opens again."""
    if run.state not in ALIVE:
        return
    for pk in Enrolment.objects.active().filter(run=run).values_list("pk", flat=True):
        key = f"{pk}:{run.revision + 1}"
        send_on("courses.tell_new_days", key=key, enrolment=pk)


def _save_session(session: Session) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if constraint_of(error) == "courses_session_never_oversold":
            raise TooFewSessionSeats from error
        raise


def _save_link(session: Session, url: str) -> None:
    if url:
        SessionLink.objects.update_or_create(
            session=session, defaults={"url": url, "run_id": session.run_id}
        )
    else:
        SessionLink.objects.filter(session=session).delete()
