"""What the rooms tell the roof: gathered here, so that no room knows another."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from network.seat import Seat
from network.start import Coming, Found, RoomCard, ToDo

ROOMS = (
    "network",
    "members",
    "courses",
    "mentorship",
    "loans",
    "governance",
    "fees",
    "induction",
    "reports",
)


def _start_modules() -> Iterator[ModuleType]:
    """Each room's start.py or, on the ground floor where start.py is the words, todos.py."""
    for room in ROOMS:
        name = f"{room}.todos" if room == "network" else f"{room}.start"
        if find_spec(name):
            yield import_module(name)


MODULES = tuple(_start_modules())


def todos_for(seat: Seat) -> list[ToDo]:
    """Everything that waits for the seat, soonest first, undated last."""
    found = [todo for m in MODULES if hasattr(m, "todos") for todo in m.todos(seat)]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due))


def coming_for(seat: Seat) -> list[Coming]:
    """What happens next, in order."""
    found = [row for m in MODULES if hasattr(m, "coming") for row in m.coming(seat)]
    return sorted(found, key=lambda row: row.at)


def cards_for(seat: Seat) -> list[RoomCard]:
    """One figure from each room that the seat works in."""
    return [card for m in MODULES if hasattr(m, "cards") for card in m.cards(seat)]


def found_for(seat: Seat, words: str) -> list[Found]:
    """What the words find in each room."""
    return [hit for m in MODULES if hasattr(m, "found") for hit in m.found(seat, words)]
