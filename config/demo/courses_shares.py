"""Example divisions: full runs of last year, a draw just made, a preview and open applications."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.deciding import COUNCIL, changed, decided
from courses.actions.divide import divide
from courses.actions.division_placement import place_division
from courses.models import Course, DeclaredNeed, Enrolment, Run, Session, SharePolicy
from courses.rules import Mode, RunState
from members.models import Person
from network.models import Errand, User
from network.scope import Scope
from network.seat import Seat

if TYPE_CHECKING:
    from config.demo.seeding import Demo

# Member -> made-up people who want to learn; the large ones send most and are quickest.
MORE = {
    "bolagsverket": (
        "Johan Selin", "Petra Hägg", "Rasmus Tjäder", "Linnea Borg", "Said Karimi", "Vera Modin",
        "Isak Norén",
    ),
    "csn": ("Moa Stenberg", "Lars Häggström", "Emilia Rask", "Noor Aziz", "Viktor Palm"),
    "miun": ("Agnes Thelin", "Daniel Wik", "Fatima Osman", "Stina Berglund", "Jesper Ask"),
    "fk-it": ("Björn Kask", "Camilla Lööf", "Hugo Sandin"),
    "spv": ("Rebecka Lind", "Anton Grip"),
    "harnosand": ("Kerstin Wallin", "Filip Ros"),
    "skatteverket": ("Tilda Brink",),
    "lansstyrelsen": ("Elias Fors", "Margareta Ytter"),
}  # fmt: skip

# Course, days before today, seats, how many ask: full runs for the simulator to try rules on.
PAST = (
    ("Kompetensbaserad rekrytering", 330, 8, 22),
    ("Chef i staten", 285, 10, 20),
    ("Testledarutbildning", 140, 8, 24),
    ("Kompetensbaserad rekrytering", 95, 9, 21),
)


def seed(demo: "Demo") -> None:
    """Only where the network has people enough to want more than there is."""
    if demo.slug != "vasternorrland":
        return
    since = date(demo.today.year - 1, 1, 1)
    decision = decided("Så delas platserna (exempel)", date(since.year - 1, 12, 4), body=COUNCIL)
    rule = SharePolicy.objects.create(
        minimum=1, small_below=300, firm=True, most_credit=2, since=since, by_decision=decision
    )
    changed(decision, "share_rule", rule.pk, "Regel för andelar")
    people = _people(demo)
    for title, days, seats, many in PAST:
        past = _run(demo, title, -days, seats, mode=Mode.FIRST_COME)
        _ask(past, _quickest_first(people, past.pk)[:many], days_ago=days + 60)
        past.state = RunState.HELD
        past.save(update_fields=["state"])
    amina = demo.person("amina")
    drawn = _run(demo, "Chef i staten", 58, 9, mode=Mode.DRAW, draws_in=-1)
    _ask(drawn, [amina, *people[3:20]], days_ago=20)
    _close(drawn)
    _give_out(demo, drawn)
    shared = _run(demo, "Statstjänstemannarollen i fokus", 66, 8, mode=Mode.SHARES, draws_in=-1)
    for key, seats in (("bolagsverket", 4), ("csn", 3), ("miun", 2), ("fk-it", 2)):
        DeclaredNeed.objects.create(run=shared, membership=demo.membership(key), seats=seats)
    _ask(shared, people[::2][:16], days_ago=18)
    _close(shared)
    divide(shared, user_id=None)
    early, late = (
        _run(demo, "Testledarutbildning", days, 8, mode=Mode.DRAW, draws_in=7) for days in (72, 100)
    )
    for place, person in enumerate(people[1::2][:14]):
        wanted = (early, late) if place % 3 else (late, early)
        for choice, run in enumerate(wanted, start=1):
            _ask(run, [person], days_ago=6, choice=choice)
    chosen = _run(demo, "Kompetensbaserad rekrytering", 110, 4, mode=Mode.SELECTION, draws_in=9)
    _ask(chosen, people[2::4][:7], days_ago=4)


def _people(demo: "Demo") -> list[Person]:
    """The demo's own and some more, authority by authority in turn."""
    found = []
    for key, names in MORE.items():
        for name in names:
            mail = f"{name.lower().replace(' ', '.')}.{key}@example.org"
            found.append(
                Person.objects.create(
                    membership=demo.membership(key),
                    name=name,
                    title="Medarbetare (exempel)",
                    email=mail.translate(str.maketrans("åäöéü", "aaoeu")),
                )
            )
    return sorted(found, key=lambda person: (person.pk * 7) % 29)


def _quickest_first(people: list[Person], turn: int) -> list[Person]:
    """Large authorities hear of courses first; nobody is always first within one."""
    sizes: dict[int, int] = {}
    for person in people:
        sizes[person.membership_id] = sizes.get(person.membership_id, 0) + 1
    return sorted(
        people, key=lambda one: (-sizes[one.membership_id] // 2, (one.pk * 11 + turn) % 31)
    )


def _run(
    demo: "Demo", title: str, in_days: int, seats: int, *, mode: Mode, draws_in: int | None = None
) -> Run:
    course = Course.objects.get(title_sv=title)
    day = demo.today + timedelta(days=in_days)
    day += timedelta(days=(1 - day.weekday()) % 7)
    draws_at = None if draws_in is None else _at(demo.today + timedelta(days=draws_in), 9)
    run: Run = Run.objects.create(
        course=course,
        number=Run.objects.filter(course=course).count() + 1,
        state=RunState.OPEN,
        place="CSN",
        town="Sundsvall",
        teacher="Upphandlad utbildare (exempel)",
        capacity=seats,
        minimum=4,
        price=Decimal(1900),
        mode=mode,
        opens_at=_at(min(day, demo.today) - timedelta(days=90), 8),
        closes_at=draws_at - timedelta(hours=17) if draws_at else None,
        draws_at=draws_at,
    )
    Session.objects.create(run=run, starts_at=_at(day, 9), ends_at=_at(day, 16))
    run.refresh_from_db()
    return run


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _ask(run: Run, people: list[Person], *, days_ago: int, choice: int | None = None) -> None:
    for place, person in enumerate(people):
        Enrolment.objects.create(
            run=run,
            person=person,
            membership_id=person.membership_id,
            choice=choice,
            enrolled_at=timezone.now() - timedelta(days=days_ago) + timedelta(minutes=37 * place),
        )


def _close(run: Run) -> None:
    run.state = RunState.CLOSED
    run.save(update_fields=["state"])


def _give_out(demo: "Demo", run: Run) -> None:
    """As the education coordinator did yesterday; the letters have been read."""
    jonas = User.objects.get(email="jonas@example.org")
    before = set(Errand.objects.values_list("pk", flat=True))
    made = divide(run, user_id=jonas.pk)
    roles = frozenset({"education_coordinator"})
    scope = Scope(demo.network.pk, jonas.pk, whole=True, roles=roles)
    if made is not None:
        place_division(made, by=Seat(jonas, demo.network, scope))
    Errand.objects.exclude(pk__in=before).delete()
