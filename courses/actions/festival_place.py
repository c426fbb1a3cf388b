"""The rooms of a festival."""

from collections.abc import Iterable, Mapping
from typing import Any

from courses.models import Festival, FestivalItem, FestivalPlace
from network.models.journal import note
from network.seat import Seat


def keep_places(festival: Festival, rows: Iterable[Mapping[str, Any]], *, by: Seat) -> list[str]:
    """Add, change and take away rooms; a room with an item stays. Returns the names that stayed."""
    by.require("keep_festivals")
    there = {place.pk: place for place in festival.places.all()}
    used = set(
        FestivalItem.objects.filter(festival=festival, place__in=there).values_list(
            "place", flat=True
        )
    )
    stayed = []
    for row in rows:
        place = there.get(row.get("id") or 0) or FestivalPlace(festival=festival)
        if row.get("DELETE"):
            if place.pk in used:
                stayed.append(place.name)
            elif place.pk:
                place.delete()
            continue
        place.name, place.seats, place.digital = row["name"], row["seats"], row["digital"]
        place.save()
    note("keep_places", festival)
    return stayed
