"""What hangs on a membership that ends: each room says what of its own, and ends what it can.

A room declares how its rows are listed before the day, and what becomes of them after it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Hanging:
    """Something that goes on past the last day, in words, with its page where it has one."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Departure:
    """A room's part of a departure.

    `rows` lists what hangs on a membership after its last day; `becomes` says what happens to it;
    `end` ends it after that day, in the network's own scope, and is safe to repeat (None where
    people must see to it themselves).
    """

    label: str | Promise
    rows: Callable[[int, date], list[Hanging]]
    becomes: str | Promise
    end: Callable[[int, date], None] | None = None


_departures: dict[str, Departure] = {}


def declare(name: str, departure: Departure) -> None:
    """Declare a room's part; each has one place."""
    if name in _departures:
        raise ValueError(f"The departure {name!r} is declared already.")
    _departures[name] = departure


def departures() -> list[Departure]:
    """Every room's part."""
    return list(_departures.values())
