"""A manager induction programme under way, and the draft of the next year's."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from courses.models import Course
from induction.actions.certificate import issue
from induction.actions.invite import invite
from induction.actions.take_part import answer, end, tick
from induction.models import (
    Module,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
    Programme,
    ProgrammeMember,
)
from induction.rules import WAIT_DAYS
from members.models import Person
from mentorship.models import MentorRound
from network import scope
from network.models import Errand, User
from network.seat import Seat

# kind, title, the course's name, days after the start that it is to be done by
MODULES = (
    ("meeting", "Gemensam start", "", 30),
    ("course", "Att arbeta i staten", "Att arbeta i staten", 120),
    ("own", "Samtal med din chef om uppdraget", "", 150),
    ("course", "Arbetsmiljöutbildning", "Arbetsmiljöutbildning", 240),
    ("course", "Chef i staten", "Chef i staten", 330),
    ("own", "Ett studiebesök på en annan myndighet", "", 345),
)
ABOUT = (
    "Första året som chef: kurser tillsammans med andra nya chefer, och en mentor från en annan"
    " myndighet. Exempeldata."
)


@dataclass(frozen=True)
class Way:
    """Somebody's way: days since they were invited, what they said, and what they have ticked."""

    invited: int
    said: str = ""
    ticks: int = 0
    ended: int | None = None  # days ago
    completed: bool = False


WAYS = {
    "elin": Way(240, "yes", ticks=3, ended=2, completed=True),
    "per": Way(215, "yes", ticks=1),
    "ingrid": Way(200, "yes", ticks=2),
    "hanna": Way(190, "yes", ticks=1, ended=70),
    "oskar": Way(120, "no"),
    "mikael": Way(60, "later"),
    "lovisa": Way(3),
}
# Days since they began to lead staff; the last ones are proposed and not invited.
NEW = {
    **{"elin": 330, "ingrid": 300, "hanna": 290, "oskar": 200, "mikael": 160, "lovisa": 110},
    **{"gustav": 125, "anna": 40},
}
TITLES = {"elin": "Enhetschef", "gustav": "Sektionschef", "oskar": "Enhetschef"}


def seed(demo: Demo) -> None:
    """One under way with people at different points, and one that is a draft."""
    start = date(demo.today.year, 2, 1)
    if start > demo.today - timedelta(days=60):
        start = date(demo.today.year - 1, 2, 1)
    now = _programme(demo, start, published=True)
    _programme(demo, date(start.year + 1, 2, 1), published=False)
    if demo.slug != VN:
        return
    for key, days in NEW.items():
        person = demo.person(key)
        person.manager_since = demo.today - timedelta(days=days)
        person.title = TITLES.get(key, "Gruppchef")
        person.save(update_fields=["manager_since", "title"])
    before = set(Errand.objects.values_list("pk", flat=True))
    for key, way in WAYS.items():
        _go(demo, now, demo.person(key), way)
    # What the letters of the demo's past would have said is no news to anybody.
    Errand.objects.exclude(pk__in=before).delete()


def _programme(demo: Demo, start: date, *, published: bool) -> Programme:
    found: Programme = Programme.objects.create(
        title=f"Ny som chef {start.year}",
        starts=start,
        ends=start + timedelta(days=364),
        newest_months=18,
        about=ABOUT,
        mentor_round=MentorRound.objects.order_by("-closes").first() if published else None,
        published_at=timezone.now() - timedelta(days=250) if published else None,
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


def _seat(demo: Demo, user_id: int | None, **grants: frozenset[int] | frozenset[str]) -> Seat:
    """Somebody's seat as the demo's past had it."""
    user = User.objects.get(pk=user_id or 0)
    return Seat(user, demo.network, replace(scope.current(), **grants))  # type: ignore[arg-type]


def _go(demo: Demo, programme: Programme, person: Person, way: Way) -> None:
    """As they did it, then with the days on which they did."""
    invited = demo.today - timedelta(days=way.invited)
    coordinator = frozenset({"network_coordinator"})
    karin = _seat(demo, demo.person("karin").user_id, roles=coordinator)
    if not invite(programme, [person.pk], today=invited, by=karin):
        return
    mine = Participation.objects.filter(programme=programme, person=person)
    mine.update(invited_at=_at(way.invited))
    me = _seat(demo, person.user_id, people=frozenset({person.pk}))
    if way.said:
        answered = demo.today - timedelta(days=way.invited - 2)
        later = demo.today + timedelta(days=WAIT_DAYS) if way.said == "later" else None
        answer(
            mine.with_all().get(),
            accepted=way.said == "yes",
            today=answered,
            by=me,
            later=later,
        )
        ParticipationAnswer.objects.filter(participation__in=mine).update(at=_at(way.invited - 2))
    for module in programme.modules.exclude(kind=Module.Kind.COURSE)[: way.ticks]:
        tick(mine.with_all().get(), module, done=True, by=me)
    if way.ended is not None:
        end(mine.with_all().get(), completed=way.completed, today=demo.today, by=me)
        ParticipationEnd.objects.filter(participation__in=mine).update(at=_at(way.ended))
        if way.completed:
            issue(mine.with_all().get(), tell=False)


def _at(days: int) -> datetime:
    """So many days ago."""
    return timezone.now() - timedelta(days=days)
