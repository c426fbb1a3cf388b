"""Makers of what comes after a course: runs that are over, seats, ticks, answers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from courses.actions.evaluation import answer, close, open_for
from courses.models import Attendance, Enrolment, Evaluation, Run, Session
from courses.rules import RunState
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_course
from tests.databases import acting_as

WHO = ("amina", "berit", "mats", "lena", "tove", "lars", "styrbjorn", "miriam")


def in_system(cast: Cast, make: Any) -> Any:
    """What a maker makes as the portal itself in Västernorrland."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return make()


def make_held(cast: Cast, who: tuple[str, ...] = WHO, *, days_ago: float = 2, **fields: Any) -> Run:
    """A run of one day that is over, with seats for some of the cast; inside a system scope."""
    course = fields.pop("course", None) or make_course(f"Kurs {Run.objects.count()}")
    state = fields.pop("state", RunState.HELD)
    facts = {"number": Run.objects.filter(course=course).count() + 1, "teacher": "Lärare AB"}
    run: Run = Run.objects.create(
        course=course, capacity=20, state=RunState.OPEN, price=0, **facts | fields
    )
    ends = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days_ago)
    Session.objects.create(run=run, starts_at=ends - timedelta(hours=6), ends_at=ends)
    for one in who:
        person = Person.objects.get(pk=cast.person(one))
        Enrolment.objects.create(run=run, person=person, membership_id=person.membership_id)
    Run.objects.filter(pk=run.pk).update(state=state)
    run.refresh_from_db()
    return run


def seat_of(cast: Cast, run: Run, who: str) -> Enrolment:
    """Somebody's enrolment on a run."""
    found: Enrolment = Enrolment.objects.get(run=run, person=cast.person(who))
    return found


def tick_all(run: Run, part: int = 100) -> None:
    """Everybody was there at every session; as the portal itself."""
    for session in Session.objects.filter(run=run):
        for row in Enrolment.objects.filter(run=run, state="enrolled"):
            Attendance.objects.create(
                run=run,
                session=session,
                enrolment=row,
                person_id=row.person_id,
                membership_id=row.membership_id,
                part=part,
            )


def evaluated(cast: Cast, answers: int, **fields: Any) -> Evaluation:
    """A closed evaluation with some answers: everybody says 4, and writes their own name."""

    def make() -> Evaluation | None:
        return open_for(make_held(cast, **fields))

    made = in_system(cast, make)
    for who in WHO[:answers]:
        with scope.enter(cast.users[who], cast.vn):
            assert say(made, 4, f"Ord av {who}") == "thanks"
    in_system(cast, lambda: close(Evaluation.objects.select_related("run").get(pk=made.pk)))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Evaluation = Evaluation.objects.select_related("block", "run").get(pk=made.pk)
    return found


def say(evaluation: Evaluation, score: int, words: str = "") -> str:
    """Answer every question of an evaluation the same, in the open scope."""
    rows = list(evaluation.questions.rows.all())
    return answer(
        evaluation,
        {row.pk: score for row in rows if row.kind == "scale"},
        {row.pk: words for row in rows if row.kind == "text" and words},
    )
