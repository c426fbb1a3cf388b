"""Plain functions that make courses and runs for the tests."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from courses.models import Course, Enrolment, LateFeePolicy, LateFeeTier, Run, Session
from courses.rules import RunState
from members.models import Membership, Person
from network.models import Network, User
from network.scope import current
from network.seat import Seat


def make_course(title: str = "Att arbeta i staten") -> Course:
    """A course; inside the scope of somebody who keeps courses."""
    course: Course = Course.objects.create(title_sv=title, summary_sv="Grundlag och roll.")
    return course


def make_run(
    capacity: int = 2, state: str = RunState.OPEN, in_days: int = 30, **fields: Any
) -> Run:
    """A run with two days a month apart."""
    course = fields.pop("course", None) or make_course(f"Kurs {Course.objects.count()}")
    facts = {"number": 1, "price": Decimal(7400), "town": "Sundsvall", "place": "SPV i Sundsvall"}
    run: Run = Run.objects.create(course=course, capacity=capacity, state=state, **facts | fields)
    first = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0)
    for day in (in_days, in_days + 30):
        starts = first + timedelta(days=day)
        Session.objects.create(run=run, starts_at=starts, ends_at=starts + timedelta(hours=7))
    run.refresh_from_db()
    return run


def make_policy() -> LateFeePolicy:
    """Free until 14 days before, then half, then the whole price in the last week."""
    policy: LateFeePolicy = LateFeePolicy.objects.create(name="Exempel")
    for days_before, percent in ((14, 0), (7, 50), (0, 100)):
        LateFeeTier.objects.create(policy=policy, days_before=days_before, percent=percent)
    return policy


def make_people(count: int, membership_id: int) -> list[Person]:
    """Employees of one member; each is a user."""
    membership = Membership.objects.get(pk=membership_id)
    people = []
    for place in range(count):
        address = f"anna{place}.{membership_id}@example.org"
        user = User.objects.create(email=address)
        people.append(
            Person.objects.create(
                membership=membership, user=user, name=f"Anna {place}", email=address
            )
        )
    return people


def seat() -> Seat:
    """The seat of the open scope."""
    scope = current()
    assert scope.user_id is not None
    user = User.objects.get(pk=scope.user_id)
    return Seat(user, Network.objects.get(pk=scope.network_id), scope)


def states(run: Run) -> list[str]:
    """The states of a run's enrolments in the order they came."""
    return list(
        Enrolment.objects.filter(run=run).order_by("number").values_list("state", flat=True)
    )
