"""Swedish towns and how far apart they lie, as the crow flies.

The coordinates in `towns.csv` are facts from GeoNames (geonames.org, CC BY 4.0): towns of three
thousand people and more, smaller seats of municipalities, and the places of Västernorrland and
Jämtland.
"""

import csv
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

EARTH_KM = 6371.0
FILE = Path(__file__).with_name("towns.csv")
Spot = tuple[float, float]


@cache
def _spots() -> dict[str, tuple[str, Spot]]:
    """Each town by its name without capitals: the name as it is written, and where it lies."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["name"].casefold(): (row["name"], (float(row["latitude"]), float(row["longitude"])))
            for row in csv.DictReader(lines)
        }


def known_towns() -> list[str]:
    """The towns that a distance is known for, as they are offered while one types."""
    return [name for name, _spot in _spots().values()]


def spot_of(town: str) -> Spot | None:
    """Latitude and longitude of a town in degrees; None for one that is not known."""
    found = _spots().get(" ".join(town.split()).casefold())
    return found[1] if found else None


def distance_km(one: str, other: str) -> int | None:
    """Whole kilometres between two towns; None where one of them is not known."""
    here, there = spot_of(one), spot_of(other)
    return None if here is None or there is None else km_between(here, there)


def km_between(here: Spot, there: Spot) -> int:
    """Whole kilometres between two spots, by the haversine formula on a round earth."""
    (north, east), (north_there, east_there) = here, there
    half_north = sin(radians(north_there - north) / 2) ** 2
    half_east = sin(radians(east_there - east) / 2) ** 2
    inner = half_north + cos(radians(north)) * cos(radians(north_there)) * half_east
    return round(2 * EARTH_KM * asin(sqrt(inner)))
