"""Keeping runs: their days and seats, and the way through their states."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from courses import rules
from courses.models import Run, SeatCount, Session, SessionLink
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


class NotAllowed(Exception):
    """The run cannot go from its state to that one."""


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
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == (
            "courses_never_oversold"
        ):
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
    run.refresh_from_db()


def _save_session(session: Session) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == (
            "courses_session_never_oversold"
        ):
            raise TooFewSessionSeats from error
        raise


def _save_link(session: Session, url: str) -> None:
    if url:
        SessionLink.objects.update_or_create(
            session=session, defaults={"url": url, "run_id": session.run_id}
        )
    else:
        SessionLink.objects.filter(session=session).delete()


def move(run: Run, state: str, *, by: Seat) -> Run:
    """Take a run to another state; raises NotAllowed for a way that is not on the map.

    The row is read again under lock, so that of two who press at once the second is told.
    """
    by.require("keep_courses")
    held: Run = Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    if not rules.may_move(held.state, state):
        raise NotAllowed
    before, held.state = held.state, state
    held.save(update_fields=["state"])
    note("move_run", held, before=before, after=state)
    wake(current_network_id())
    run.state = state
    return held
