"""The candidates as columns of numbers, so that all pairs are weighed in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from members.models import Authority
from mentorship.matching.candidates import Candidate, Spot
from mentorship.models import Interest
from network.towns import km_between

Numbers = NDArray[Any]
UNKNOWN = -1
LEVELS = [Interest.Level.NONE, Interest.Level.FIRST, Interest.Level.MANAGERS, Interest.Level.HEAD]
MEETINGS = [Interest.Meeting.EITHER, Interest.Meeting.PLACE, Interest.Meeting.ONLINE]
LANGUAGES = [Interest.Language.EITHER, Interest.Language.SV, Interest.Language.EN]
RHYTHMS = [Interest.Rhythm.EITHER, Interest.Rhythm.OFTEN, Interest.Rhythm.MONTHLY]
KINDS = list(Authority.Kind)


@dataclass(frozen=True)
class Names:
    """What the columns point at by number: the areas and the places that anybody named."""

    areas: dict[str, int]
    spots: dict[Spot, int]

    @cached_property
    def km(self) -> Numbers:
        """Kilometres from each place to each; the last row and column, of no place, are below 0."""
        km = np.full((len(self.spots) + 1, len(self.spots) + 1), UNKNOWN, dtype=np.int32)
        km[:-1, :-1] = km_between(list(self.spots))
        return km


def names_of(candidates: Sequence[Candidate]) -> Names:
    """All areas and places that candidates name, numbered."""
    areas = {area: n for n, area in enumerate(sorted({a for c in candidates for a in c.areas}))}
    spots = sorted({c.coordinates for c in candidates if c.coordinates is not None})
    return Names(areas, {spot: n for n, spot in enumerate(spots)})


@dataclass(frozen=True)
class Columns:
    """One row for each candidate; numbers that were not told are below 0."""

    person: Numbers
    partners: Numbers
    areas: Numbers
    first_area: Numbers
    spot: Numbers
    reach: Numbers
    meeting: Numbers
    language: Numbers
    rhythm: Numbers
    level: Numbers
    staff: Numbers
    months: Numbers
    kind: Numbers
    wished: Numbers
    waited: Numbers

    def __len__(self) -> int:
        return len(self.person)

    def part(self, rows: slice) -> "Columns":
        """Some of the candidates."""
        return Columns(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def columns_of(candidates: Sequence[Candidate], names: Names) -> Columns:
    """The candidates as columns."""
    partners = np.empty(len(candidates), dtype=object)
    areas = np.zeros((len(candidates), len(names.areas)), dtype=np.float32)
    wished = np.zeros((len(candidates), len(KINDS)), dtype=bool)
    for row, one in enumerate(candidates):
        partners[row] = one.partners
        areas[row, [names.areas[area] for area in one.areas]] = 1
        wished[row, [KINDS.index(Authority.Kind(kind)) for kind in one.wished_kinds]] = True
    return Columns(
        person=np.array([one.person_id for one in candidates], dtype=np.int64),
        partners=partners,
        areas=areas,
        first_area=_numbers(names.areas[o.areas[0]] if o.areas else None for o in candidates),
        spot=_numbers(
            names.spots.get(o.coordinates) if o.coordinates else None for o in candidates
        ),
        reach=_numbers(one.reach_km for one in candidates),
        meeting=_places(MEETINGS, [one.meeting for one in candidates]),
        language=_places(LANGUAGES, [one.language for one in candidates]),
        rhythm=_places(RHYTHMS, [one.rhythm for one in candidates]),
        level=_places(LEVELS, [one.level for one in candidates]),
        staff=_numbers(one.staff for one in candidates),
        months=_numbers(one.months for one in candidates),
        kind=_places(KINDS, [one.kind for one in candidates]),
        wished=wished,
        waited=_numbers(one.waited for one in candidates),
    )


def _numbers(told: Any) -> Numbers:
    return np.array([UNKNOWN if one is None else one for one in told], dtype=np.int32)


def _places(known: Sequence[str], told: Sequence[str]) -> Numbers:
    place = {str(value): n for n, value in enumerate(known)}
    return np.array([place.get(str(one), UNKNOWN) for one in told], dtype=np.int8)


@dataclass(frozen=True)
class Table:
    """Every mentee beside every mentor: rows are mentees."""

    mentees: Columns
    mentors: Columns
    names: Names

    @property
    def shape(self) -> tuple[int, int]:
        """Mentees, mentors."""
        return len(self.mentees), len(self.mentors)

    @cached_property
    def km(self) -> Numbers:
        """Kilometres between their places of work; below 0 where one is not known."""
        return np.asarray(self.names.km[self.mentees.spot[:, None], self.mentors.spot])

    @cached_property
    def reach(self) -> Numbers:
        """The shorter of the ways they want to travel; below 0 where neither told."""
        ways = [self.mentees.reach[:, None], self.mentors.reach[None, :]]
        far = [np.where(way < 0, np.iinfo(np.int32).max, way) for way in ways]
        shorter = np.minimum(*far)
        return np.where(shorter == np.iinfo(np.int32).max, UNKNOWN, shorter)

    @cached_property
    def is_too_far(self) -> Numbers:
        """Whether the way is known, and longer than one of them wants to travel."""
        return np.asarray((self.km >= 0) & (self.reach >= 0) & (self.km > self.reach))

    @cached_property
    def is_online(self) -> Numbers:
        """Whether one of them will only meet online, so that the way does not matter."""
        online = MEETINGS.index(Interest.Meeting.ONLINE)
        return np.asarray(
            (self.mentees.meeting == online)[:, None] | (self.mentors.meeting == online)
        )

    @cached_property
    def is_in_person(self) -> Numbers:
        """Whether one of them will only meet in person."""
        place = MEETINGS.index(Interest.Meeting.PLACE)
        return np.asarray(
            (self.mentees.meeting == place)[:, None] | (self.mentors.meeting == place)
        )
