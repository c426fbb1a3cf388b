"""Example seats that are the authorities' own, a group in line, and somebody put before others."""

from datetime import timedelta
from typing import TYPE_CHECKING

from config.demo.courses import Plan, _add_run
from courses.models import Allotment, Course, Enrolment, EnrolmentGroup, Priority, Run
from members.models import Person
from network.models import JournalEntry

if TYPE_CHECKING:
    from config.demo.seeding import Demo

LOTS = (("lansstyrelsen", 4), ("csn", 3), ("skatteverket", 2), ("spv", 3))


def seed(demo: "Demo") -> None:
    """Seats to put names on in Västernorrland; the other network gives its seats as people come."""
    if demo.slug != "vasternorrland":
        return
    _firm(demo)
    _optional(demo)
    _line(demo)


def _run(demo: "Demo", title: str, days: tuple[int, ...], capacity: int) -> Run:
    course = Course.objects.get(title_sv=title)
    return _add_run(demo, course, Plan(title, days, capacity, 0, "SPV", "Sundsvall"))


def _lot(demo: "Demo", run: Run, key: str, seats: int, days: int, kind: str) -> None:
    Allotment.objects.create(
        run=run,
        membership=demo.membership(key),
        seats=seats,
        kind=kind,
        release_on=demo.today + timedelta(days=days),
    )


def _firm(demo: "Demo") -> None:
    """Two weeks left: the county board has named one for four seats, others more."""
    run = _run(demo, "Att arbeta i staten", (58, 59), 16)
    for key, seats in LOTS:
        _lot(demo, run, key, seats, 14, Allotment.Kind.FIRM)
    for key in ("maria", "hanna", "ali", "mikael", "gustav", "nils"):
        _enrol(run, demo.person(key))


def _optional(demo: "Demo") -> None:
    """Seats that an authority may take or give back."""
    run = _run(demo, "Kompetensbaserad rekrytering", (72,), 12)
    _lot(demo, run, "lansstyrelsen", 2, 25, Allotment.Kind.OPTIONAL)
    _enrol(run, demo.person("elin"))


def _line(demo: "Demo") -> None:
    """A full run: a group that wants all its seats or none, and one who was put before it."""
    run = _run(demo, "Arbetsmiljöutbildning", (44, 45), 4)
    for key in ("hanna", "ali", "gustav", "tomas"):
        _enrol(run, demo.person(key))
    group = EnrolmentGroup.objects.create(
        run=run, membership=demo.membership("bolagsverket"), size=3, whole=True
    )
    for key in ("nils", "sara", "oskar"):
        _enrol(run, demo.person(key), group)
    anna = _enrol(run, demo.person("anna"))
    reason = "Blev utan plats på samma kurs i våras."
    Priority.objects.create(
        enrolment=anna,
        run=run,
        person_id=anna.person_id,
        membership_id=anna.membership_id,
        priority=1,
        reason=reason,
    )
    _note(run, "prioritise", anna, reason=reason)


def _enrol(run: Run, person: Person, group: EnrolmentGroup | None = None) -> Enrolment:
    made: Enrolment = Enrolment.objects.create(
        run=run, person=person, membership_id=person.membership_id, group=group
    )
    _note(run, "enrol", made)
    return made


def _note(run: Run, verb: str, enrolment: Enrolment, **facts: str) -> None:
    JournalEntry.objects.create(
        user_id=None,
        verb=verb,
        subject="courses.run",
        subject_id=run.pk,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        facts={"enrolment": enrolment.pk, **facts},
    )
