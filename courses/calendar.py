"""The days of a run as a calendar file: to be put in, replaced or taken away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import Any, cast

from django.utils import timezone

from courses import words
from courses.models import Run, Session
from courses.rules import RunState
from members.models import Person
from network.addresses import network_url
from network.calendar import Happening, Method, Party, course_days, together, uid
from network.calendar_feed import Listed
from network.letters import host
from network.models import Network


def run_calendar(
    run: Run,
    sessions: Sequence[Session],
    *,
    title: str,
    method: str,
    enrolment_id: int,
    guest: Person,
    organiser: Network,
) -> str:
    """All days of a run in one file, each with an identity of its own for the enrolment.

    A withdrawal counts as one revision more than the times that it takes away.
    """
    days = [
        Happening(
            uid=uid("session", f"{session.pk}-{enrolment_id}", host=host()),
            sequence=run.revision + (1 if method == "CANCEL" else 0),
            starts=session.starts_at,
            ends=session.ends_at,
            stamp=timezone.now(),
            summary=title,
            place=session.place or run.place,
            description=session.title,
            url=network_url(organiser, "run", pk=run.pk),
        )
        for session in sessions
    ]
    files = course_days(
        days,
        organiser=Party(organiser.name, organiser.contact_email),
        guest=Party(guest.name, guest.email),
        method=cast(Method, method),
        stem="day",
    )
    return together([file.content.decode() for file in files])


def days_of_runs(
    runs: Iterable[Any],
    address: Callable[[Any], str],
    *,
    title: Callable[[Any], str] = lambda run: run.course.title,
    key: Callable[[Session, Any], str] = lambda session, run: str(session.pk),
) -> Iterator[Listed]:
    """The days of many runs for a calendar that is subscribed to; never a link to take part.

    Stamped with the day, not the second: the same days are the same file until midnight.
    """
    stamp = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    for run in runs:
        for session in run.sessions.all():
            day = Happening(
                uid=uid("session", key(session, run), host=host()),
                sequence=run.revision,
                starts=session.starts_at,
                ends=session.ends_at,
                stamp=stamp,
                summary=title(run),
                place=session.place or words.where(run),
                description=session.title,
                url=address(run),
            )
            yield Listed(day, cancelled=run.state in (RunState.CANCELLED, RunState.POSTPONED))
