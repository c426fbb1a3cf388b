"""The example network's open catalogue, and a lookout that takes guests."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.models import Course, OpenCatalogue, Run, Session
from courses.rules import RunState

if TYPE_CHECKING:
    from config.demo.seeding import Demo


def seed(demo: "Demo") -> None:
    """Open Västernorrland's catalogue, with a lookout and a talk in English that take guests."""
    if demo.slug != "vasternorrland":
        return
    OpenCatalogue.objects.create(since=demo.today - timedelta(days=200))
    lookout = Course.objects.create(
        kind=Course.Kind.LOOKOUT,
        title_sv="Myndighetsspaning hos Bolagsverket",
        title_en="A lookout at Bolagsverket",
        summary_sv="Se hur en annan myndighet arbetar, och ställ frågor på plats.",
        summary_en="See how another authority works, and ask on the spot.",
        audience_sv="Alla nyfikna, också utanför nätverket",
        audience_en="Everybody who is curious, outside the network too",
    )
    _add(demo, lookout, 52, 13, "Bolagsverket", guests=10)
    talk = Course.objects.create(
        kind=Course.Kind.TALK,
        title_sv="Tillit i statsförvaltningen",
        title_en="Trust in public administration",
        summary_sv="Ett föredrag på engelska om vad som gör att medborgare litar på staten.",
        summary_en="A talk in English on what makes citizens trust the State.",
    )
    _add(demo, talk, 66, 15, "Mittuniversitetet", guests=25, language="en")


def _add(
    demo: "Demo", course: Course, in_days: int, hour: int, place: str, *, guests: int,
    language: str = "sv",
) -> None:  # fmt: skip
    day = demo.today + timedelta(days=in_days)
    day += timedelta(days=(3 - day.weekday()) % 7)
    starts = timezone.make_aware(datetime.combine(day, time(hour)))
    run = Run.objects.create(
        course=course,
        number=1,
        state=RunState.OPEN,
        place=place,
        town="Sundsvall",
        capacity=40,
        minimum=5,
        language=language,
        guest_seats=guests,
        closes_at=starts - timedelta(days=2),
    )
    Session.objects.create(run=run, starts_at=starts, ends_at=starts + timedelta(hours=2))
