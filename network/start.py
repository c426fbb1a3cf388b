"""What rooms tell the start page and the search: plain rows, drawn on the roof."""

from dataclasses import dataclass, field
from datetime import date, datetime


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
