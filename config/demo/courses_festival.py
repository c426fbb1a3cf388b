"""Example festivals and lookouts: made up, but for the kinds of things that the networks do."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.actions.festival import lay_runs
from courses.actions.lookout import lay_lookout
from courses.actions.timetable import as_item, as_places, as_slots
from courses.festivals.rules import FestivalState, ItemState
from courses.festivals.timetable import propose
from courses.models import (
    Enrolment,
    Festival,
    FestivalItem,
    FestivalPlace,
    FestivalSlot,
    LookoutSeries,
    LookoutTurn,
)
from members.models import Membership, Person

if TYPE_CHECKING:
    from config.demo.seeding import Demo

# Title, summary (both sv, en), form, digital, best half of the day.
ITEMS = (
    ("Ett besök bakom disken", "A visit behind the counter",
     "Följ ett ärende från besök till beslut.", "Follow a case from visit to decision.",
     "visit", False, "morning"),
    ("När texten blir begriplig", "When the text makes sense",
     "Vi skriver om ett riktigt beslut tillsammans.", "We rewrite a real decision together.",
     "workshop", False, "any"),
    ("Samtal om tillit", "A talk on trust",
     "Vad händer när chefen släpper taget?", "What happens when the manager lets go?",
     "discussion", False, "afternoon"),
    ("Ai i handläggningen", "AI in case work",
     "Tre försök, två misstag och vad vi gör nu.", "Three trials, two mistakes and what now.",
     "talk", True, "any"),
    ("Leda på distans", "Leading at a distance",
     "Vanor som håller ihop en spridd grupp.", "Habits that hold a scattered team together.",
     "workshop", True, "morning"),
    ("Krisen kommer en fredag", "The crisis comes on a Friday",
     "En övning i kriskommunikation.", "An exercise in crisis communication.",
     "workshop", False, "any"),
    ("Mät det som betyder något", "Measure what matters",
     "Fyra mått som vi slutade med.", "Four measures that we gave up.",
     "talk", False, "afternoon"),
    ("Nya på jobbet", "New at work",
     "Så tar tre myndigheter emot nya medarbetare.", "How three authorities welcome new staff.",
     "discussion", False, "any"),
)  # fmt: skip
PLACES = (
    ("Stora salen, Residenset", 80, False),
    ("Rum Storsjön", 30, False),
    ("Digitalt", 200, True),
)
TIMES = ((time(9), time(10)), (time(10, 30), time(11, 30)), (time(13), time(14)))
THEMES = (("Framtidens arbetssätt", "Tomorrow's ways of working"), ("Nära", "Close"))


def seed(demo: "Demo") -> None:
    """A published festival, a call for the next one, and two series with a rota."""
    members = list(Membership.objects.on(demo.today).select_related("authority").order_by("pk"))
    monday = demo.today - timedelta(days=demo.today.weekday())
    if demo.slug == "jamtland":
        _published(demo, members, monday + timedelta(weeks=3))
        _call(demo, members, monday + timedelta(weeks=29))
    _lookouts(demo, members, monday)


def _festival(demo: "Demo", first: date, theme: tuple[str, str], state: str) -> Festival:
    festival: Festival = Festival.objects.create(
        name_sv=f"Myndighetsfestivalen {first.year}",
        name_en=f"The authority festival {first.year}",
        theme_sv=theme[0],
        theme_en=theme[1],
        about_sv="En vecka då vi visar varandra hur vi arbetar. Exempeldata.",
        about_en="A week in which we show each other how we work. Example data.",
        first_day=first,
        last_day=first + timedelta(days=4),
        call_opens=min(demo.today, first) - timedelta(weeks=8 if state == "published" else 2),
        call_closes=min(demo.today + timedelta(weeks=4), first - timedelta(weeks=1)),
        state=state,
    )
    return festival


def _published(demo: "Demo", members: list[Membership], first: date) -> None:
    festival = _festival(demo, first, THEMES[0], FestivalState.PUBLISHED)
    for name, seats, digital in PLACES:
        FestivalPlace.objects.create(festival=festival, name=name, seats=seats, digital=digital)
    for day in range(4):
        for starts, ends in TIMES:
            on = first + timedelta(days=day)
            FestivalSlot.objects.create(
                festival=festival,
                starts_at=timezone.make_aware(datetime.combine(on, starts)),
                ends_at=timezone.make_aware(datetime.combine(on, ends)),
            )
    items = [
        _item(festival, member, row, ItemState.ACCEPTED)
        for member, row in zip(members, ITEMS, strict=False)
    ]
    found = propose(
        [as_item(item) for item in items],
        as_slots(festival.slots.all()),
        as_places(festival.places.all()),
        [member.pk for member in members],
    )
    for item in items:
        item.slot_id, item.place_id = found.placed.get(item.pk, (None, None))
        item.save()
    for slot in festival.slots.all():
        slot.host_id = found.hosts.get(slot.pk)
        slot.save()
    lay_runs(festival)
    _choose(festival)


def _item(
    festival: Festival, member: Membership, row: tuple[object, ...], state: str
) -> FestivalItem:
    person = Person.objects.filter(membership=member).order_by("pk").first()
    person = person or Person.objects.order_by("pk").first()
    assert person is not None  # noqa: S101 - the demo has people
    title_sv, title_en, summary_sv, summary_en, form, digital, half = row
    item: FestivalItem = FestivalItem.objects.create(
        festival=festival,
        membership=member,
        person=person,
        title_sv=title_sv,
        title_en=title_en,
        summary_sv=summary_sv,
        summary_en=summary_en,
        form=form,
        minutes=60,
        seats=20 if form == "workshop" else 60,
        digital=digital,
        presenters=person.name,
        wish_half=half,
        state=state,
    )
    return item


def _choose(festival: Festival) -> None:
    """Some people have made their timetable; one item is full and has a line."""
    people = list(Person.objects.filter(user__isnull=False).order_by("pk"))
    for place, item in enumerate(festival.items.exclude(run=None).order_by("pk")):
        for person in people[place % 3 :: 3][:12]:
            Enrolment.objects.create(
                run_id=item.run_id, person=person, membership_id=person.membership_id
            )


def _call(demo: "Demo", members: list[Membership], first: date) -> None:
    festival = _festival(demo, first, THEMES[1], FestivalState.CALL)
    for member, row in zip(members[1:3], ITEMS[5:7], strict=False):
        item = _item(festival, member, row, ItemState.SENT)
        item.title_sv, item.title_en = f"{item.title_sv}, del 2", f"{item.title_en}, part 2"
        item.save()


def _lookouts(demo: "Demo", members: list[Membership], monday: date) -> None:
    series = LookoutSeries.objects.create(
        kind=LookoutSeries.Kind.LOOKOUT,
        name_sv="Myndighetsspaningar",
        name_en="Authority lookouts",
        about_sv="En myndighet visar något som den är bra på, eller brottas med.",
        about_en="An authority shows something it is good at, or struggles with.",
        first_day=monday - timedelta(weeks=24) + timedelta(days=2),
        every_weeks=6,
    )
    topics = ("Ständiga förbättringar", "Vår digitala resa", "Framtidens medarbetare")
    for n in range(7):
        day = series.first_day + timedelta(weeks=6 * n)
        turn = LookoutTurn.objects.create(
            series=series, membership=members[n % len(members)], day=day
        )
        if day < demo.today or n == 4:
            turn.title_sv = f"{topics[n % 3]} {n + 1}"
            turn.summary_sv = "Så gjorde vi, och det här skulle vi göra annorlunda."
            turn.place, turn.town, turn.seats, turn.filled = "Hos värden", "", 40, 1
            turn.save()
        if n == 4 and day >= demo.today:
            lay_lookout(turn.pk)
    lunch = LookoutSeries.objects.create(
        kind=LookoutSeries.Kind.LUNCH,
        name_sv="Lunchträffar",
        name_en="Lunch meetings",
        about_sv="Ät tillsammans och hör vad grannmyndigheten gör.",
        about_en="Eat together and hear what the neighbouring authority does.",
        first_day=monday + timedelta(weeks=2, days=3),
        every_weeks=8,
        starts=time(12),
        ends=time(13),
    )
    LookoutTurn.objects.create(series=lunch, membership=members[0], day=lunch.first_day)
