"""A round of the mentoring programme that is open, and a few requests."""

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
TOWNS = {"peter": "Härnösand", "nils": "Sundsvall", "tomas": "Sundsvall", "maria": "Härnösand"}
STAFF = {"peter": 14, "nils": 9, "tomas": 22, "maria": 160}
OPEN_STARTS = timedelta(days=90)  # from today


def title_of(starts: date) -> str:
    """A round by the half-year in which it starts."""
    return f"Mentorsprogrammet {'våren' if starts.month < 7 else 'hösten'} {starts.year}"


def seed(demo: Demo) -> None:
    """The open round in both networks, the requests where the managers are."""
    Competence.objects.lay_usual()
    today = demo.today
    starts = today + OPEN_STARTS
    found = MentorRound.objects.create(
        title=title_of(starts),
        opens=today - timedelta(days=21),
        closes=today + timedelta(days=28),
        starts=starts,
        ends=starts + timedelta(days=310),
        midway=starts + timedelta(days=150),
        places=24,
        mentee_price=1500,
        costs="Varje myndighet betalar egna resor och måltider. Priset täcker de gemensamma "
        "träffarna. Exempeldata.",
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
            manager_since=person.manager_since,
            town=TOWNS[who],
            staff=STAFF[who],
            level=Interest.Level.HEAD if who == "maria" else Interest.Level.FIRST,
        )
        coordinator = demo.person("karin").user_id
        if approved is not None and coordinator:
            ManagerAnswer.objects.create(
                interest=asked,
                person=person,
                approved=approved,
                user_id=coordinator,
            )
