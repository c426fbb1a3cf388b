"""A round of the mentoring programme that is open, one that has run, and a few requests."""

from datetime import date, timedelta

from config.demo.cast import VN
from config.demo.seeding import Demo
from members.models import Competence
from mentorship.models import Interest, ManagerAnswer, MentorRound

# who, role, areas, goals, the manager's answer (None: waits)
REQUESTS = (
    (
        "peter",
        "mentee",
        ["change", "strategy"],
        "Jag ska leda en omorganisation i vår och vill ha någon att tänka högt med.",
        None,
    ),
    (
        "nils",
        "mentor",
        ["talks", "law", "self"],
        "Jurist och chef i elva år. Frågar hellre än jag svarar.",
        True,
    ),
    (
        "tomas",
        "mentor",
        ["group", "distance"],
        "Har byggt två driftgrupper på flera orter.",
        True,
    ),
    ("maria", "mentor", ["strategy", "role", "change"], "Vill förstå kommunerna bättre.", None),
)


def seed(demo: Demo) -> None:
    """The open round in both networks, the requests where the managers are."""
    Competence.objects.lay_usual()
    today = demo.today
    year = today.year
    MentorRound.objects.create(
        title=f"Mentorsprogrammet {year - 1}–{year}",
        opens=date(year - 1, 3, 1),
        closes=date(year - 1, 5, 31),
        starts=date(year - 1, 9, 15),
        ends=date(year, 6, 15),
        about="Exempeldata.",
    )
    found = MentorRound.objects.create(
        title=f"Mentorsprogrammet {year}–{year + 1}"
        if today.month < 10
        else f"Mentorsprogrammet {year + 1}",
        opens=today - timedelta(days=21),
        closes=today + timedelta(days=28),
        starts=today + timedelta(days=60),
        ends=today + timedelta(days=360),
        about="Ni träffas ungefär en gång i månaden. Adepten väljer ämnen, mentorn lyssnar, frågar "
        "och delar med sig. Alla ses vid starten och avslutningen. Exempeldata.",
    )
    if demo.slug != VN:
        return
    for who, role, areas, goals, approved in REQUESTS:
        person = demo.person(who)
        asked = Interest.objects.create(
            round=found,
            person=person,
            membership=person.membership,
            role=role,
            areas=areas,
            goals=goals,
        )
        coordinator = demo.person("karin").user_id
        if approved is not None and coordinator:
            ManagerAnswer.objects.create(
                interest=asked,
                person=person,
                approved=approved,
                user_id=coordinator,
            )
