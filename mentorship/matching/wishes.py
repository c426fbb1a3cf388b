"""How well each pair meets each wish, 0 to 100: one pass over all pairs for each wish."""

from collections.abc import Callable, Mapping

import numpy as np

from mentorship.matching.columns import Numbers, Table
from mentorship.matching.criteria import Criterion

FULL, OPEN, NONE = 100, 50, 0
COUNTED_AREAS = 3  # three areas in common are all that ten talks have room for
NEAR_KM, FAR_KM = 25, 300
LEAST_MONTHS, MOST_MONTHS = 60, 240  # a mentor five to twenty years ahead
MOST_WAITED = 2
# Rows and columns: either way, the one, the other. Two who say "either" have nothing to settle.
ALIKE = np.array([[100, 70, 70], [70, 100, 0], [70, 0, 100]], dtype=np.int16)


def _areas(table: Table) -> Numbers:
    wanted = table.mentees.areas.sum(axis=1)[:, None]
    offered = table.mentors.areas.sum(axis=1)[None, :]
    shared = table.mentees.areas @ table.mentors.areas.T
    points = np.minimum(FULL, FULL * shared // np.clip(wanted, 1, COUNTED_AREAS))
    return np.where((wanted > 0) & (offered > 0), points, OPEN)


def _first_area(table: Table) -> Numbers:
    first = table.mentees.first_area
    if not table.mentors.areas.shape[1]:
        return np.full(table.shape, OPEN)
    offered = table.mentors.areas.T[np.clip(first, 0, None)] * FULL
    told = (first >= 0)[:, None] & (table.mentors.areas.sum(axis=1) > 0)
    return np.where(told, offered, OPEN)


def _distance(table: Table) -> Numbers:
    nearness = FULL * (FAR_KM - np.clip(table.km, NEAR_KM, FAR_KM)) // (FAR_KM - NEAR_KM)
    return np.where((table.km < 0) | table.is_online, OPEN, nearness)


def _meeting(table: Table) -> Numbers:
    return _alike(table.mentees.meeting, table.mentors.meeting)


def _language(table: Table) -> Numbers:
    return _alike(table.mentees.language, table.mentors.language)


def _rhythm(table: Table) -> Numbers:
    return _alike(table.mentees.rhythm, table.mentors.rhythm)


def _alike(mentees: Numbers, mentors: Numbers) -> Numbers:
    return np.asarray(ALIKE[mentees[:, None], mentors])


def _span(table: Table) -> Numbers:
    mentees, mentors = table.mentees, table.mentors
    ahead = mentors.months - mentees.months[:, None]
    longer = np.where(
        ahead > MOST_MONTHS, 60, FULL * np.clip(ahead, 0, LEAST_MONTHS) // LEAST_MONTHS
    )
    months = np.where((mentees.months[:, None] < 0) | (mentors.months < 0), OPEN, longer)
    steps = mentors.level - mentees.level[:, None]
    by_step = np.select([steps == 1, steps == 0, steps == 2], [FULL, 80, 40], 20)
    levels = np.where((mentees.level[:, None] < 0) | (mentors.level < 0), OPEN, by_step)
    return (months + levels) // 2


def _wished_kind(table: Table) -> Numbers:
    mentees, mentors = table.mentees, table.mentors
    of_mentee = _wished(mentees.wished, mentors.kind)
    of_mentor = _wished(mentors.wished, mentees.kind).T
    return (of_mentee + of_mentor) // 2


def _wished(wished: Numbers, kind: Numbers) -> Numbers:
    met = wished[:, np.clip(kind, 0, None)] * FULL
    told = np.asarray(wished.any(axis=1))[:, None] & (kind >= 0)
    return np.where(told, met, OPEN)


def _staff(table: Table) -> Numbers:
    here = np.clip(table.mentees.staff, 1, None)[:, None]
    there = np.clip(table.mentors.staff, 1, None)[None, :]
    told = (table.mentees.staff >= 0)[:, None] & (table.mentors.staff >= 0)
    return np.where(told, FULL * np.minimum(here, there) // np.maximum(here, there), OPEN)


def _reach(table: Table) -> Numbers:
    told = (table.km >= 0) & (table.reach >= 0) & ~table.is_online
    beyond = FULL * table.reach // np.clip(table.km, 1, None)
    return np.where(told, np.where(table.is_too_far, beyond, FULL), OPEN)


def _new(table: Table) -> Numbers:
    points = np.full(table.shape, FULL)
    for row in np.flatnonzero(table.mentees.partners.astype(bool)):
        met = list(table.mentees.partners[row])
        points[row, np.isin(table.mentors.person, met)] = NONE
    return points


def _waited(table: Table) -> Numbers:
    each = OPEN + (FULL - OPEN) * np.clip(table.mentors.waited, 0, MOST_WAITED) // MOST_WAITED
    return np.broadcast_to(each, table.shape)


WISHES: Mapping[Criterion, Callable[[Table], Numbers]] = {
    Criterion.AREAS: _areas,
    Criterion.FIRST_AREA: _first_area,
    Criterion.DISTANCE: _distance,
    Criterion.MEETING: _meeting,
    Criterion.LANGUAGE: _language,
    Criterion.RHYTHM: _rhythm,
    Criterion.SPAN: _span,
    Criterion.WISHED_KIND: _wished_kind,
    Criterion.STAFF: _staff,
    Criterion.REACH: _reach,
    Criterion.NEW: _new,
    Criterion.WAITED: _waited,
}


def points_of(table: Table, weights: Mapping[Criterion, int]) -> Numbers:
    """The points of each pair: the wishes' mean by their weights, a whole number 0 to 100.

    Where nothing weighs anything every pair gets 50.
    """
    heavy = {wish: weight for wish, weight in weights.items() if weight}
    together = sum(heavy.values())
    if not together:
        return np.full(table.shape, OPEN, dtype=np.uint8)
    points = np.full(table.shape, together // 2, dtype=np.int16)
    for wish, weight in heavy.items():
        points += WISHES[wish](table).astype(np.int16) * np.int16(weight)
    return np.asarray((points // together).astype(np.uint8))
