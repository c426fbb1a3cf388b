"""Somebody who takes part in a matching, as plain facts that need no database."""

from dataclasses import dataclass
from datetime import date

from mentorship.matching.criteria import HardRule
from mentorship.models import Interest

Spot = tuple[float, float]
EITHER = Interest.Meeting.EITHER.value


@dataclass(frozen=True)
class Candidate:
    """An expression of interest with all that the matching weighs.

    `selves` are the rows that the register holds of the same human being, `above` their managers
    all the way up, `authorities` and `units` the present and the former. `months` is how long they
    will have led staff when the round starts. `breaks` are the rules that stand in their way
    whoever the other is, `from_day` the day when they have led staff long enough. `waited` counts
    earlier rounds where a mentor offered and got nobody. None and empty mean: not told.
    """

    interest_id: int
    person_id: int
    name: str = ""
    membership_id: int = 0
    authorities: frozenset[int] = frozenset()
    kind: str = ""
    selves: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    units: frozenset[tuple[int, str]] = frozenset()
    areas: tuple[str, ...] = ()
    coordinates: Spot | None = None
    reach_km: int | None = None
    meeting: str = EITHER
    language: str = EITHER
    rhythm: str = EITHER
    level: str = ""
    staff: int | None = None
    months: int | None = None
    wished_kinds: frozenset[str] = frozenset()
    capacity: int = 1
    avoids_people: frozenset[int] = frozenset()
    avoids_names: frozenset[str] = frozenset()
    avoids_authorities: frozenset[int] = frozenset()
    partners: frozenset[int] = frozenset()
    waited: int = 0
    order: int = 0
    breaks: tuple[HardRule, ...] = ()
    from_day: date | None = None

    @property
    def name_key(self) -> str:
        """The name as vetoes by name are compared: no capitals, single spaces."""
        return name_key(self.name)


def name_key(name: str) -> str:
    """A name without capitals and with single spaces."""
    return " ".join(name.split()).casefold()
