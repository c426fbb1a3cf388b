"""Swedish towns and how far apart they lie, as the crow flies.

The coordinates in `towns.csv` are facts from GeoNames (geonames.org, CC BY 4.0): towns of three
thousand people and more, smaller seats of municipalities, and the places of Västernorrland and
Jämtland.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
    return None if here is None or there is None else int(km_between([here, there])[0, 1])


def km_between(spots: Sequence[Spot]) -> NDArray[np.int32]:
    """Whole kilometres from each spot to each, by the haversine formula on a round earth."""
    north, east = np.radians(np.array(spots, dtype=float)).reshape(-1, 2).T
    half_north = np.sin((north[:, None] - north) / 2) ** 2
    half_east = np.sin((east[:, None] - east) / 2) ** 2
    inner = half_north + np.cos(north[:, None]) * np.cos(north) * half_east
    km: NDArray[np.float64] = np.rint(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(inner, 0, 1))))
    return km.astype(np.int32)
