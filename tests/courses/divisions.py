"""Plain functions that make applications and divisions for the tests."""

from courses.actions import divide
from courses.models import Course, Division, Enrolment, Run
from courses.rules import RunState
from members.models import Membership, Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run
from tests.databases import acting_as


def make_shared_run(seats: int, *, mode: str = "shares", course: Course | None = None) -> Run:
    """An open run whose seats are given out later; inside a coordinator's scope."""
    if course is None:
        return make_run(capacity=seats, mode=mode)
    number = Run.objects.filter(course=course).count() + 1
    return make_run(capacity=seats, mode=mode, course=course, number=number)


def make_applicants(membership: int, many: int) -> list[Person]:
    """People of an authority without a login, more at every call; in the system scope."""
    there = Person.objects.filter(membership=membership, name__startswith="Bo").count()
    found = Membership.objects.get(pk=membership)
    return [
        Person.objects.create(
            membership=found, name=f"Bo {n}", email=f"bo{n}.{membership}@example.org"
        )
        for n in range(there, there + many)
    ]


def make_applications(runs: list[Run], people: list[Person]) -> list[Enrolment]:
    """Each person applies for all of the runs, in their order of choice."""
    return [
        Enrolment.objects.create(
            run=run,
            person=person,
            membership_id=person.membership_id,
            choice=choice if len(runs) > 1 else None,
        )
        for person in people
        for choice, run in enumerate(runs, start=1)
    ]


def close(run: Run) -> None:
    """No more applications."""
    run.state = RunState.CLOSED
    run.save(update_fields=["state"])


def make_division(cast: Cast, run: Run) -> Division:
    """As the job does it, in the system scope."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made = divide.divide(Run.objects.get(pk=run.pk), user_id=cast.users["jonas"])
    assert made is not None
    return made
