"""A manager induction programme under way, and the draft of the next year's."""

from datetime import date, timedelta

from django.utils import timezone

from config.demo.cast import PERSONAS, VN
from config.demo.seeding import Demo
from courses.models import Course, Enrolment
from courses.rules import RunState
from induction.models import (
    Module,
    ModuleDone,
    Participation,
    ParticipationAnswer,
    Programme,
    ProgrammeMember,
)
from members.models import Person
from mentorship.models import MentorRound

# kind, title, the course's name, days after the start that it is to be done by
MODULES = (
    ("meeting", "Gemensam start", "", 30),
    ("course", "Att arbeta i staten", "Att arbeta i staten", 120),
    ("own", "Samtal med din chef om uppdraget", "", 150),
    ("course", "Arbetsmiljöutbildning", "Arbetsmiljöutbildning", 240),
    ("course", "Chef i staten", "Chef i staten", 330),
    ("own", "Ett besök på mentorns arbetsplats", "", 345),
)
ABOUT = (
    "Första året som chef: kurser tillsammans med andra nya chefer, och en mentor från en annan"
    " myndighet. Exempeldata."
)
INVITED_NEW = 6
PROPOSED = 3


def seed(demo: Demo) -> None:
    """One under way with people at different points, and one that is a draft."""
    start = date(demo.today.year, 2, 1)
    if start > demo.today - timedelta(days=60):
        start = date(demo.today.year - 1, 2, 1)
    now = _programme(demo, start, published=True)
    _programme(demo, date(start.year + 1, 2, 1), published=False)
    if demo.slug != VN:
        return
    people = _new_managers(demo)
    for place, person in enumerate([demo.person("per"), *people[:INVITED_NEW]]):
        _take_part(now, person, place)


def _programme(demo: Demo, start: date, *, published: bool) -> Programme:
    found: Programme = Programme.objects.create(
        title=f"Ny som chef {start.year}",
        starts=start,
        ends=start + timedelta(days=364),
        newest_months=18,
        about=ABOUT,
        mentor_round=MentorRound.objects.order_by("-closes").first() if published else None,
        published_at=timezone.now() - timedelta(days=200) if published else None,
    )
    ProgrammeMember.objects.bulk_create(
        ProgrammeMember(programme=found, membership=member) for member in demo.members.values()
    )
    for kind, title, course, days in MODULES:
        there = Course.objects.filter(title_sv=course).first() if course else None
        if course and there is None:
            continue
        Module.objects.create(
            programme=found,
            position=Module.objects.filter(programme=found).count() + 1,
            kind=kind,
            title=title,
            course=there,
            done_by=start + timedelta(days=days),
        )
    return found


def _new_managers(demo: Demo) -> list[Person]:
    """People who have been on courses, and now begin to lead staff; none of the personas."""
    known = [demo.people[one.key].pk for one in PERSONAS if one.key in demo.people]
    came = (
        Enrolment.objects.seated()
        .filter(run__state=RunState.HELD, run__course__title_sv__in=[row[2] for row in MODULES])
        .exclude(person__in=known)
        .filter(person__manager_since=None, membership__in=[m.pk for m in demo.members.values()])
    )
    found = list(Person.objects.filter(pk__in=came.values("person")).order_by("pk"))
    chosen = found[: INVITED_NEW + PROPOSED]
    for place, person in enumerate(chosen):
        person.manager_since = demo.today - timedelta(days=25 + 34 * (len(chosen) - place))
        person.save(update_fields=["manager_since"])
    return chosen


def _take_part(programme: Programme, person: Person, place: int) -> None:
    """The first have come far, the last has not answered, the one before waits."""
    at = timezone.now() - timedelta(days=180 - 20 * place)
    row = Participation.objects.create(
        programme=programme,
        person=person,
        membership_id=person.membership_id,
        manager_since=person.manager_since,
        invited_at=at,
    )
    if place == INVITED_NEW:
        return
    waits = place == INVITED_NEW - 1
    ParticipationAnswer.objects.create(
        participation=row,
        person=person,
        accepted=not waits,
        later=timezone.localdate() + timedelta(days=60) if waits else None,
        at=at + timedelta(days=3),
    )
    if waits:
        return
    done = programme.modules.exclude(kind=Module.Kind.COURSE)[: 1 + place % 2]
    ModuleDone.objects.bulk_create(
        ModuleDone(participation=row, module=module, person=person) for module in done
    )
