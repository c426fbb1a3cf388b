"""The festival's timetable: a grid, a proposal that nothing can better, and moves by hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.actions.festival import lay_runs
from courses.festivals import timetable
from courses.festivals.rules import FestivalState
from courses.festivals.timetable import Clash, Half, Item, Place, Slot, Timetable, Why
from courses.models import Festival, FestivalItem, FestivalPlace, FestivalSlot
from members.models import Membership
from network.models.journal import note
from network.seat import Seat

SATURDAY = 5


class Contradiction(Exception):
    """Two pinned items cannot both stand; `clashes` says which and why."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(len(clashes))
        self.clashes = clashes


def lay_times(festival: Festival, spans: Sequence[tuple[time, time]], *, by: Seat) -> None:
    """Give every weekday of a festival these times; times with an item stay whatever is said."""
    by.require("keep_festivals")
    wanted = {
        (_moment(day, starts), _moment(day, ends))
        for day in weekdays(festival.first_day, festival.last_day)
        for starts, ends in spans
    }
    there = {(slot.starts_at, slot.ends_at): slot for slot in festival.slots.all()}
    used = set(_items(festival).exclude(slot=None).values_list("slot", flat=True))
    for span, slot in there.items():
        if span not in wanted and slot.pk not in used:
            slot.delete()
    kept = {slot.starts_at for slot in festival.slots.all()}
    FestivalSlot.objects.bulk_create(
        [
            FestivalSlot(festival=festival, starts_at=starts, ends_at=ends)
            for starts, ends in sorted(wanted)
            if starts not in kept
        ]
    )
    note("lay_times", festival, times=len(wanted))


def weekdays(first: date, last: date) -> list[date]:
    """Mondays to Fridays from a day to a day."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < SATURDAY]


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _items(festival: Festival) -> QuerySet[FestivalItem]:
    found: QuerySet[FestivalItem] = FestivalItem.objects.accepted().filter(festival=festival)
    return found


def as_slots(slots: Iterable[FestivalSlot]) -> list[Slot]:
    """The times as the timetable reads them, in the network's own time."""
    return [
        Slot(slot.pk, timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at))
        for slot in slots
    ]


def as_places(places: Iterable[FestivalPlace]) -> list[Place]:
    """The rooms as the timetable reads them."""
    return [Place(place.pk, place.seats, place.digital) for place in places]


def as_item(item: FestivalItem) -> Item:
    """An item as the timetable reads it; a smaller room than wished for is no hindrance."""
    pin = (item.slot_id, item.place_id) if item.pinned and item.slot_id else None
    return Item(
        item.pk,
        item.membership_id,
        item.presenter_names,
        item.minutes,
        0,
        item.digital,
        item.wish_day,
        Half(item.wish_half),
        pin,  # type: ignore[arg-type] # a time always has its place, by a constraint
    )


def clashes_of(festival: Festival) -> list[Clash]:
    """What cannot stand as the timetable is now."""
    items = list(_items(festival))
    where = {
        item.pk: (item.slot_id, item.place_id) for item in items if item.slot_id and item.place_id
    }
    return timetable.clashes(
        [as_item(item) for item in items],
        as_slots(festival.slots.all()),
        as_places(festival.places.all()),
        where,
    )


def propose_timetable(festival: Festival, *, by: Seat) -> Timetable:
    """Place every accepted item that is not pinned anew, and share out the hosting.

    Raises Contradiction when pinned items cannot both stand.
    """
    by.require("keep_festivals")
    items = list(_items(festival))
    asked = [as_item(item) for item in items]
    slots, places = as_slots(festival.slots.all()), as_places(festival.places.all())
    pins = {item.id: item.pin for item in asked if item.pin}
    contradictions = timetable.clashes(asked, slots, places, pins)
    if contradictions:
        raise Contradiction(contradictions)
    members = Membership.objects.on(festival.first_day).values_list("pk", flat=True)
    found = timetable.propose(asked, slots, places, list(members))
    with transaction.atomic():
        _write(festival, items, found.placed)
        for slot in festival.slots.all():
            slot.host_id = found.hosts.get(slot.pk)
            slot.save(update_fields=["host"])
        note("propose_timetable", festival, placed=len(found.placed), left=len(found.left))
        _follow(festival)
    return found


def move_items(
    festival: Festival,
    where: Mapping[int, tuple[int, int] | None],
    pinned: Iterable[int],
    hosts: Mapping[int, int | None],
    *,
    by: Seat,
) -> None:
    """Keep a timetable made by hand, clashes and all: the page shows them, people decide.

    Only two items in one room at one time are refused, with Contradiction.
    """
    by.require("keep_festivals")
    items, stays = list(_items(festival)), set(pinned)
    refused = [
        clash
        for clash in timetable.clashes(
            [as_item(item) for item in items],
            as_slots(festival.slots.all()),
            as_places(festival.places.all()),
            {pk: cell for pk, cell in where.items() if cell},
        )
        if clash.why == Why.SAME_PLACE
    ]
    if refused:
        raise Contradiction(refused)
    with transaction.atomic():
        for item in items:
            item.pinned = item.pk in stays and where.get(item.pk) is not None
        FestivalItem.objects.bulk_update(items, ["pinned"])
        _write(festival, items, {pk: cell for pk, cell in where.items() if cell})
        for slot in festival.slots.all():
            if slot.pk in hosts and slot.host_id != hosts[slot.pk]:
                slot.host_id = hosts[slot.pk]
                slot.save(update_fields=["host"])
        note("move_items", festival)
        _follow(festival)


def _write(
    festival: Festival, items: list[FestivalItem], placed: Mapping[int, tuple[int, int]]
) -> None:
    # All leave their rooms first, so that two can change places.
    _items(festival).update(slot=None, place=None)
    for item in items:
        item.slot_id, item.place_id = placed.get(item.pk, (None, None))
    FestivalItem.objects.bulk_update(items, ["slot", "place"])


def _follow(festival: Festival) -> None:
    """A published programme follows the timetable at once."""
    if festival.state == FestivalState.PUBLISHED:
        lay_runs(festival)
