"""Who was there: ticks by those who lead a run, and people who come in by the door."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from courses.attendance import Attended, Part
from courses.models import Attendance, Enrolment, Run, RunLeader, Session, SessionCount, SessionDoor
from members.models import Membership, Person
from network.models.journal import note
from network.refusals import constraint_of
from network.seat import Seat
from network.sorting import swedish_order


class NotYet(Exception):
    """The session is too far ahead for anybody to be there."""


@dataclass
class Participant:
    """Somebody with a seat, as the list at the door shows them; no name where it is protected."""

    enrolment: int
    name: str
    authority: str
    part: int | None = None
    at_door: bool = False


@dataclass
class Roll:
    """A session's list, and how many of it are there."""

    session: Session
    people: list[Participant] = field(default_factory=list)

    @property
    def here(self) -> int:
        """How many are there, wholly or in part."""
        return sum(1 for one in self.people if one.part)

    @property
    def unknown(self) -> int:
        """How many nobody has ticked."""
        return sum(1 for one in self.people if one.part is None)


def roll(session: Session) -> Roll:
    """Everybody with a seat in Swedish order, with the tick of this session."""
    ticks = {
        row["enrolment"]: row
        for row in Attendance.objects.filter(session=session).values("enrolment", "part", "at_door")
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.roster(%s)", [session.pk])
        rows = cursor.fetchall()
    members = {
        member.pk: member.short_name
        for member in Membership.objects.select_related("authority").filter(
            pk__in={row[1] for row in rows}
        )
    }
    people = [
        Participant(
            enrolment,
            name,
            members.get(member, ""),
            ticks.get(enrolment, {}).get("part"),
            ticks.get(enrolment, {}).get("at_door", False),
        )
        for enrolment, member, name in rows
    ]
    people.sort(key=lambda one: (one.name == "", swedish_order(one.name), one.enrolment))
    return Roll(session, people)


def tick(session: Session, enrolment: int | None, part: int | None) -> int:
    """Tick one person, or without one all whom nobody ticked; returns how many were touched.

    The latest tick of a person holds, and no tick touches anybody else's. Without `part` the
    tick is taken away. Raises NotYet more than two hours before the session.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT app.tick(%s, %s, %s)", [session.pk, enrolment, part])
            touched = int(cursor.fetchone()[0])
    except IntegrityError as error:
        broken = constraint_of(error)
        if broken == "courses_attendance_not_yet":
            raise NotYet from error
        raise
    if touched:
        note("tick_attendance", session, enrolment=enrolment, part=part, people=touched)
    return touched


@dataclass(frozen=True)
class Door:
    """The session behind a code, for somebody who has a seat on it, and their tick."""

    session: Session
    part: int | None


def door(code: str) -> Door | None:
    """What a code at the door leads to; none for those who have no seat there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_id, part FROM app.door(%s)", [code])
        row = cursor.fetchone()
    if row is None:
        return None
    return Door(Session.objects.select_related("run__course").get(pk=row[0]), row[1])


def come_in(code: str) -> str:
    """Say that one is there: here, already, early, late or unknown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.come_in(%s)", [code])
        outcome = str(cursor.fetchone()[0])
    if outcome == "here":
        found = door(code)
        if found:
            note("come_in", found.session)
    return outcome


def door_of(session: Session) -> SessionDoor:
    """The code of a session's door, made when it is first asked for."""
    SessionDoor.objects.bulk_create(
        [SessionDoor(session=session, run_id=session.run_id, code=secrets.token_urlsafe(16))],
        ignore_conflicts=True,
    )
    found: SessionDoor = SessionDoor.objects.get(session=session)
    return found


def add_leader(run: Run, person: Person, *, by: Seat) -> RunLeader:
    """Let somebody tick who is there, and print the signs at the door."""
    by.require("keep_courses")
    leader: RunLeader
    leader, new = RunLeader.objects.get_or_create(
        run=run, person=person, defaults={"membership_id": person.membership_id}
    )
    if new:
        note("add_leader", run, person_id=person.pk, membership_id=person.membership_id)
    return leader


def remove_leader(leader: RunLeader, *, by: Seat) -> None:
    """Take the list and the door from somebody again."""
    by.require("keep_courses")
    note(
        "remove_leader",
        leader.run,
        person_id=leader.person_id,
        membership_id=leader.membership_id,
    )
    leader.delete()


def attended(runs: Iterable[Any]) -> dict[int, list[Attended]]:
    """How much of each session of some runs was attended, by enrolment with a tick anywhere.

    A session with a limit of its own counts for those who were ticked there.
    """
    chosen = Exists(SessionCount.objects.filter(session=OuterRef("pk")))
    sessions: dict[int, list[Any]] = {}
    for session in Session.objects.filter(run__in=runs).annotate(chosen=chosen):
        sessions.setdefault(session.run_id, []).append(session)
    ticks: dict[int, dict[int, int]] = {}
    run_of: dict[int, int] = {}
    for enrolment, run, session_id, part in Attendance.objects.filter(run__in=runs).values_list(
        "enrolment", "run", "session", "part"
    ):
        ticks.setdefault(enrolment, {})[session_id] = part
        run_of[enrolment] = run
    return {
        enrolment: [
            Attended(it.starts_at, it.ends_at, parts.get(it.pk, 0))
            for it in sessions.get(run_of[enrolment], [])
            if not it.chosen or it.pk in parts
        ]
        for enrolment, parts in ticks.items()
    }


def absentees(run: Run) -> Any:
    """Who had a seat and never came, once somebody has ticked and the run is over.

    Empty as long as nobody was ticked as present: then the list was not kept, and nobody can
    be said to have stayed away.
    """
    came = Attendance.objects.filter(run=run, part__gt=Part.ABSENT)
    if run.ends_at is None or run.ends_at > timezone.now() or not came.exists():
        return Enrolment.objects.none()
    return Enrolment.objects.filter(run=run, state=Enrolment.State.ENROLLED).exclude(
        pk__in=came.values("enrolment")
    )
