"""Plain functions that make festivals, items and series for the tests."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from courses.models import (
    Festival,
    FestivalItem,
    FestivalPlace,
    FestivalSlot,
    LookoutSeries,
    LookoutTurn,
)


def open_call(state: str = "call", **facts: object) -> Festival:
    """A festival in half a year whose call is open today; each on a day of its own."""
    today = timezone.localdate()
    first = today + timedelta(days=182 - today.weekday() + 7 * Festival.objects.count())
    festival: Festival = Festival.objects.create(
        **{
            "name_sv": f"Festival {first}",
            "theme_sv": "Nära",
            "first_day": first,
            "last_day": first + timedelta(days=2),
            "call_opens": today - timedelta(days=7),
            "call_closes": today + timedelta(days=7),
            "state": state,
        }
        | facts
    )
    return festival


def sent_item(
    festival: Festival, person_id: int, membership_id: int, **facts: object
) -> FestivalItem:
    """An item that waits for its answer."""
    item: FestivalItem = FestivalItem.objects.create(
        **{
            "festival": festival,
            "person_id": person_id,
            "membership_id": membership_id,
            "title_sv": "Ett besök bakom disken",
            "summary_sv": "Följ ett ärende.",
            "presenters": "Anna Berg",
            "state": "sent",
        }
        | facts
    )
    return item


def lay_grid(festival: Festival, times: int = 2, places: int = 1) -> None:
    """Times from nine on the first day, an hour each, and rooms of 30 seats."""
    for n in range(times):
        starts = timezone.make_aware(datetime.combine(festival.first_day, time(9 + n)))
        FestivalSlot.objects.create(
            festival=festival, starts_at=starts, ends_at=starts + timedelta(hours=1)
        )
    for n in range(places):
        FestivalPlace.objects.create(festival=festival, name=f"Rum {n}", seats=30)


def make_series() -> LookoutSeries:
    """A series every six weeks, begun half a year ago."""
    series: LookoutSeries = LookoutSeries.objects.create(
        name_sv=f"Spaningar {LookoutSeries.objects.count()}",
        about_sv="En myndighet visar.",
        first_day=timezone.localdate() - timedelta(weeks=24),
        every_weeks=6,
    )
    return series


def make_turn(series: LookoutSeries, membership_id: int, day: date | None = None) -> LookoutTurn:
    """A turn in five weeks, or on a day."""
    turn: LookoutTurn = LookoutTurn.objects.create(
        series=series,
        membership_id=membership_id,
        day=day or timezone.localdate() + timedelta(weeks=5),
    )
    return turn
