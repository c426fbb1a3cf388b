"""What rooms tell the start page and the search: plain rows, drawn on the roof."""

from dataclasses import dataclass, field
from datetime import date, datetime
from types import ModuleType
from typing import Any

from network.seat import Seat


@dataclass(frozen=True)
class ToDo:
    """Something that waits for the person, with the one button that answers it."""

    what: str
    why: str
    button: str
    url: str
    due: date | None = None


@dataclass(frozen=True)
class Coming:
    """Something that happens soon."""

    at: datetime
    what: str
    where: str
    url: str
    until: datetime | None = None


@dataclass(frozen=True)
class RoomCard:
    """A room's one figure, what it was last year, and where its rows are.

    `now` and `before` are the months' running totals, for the sparkline.
    """

    title: str
    figure: str
    what: str
    was: str
    url: str
    now: list[float] = field(default_factory=list)
    before: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A hit of the search."""

    kind: str
    title: str
    detail: str
    url: str


class Parts:
    """Modules of which each may tell a seat its `todos`, `coming`, `cards` and `found`.

    A room of many parts tells them as one; so does the roof, of all rooms.
    """

    def __init__(self, *modules: ModuleType) -> None:
        self._modules = modules

    def _told(self, what: str, *asked: Any) -> list[Any]:
        parts = [getattr(module, what) for module in self._modules if hasattr(module, what)]
        return [row for part in parts for row in part(*asked)]

    def todos(self, seat: Seat) -> list[ToDo]:
        """What waits for the seat."""
        return self._told("todos", seat)

    def coming(self, seat: Seat) -> list[Coming]:
        """What happens next."""
        return self._told("coming", seat)

    def cards(self, seat: Seat) -> list[RoomCard]:
        """One figure a room."""
        return self._told("cards", seat)

    def found(self, seat: Seat, words: str) -> list[Found]:
        """What the words find."""
        return self._told("found", seat, words)
