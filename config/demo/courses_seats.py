"""Example runs whose seats work in other ways: one offered, one to apply for."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.models import Course, Enrolment, Run, Session, Withdrawal
from courses.rules import Groups, Mode, Queue, RunState
from members.models import Person

if TYPE_CHECKING:
    from config.demo.seeding import Demo


def seed(demo: "Demo") -> None:
    """Amina is asked whether she wants a freed seat; another run is open to apply for."""
    amina = demo.people.get("amina")
    if amina is None:
        return
    people = sorted(demo.people.values(), key=lambda person: person.email)
    others = [person for person in people if person != amina]
    offered = _add_run(
        demo, "Statstjänstemannarollen i fokus", 38, queue=Queue.OFFERS, capacity=3,
        groups=Groups.STRICT,
    )  # fmt: skip
    seated = [_enrol(offered, person) for person in others[-3:]]
    for person in (amina, others[0], others[1]):
        _enrol(offered, person)
    _withdraw(seated[0])
    applied = _add_run(
        demo, "Kompetensbaserad rekrytering", 66, mode=Mode.DRAW, capacity=4,
        draws_at=_at(demo, 21, 12), closes_at=_at(demo, 20, 16),
    )  # fmt: skip
    for person in others[2:9]:
        _enrol(applied, person)


def _at(demo: "Demo", days: int, hour: int) -> datetime:
    day = demo.today + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _add_run(demo: "Demo", title: str, days: int, **rules: object) -> Run:
    course = Course.objects.get(title_sv=title)
    facts: dict[str, object] = {
        "opens_at": _at(demo, -20, 8),
        "closes_at": _at(demo, days - 6, 16),
        "price": Decimal(1900),
    }
    run: Run = Run.objects.create(
        course=course,
        number=Run.objects.filter(course=course).count() + 1,
        state=RunState.OPEN,
        place="Länsstyrelsen",
        town="Härnösand",
        teacher="Upphandlad utbildare (exempel)",
        minimum=3,
        **facts | rules,
    )
    weekday = _at(demo, days, 9).weekday()
    starts = _at(demo, days + (7 - weekday if weekday > 4 else 0), 9)
    Session.objects.create(run=run, starts_at=starts, ends_at=starts + timedelta(hours=7))
    return run


def _enrol(run: Run, person: Person) -> Enrolment:
    made: Enrolment = Enrolment.objects.create(
        run=run, person=person, membership_id=person.membership_id
    )
    return made


def _withdraw(enrolment: Enrolment) -> None:
    Withdrawal.objects.create(
        enrolment=enrolment,
        run_id=enrolment.run_id,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
    )
