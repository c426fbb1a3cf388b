"""What the rooms tell the roof: gathered here, so that no room knows another."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from network.seat import Seat
from network.start import Coming, Found, Parts, RoomCard, ToDo

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


PARTS = Parts(*_start_modules())


def todos_for(seat: Seat) -> list[ToDo]:
    """Everything that waits for the seat, soonest first, undated last."""
    return sorted(PARTS.todos(seat), key=lambda todo: (todo.due is None, todo.due))


def coming_for(seat: Seat) -> list[Coming]:
    """What happens next, in order."""
    return sorted(PARTS.coming(seat), key=lambda row: row.at)


def cards_for(seat: Seat) -> list[RoomCard]:
    """One figure from each room that the seat works in."""
    return PARTS.cards(seat)


def found_for(seat: Seat, words: str) -> list[Found]:
    """What the words find in each room."""
    return PARTS.found(seat, words)
