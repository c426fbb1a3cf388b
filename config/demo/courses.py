"""Example courses: the real names of 2013, and a made-up year of runs around today."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.deciding import changed, decided
from courses.actions.enrol import late_terms
from courses.models import (
    Area,
    Course,
    Enrolment,
    LateFeePolicy,
    LateFeeTier,
    Run,
    Session,
    SessionLink,
)
from courses.rules import RunState
from members.models import Person
from network.models import JournalEntry

if TYPE_CHECKING:
    from config.demo.seeding import Demo

NAMES = Path(__file__).parent / "data" / "vasternorrland-courses-2013.csv"

AREAS = {
    "lead": ("Ledarskap", "Leadership"),
    "it": ("It och verksamhetsutveckling", "IT and development"),
    "state": ("Den statliga rollen", "Working for the State"),
    "staff": ("Personal och arbetsmiljö", "Staff and work environment"),
}


@dataclass(frozen=True)
class About:
    """What the demo says of a course; all but the Swedish title is made up."""

    area: str
    price: int
    title_en: str
    summary_sv: str
    summary_en: str
    audience_sv: str
    audience_en: str


ABOUT = {
    "Ledare utan personalansvar": About(
        "lead", 7400, "Leading without staff",
        "Led projekt, processer och möten utan att vara chef.",
        "Lead projects, processes and meetings without being a manager.",
        "Projekt- och processledare", "Project and process leaders",
    ),
    "Chef i staten": About(
        "lead", 5200, "Manager in the State",
        "Uppdrag, arbetsgivarroll och rättsliga ramar för dig som är ny chef.",
        "Mission, employer's role and legal frame for new managers.",
        "Nya chefer", "New managers",
    ),
    "Kravhantering grund": About(
        "it", 5400, "Requirements, the basics",
        "Fånga, skriva och pröva krav tillsammans med verksamheten.",
        "Find, write and test requirements together with the users.",
        "It och verksamhetsutveckling", "IT and development",
    ),
    "Testledarutbildning": About(
        "it", 5900, "Test leader",
        "Planera, leda och avsluta test i förvaltning och projekt.",
        "Plan, lead and finish tests in maintenance and projects.",
        "It", "IT",
    ),
    "Kompetensbaserad rekrytering": About(
        "staff", 4600, "Competence-based recruiting",
        "Från kravprofil till intervju och referenser, rättssäkert.",
        "From profile to interview and references, fair in law.",
        "Chefer och HR", "Managers and HR",
    ),
    "Arbetsmiljöutbildning": About(
        "staff", 3900, "Work environment",
        "För chefer och skyddsombud, gärna tillsammans.",
        "For managers and safety representatives, together if they can.",
        "Chefer och skyddsombud", "Managers and safety representatives",
    ),
    "Statstjänstemannarollen i fokus": About(
        "state", 1900, "The civil servant's role",
        "En dag om objektivitet, mod och svåra lägen.",
        "A day on objectivity, courage and hard moments.",
        "Alla medarbetare", "All employees",
    ),
    "Att arbeta i staten": About(
        "state", 2800, "Working for the State",
        "Grundlag, roll och värdegrund för dig som är ny i en myndighet.",
        "Constitution, role and values for those who are new in an authority.",
        "Alla medarbetare", "All employees",
    ),
    "Den statliga värdegrunden": About(
        "state", 0, "The common values of central government",
        "En förmiddag om de sex principerna, med egna exempel.",
        "A morning on the six principles, with examples of your own.",
        "Alla medarbetare", "All employees",
    ),
    "Leda på distans": About(
        "lead", 3200, "Leading at a distance",
        "Närvaro, tillit och tydlighet när gruppen sitter på flera orter.",
        "Presence, trust and clarity when the group sits in several towns.",
        "Chefer", "Managers",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A run: days counted from today, then seats, how many come, where and in which state."""

    course: str
    days: tuple[int, ...]
    capacity: int
    come: int
    place: str
    town: str
    state: str = RunState.OPEN
    first: int = 0  # whom the list of people begins with


H, O, P = RunState.HELD, RunState.OPEN, RunState.PLANNED  # noqa: E741
RUNS = {
    "vasternorrland": (
        Plan("Att arbeta i staten", (-625, -624), 18, 11, "SPV", "Sundsvall", H, 6),
        Plan("Ledare utan personalansvar", (-560, -559, -532, -531), 16, 13, "Bolagsverket",
             "Sundsvall", H, 1),
        Plan("Kravhantering grund", (-455, -454), 14, 8, "CSN", "Sundsvall", H, 9),
        Plan("Arbetsmiljöutbildning", (-410, -409), 16, 14, "Skatteverket", "Härnösand", H, 3),
        Plan("Statstjänstemannarollen i fokus", (-395,), 24, 16, "Kammarrätten", "Sundsvall", H),
        Plan("Testledarutbildning", (-300, -299), 16, 9, "Försäkringskassan it", "Sundsvall", H),
        Plan("Att arbeta i staten", (-262, -261), 20, 14, "SPV", "Sundsvall", H, 3),
        Plan("Arbetsmiljöutbildning", (-215, -214), 16, 12, "Skatteverket", "Härnösand", H, 5),
        Plan("Ledare utan personalansvar", (-190, -189, -160, -159), 18, 15, "Bolagsverket",
             "Sundsvall", H, 2),
        Plan("Kravhantering grund", (-120, -119), 14, 10, "CSN", "Sundsvall", H, 7),
        Plan("Chef i staten", (-75, -74), 12, 7, "Länsstyrelsen", "Härnösand", H, 1),
        Plan("Statstjänstemannarollen i fokus", (-40,), 24, 17, "Kammarrätten", "Sundsvall", H, 4),
        Plan("Att arbeta i staten", (26, 56), 12, 11, "Bolagsverket", "Sundsvall", O, 1),
        Plan("Arbetsmiljöutbildning", (33, 34), 10, 12, "Skatteverket", "Härnösand", O, 6),
        Plan("Arbetsmiljöutbildning", (75, 76), 16, 5, "CSN", "Sundsvall", O, 2),
        Plan("Ledare utan personalansvar", (40, 41, 68, 69), 16, 11, "Bolagsverket", "Sundsvall",
             O, 8),
        Plan("Ledare utan personalansvar", (61, 62, 96, 97), 14, 12, "Länsstyrelsen",
             "Härnösand", O, 3),
        Plan("Ledare utan personalansvar", (89, 90, 124, 125), 16, 4, "Mittuniversitetet",
             "Sundsvall", O, 0),
        Plan("Kravhantering grund", (47, 48), 18, 3, "", "", O, 10),
        Plan("Testledarutbildning", (54, 55), 14, 7, "Försäkringskassan it", "Sundsvall", O, 12),
        Plan("Kompetensbaserad rekrytering", (82, 83), 12, 8, "SPSM", "Härnösand", O, 9),
        Plan("Statstjänstemannarollen i fokus", (103,), 20, 6, "Kammarrätten", "Sundsvall", O, 4),
        Plan("Chef i staten", (131, 132), 16, 0, "Länsstyrelsen", "Härnösand",
             RunState.TENTATIVE),
        Plan("Kompetensbaserad rekrytering", (160, 161), 16, 0, "CSN", "Sundsvall", P),
    ),
    "jamtland": (
        Plan("Den statliga värdegrunden", (-430,), 20, 5, "Länsstyrelsen", "Östersund", H),
        Plan("Den statliga värdegrunden", (-50,), 20, 6, "Länsstyrelsen", "Östersund", H),
        Plan("Den statliga värdegrunden", (30,), 24, 5, "", "", O, 1),
        Plan("Leda på distans", (45, 46), 12, 4, "Samverket", "Östersund", O, 2),
        Plan("Att arbeta i staten", (70, 71), 6, 7, "Länsstyrelsen", "Östersund", O),
    ),
}  # fmt: skip


def seed(demo: "Demo") -> None:
    """Courses, runs and seats for one network; of people only the demo's own."""
    _add_late_fees(demo)
    courses = _add_courses(demo)
    people = sorted(demo.people.values(), key=lambda person: person.email)
    oneself = demo.people.get("amina")
    others = [person for person in people if person != oneself]
    for plan in RUNS[demo.slug]:
        run = _add_run(demo, courses[plan.course], plan)
        turned = others[plan.first :] + others[: plan.first]
        _add_seats(run, plan, turned[: plan.come])
    if oneself:
        _enrol(Run.objects.get(course=courses["Kravhantering grund"], number=2), oneself, 140)
        _enrol(Run.objects.get(course=courses["Arbetsmiljöutbildning"], number=3), oneself, 2)


def _add_late_fees(demo: "Demo") -> None:
    since = date(demo.today.year - 2, 1, 1)
    decision = decided("Sen avbokning (exempel)", date(since.year - 1, 11, 20), reference="§ 9")
    policy = LateFeePolicy.objects.create(
        name="Exempel: sen avbokning", since=since, by_decision=decision
    )
    changed(decision, "late_fee_rule", policy.pk, policy.name)
    for days_before, percent in ((14, 0), (7, 50), (0, 100)):
        LateFeeTier.objects.create(policy=policy, days_before=days_before, percent=percent)


def _add_courses(demo: "Demo") -> dict[str, Course]:
    """The courses that the network has runs of; Västernorrland's names come from its own list."""
    with NAMES.open(encoding="utf-8") as file:
        real = {row["kurs"] for row in csv.DictReader(file, delimiter=";")}
    planned = {plan.course for plan in RUNS[demo.slug]}
    areas = {
        key: Area.objects.create(name_sv=swedish, name_en=english)
        for key, (swedish, english) in AREAS.items()
    }
    found = {}
    for title, about in ABOUT.items():
        if title in planned or (demo.slug == "vasternorrland" and title in real):
            found[title] = Course.objects.create(
                title_sv=title,
                title_en=about.title_en,
                area=areas[about.area],
                summary_sv=about.summary_sv,
                summary_en=about.summary_en,
                audience_sv=about.audience_sv,
                audience_en=about.audience_en,
                prerequisites_sv="Inga.",
                prerequisites_en="None.",
            )
    return found


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _days(today: date, plan: Plan) -> list[date]:
    """The plan's days as Tuesdays and the days after them, neither at Christmas nor in July."""
    first = today + timedelta(days=plan.days[0])
    first += timedelta(days=(1 - first.weekday()) % 7)
    found: list[date] = []
    for before, offset in zip((None, *plan.days), plan.days, strict=False):
        if before is not None and offset - before == 1:
            found.append(found[-1] + timedelta(days=1))
            continue
        day = first + timedelta(weeks=round((offset - plan.days[0]) / 7))
        later = 0
        if day.month == 7:
            later = 5
        elif (day.month, day.day) >= (12, 18) or (day.month, day.day) <= (1, 6):
            later = 3
        first += timedelta(weeks=later)  # what follows keeps its distance
        found.append(day + timedelta(weeks=later))
    return found


def _add_run(demo: "Demo", course: Course, plan: Plan) -> Run:
    days = _days(demo.today, plan)
    first = days[0]
    run: Run = Run.objects.create(
        course=course,
        number=Run.objects.filter(course=course).count() + 1,
        state=RunState.OPEN if plan.state == RunState.HELD else plan.state,
        form=Run.Form.ON_SITE if plan.place else Run.Form.DIGITAL,
        place=plan.place,
        town=plan.town,
        teacher="Upphandlad utbildare (exempel)",
        capacity=plan.capacity,
        minimum=max(3, plan.capacity // 2),
        decide_on=first - timedelta(days=21),
        price=Decimal(ABOUT[course.title_sv].price),
        opens_at=_at(first - timedelta(days=200), 8),
        closes_at=_at(first - timedelta(days=6), 16),
    )
    for day in sorted(set(days)):
        session = Session.objects.create(run=run, starts_at=_at(day, 9), ends_at=_at(day, 16))
        if not plan.place:
            link = f"https://mote.example.org/{run.pk}-{session.pk}"
            SessionLink.objects.create(session=session, run=run, url=link)
    run.refresh_from_db()
    return run


def _add_seats(run: Run, plan: Plan, people: list[Person]) -> None:
    for place, person in enumerate(people):
        _enrol(run, person, max(3, len(people) - place) + (60 if plan.days[0] < 0 else 0))
    if plan.state == RunState.HELD:
        run.state = RunState.HELD
        run.save(update_fields=["state"])


def _enrol(run: Run, person: Person, days_ago: int) -> None:
    """A seat or a place in line, taken some days before today, or before a run that is over."""
    latest = min(timezone.now(), run.begins_at or timezone.now())
    at = latest - timedelta(days=days_ago, hours=person.pk % 7, minutes=person.pk * 13 % 60)
    enrolment = Enrolment.objects.create(
        run=run,
        person=person,
        membership_id=person.membership_id,
        terms=[term.as_json() for term in late_terms(run)],
        enrolled_at=at,
    )
    JournalEntry.objects.create(
        at=at,
        user_id=person.user_id,
        verb="enrol",
        subject="courses.run",
        subject_id=run.pk,
        person_id=person.pk,
        membership_id=person.membership_id,
        facts={"enrolment": enrolment.pk},
    )
