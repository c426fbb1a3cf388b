"""What stands in the way of each pair: the hard rules as bits, laid over all pairs in one pass."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from mentorship.matching.candidates import Candidate
from mentorship.matching.columns import Numbers, Table
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool, Two

Keys = Sequence[Iterable[Hashable]]


def lay_relations(broken: Numbers, pool: Pool) -> None:
    """Add the rules that hang on who they are: authority, line, unit, vetoes, bans, earlier."""
    mentees, mentors = pool.mentees, pool.mentors
    _lay(broken, HardRule.AUTHORITY, [c.authorities for c in mentees], _authorities(mentors))
    _lay(broken, HardRule.LINE, [c.selves for c in mentees], [c.above | c.selves for c in mentors])
    _lay(broken, HardRule.LINE, [c.above for c in mentees], [c.selves for c in mentors])
    _lay(broken, HardRule.UNIT, [c.units for c in mentees], [c.units for c in mentors])
    _lay(broken, HardRule.VETO, *_vetoes(mentees, mentors))
    _lay(broken, HardRule.VETO, *reversed(_vetoes(mentors, mentees)))
    _lay_pairs(broken, HardRule.BAN, pool, pool.bans)
    _lay_pairs(broken, HardRule.EARLIER, pool, pool.earlier)


def lay_own(broken: Numbers, pool: Pool) -> None:
    """Add the rules that somebody breaks whoever the other is."""
    for row, one in enumerate(pool.mentees):
        broken[row] |= sum(rule.bit for rule in one.breaks)
    for column, one in enumerate(pool.mentors):
        broken[:, column] |= sum(rule.bit for rule in one.breaks)


def lay_ways(broken: Numbers, table: Table) -> None:
    """Add the rules on how they can talk: language, and a way to meet.

    They cannot meet when one will only meet in person and the other only online, or when one will
    only meet in person and the way is known to be longer than one of them wants to travel.
    """
    languages = table.mentees.language[:, None], table.mentors.language
    opposite = (languages[0] > 0) & (languages[1] > 0) & (languages[0] != languages[1])
    broken |= np.where(opposite, HardRule.LANGUAGE.bit, 0).astype(broken.dtype)
    stuck = table.is_in_person & (table.is_online | table.is_too_far)
    broken |= np.where(stuck, HardRule.MEETING.bit, 0).astype(broken.dtype)


def lay_decided(broken: Numbers, pool: Pool) -> None:
    """Add what the standing pairs take up: their mentees, and the mentors' places."""
    rows, columns = rows_of(pool.mentees), rows_of(pool.mentors)
    standing = known(pool, pool.standing)
    held = np.zeros(len(columns), dtype=np.int64)
    for mentee, mentor in standing:
        held[columns[mentor]] += 1
        broken[rows[mentee]] |= HardRule.TAKEN.bit
    capacity = np.array([one.capacity for one in pool.mentors], dtype=np.int64)
    broken[:, held >= capacity] |= HardRule.CAPACITY.bit
    kept = ~np.array(HardRule.TAKEN.bit | HardRule.CAPACITY.bit, dtype=broken.dtype)
    for mentee, mentor in standing:
        broken[rows[mentee], columns[mentor]] &= kept


def lay_line(broken: Numbers, pool: Pool) -> None:
    """Add who stands in line when the round has fewer places than mentees: first asked first.

    Who has nobody to be paired with takes no place; pinned ones come before the others.
    """
    if pool.places is None:
        return
    rows = rows_of(pool.mentees)
    pinned = {mentee for mentee, _mentor in known(pool, pool.pins)}
    taken = {mentee for mentee, _mentor in known(pool, pool.standing)}
    line = sorted(
        (one for one in pool.mentees if one.interest_id not in taken),
        key=lambda one: (one.interest_id not in pinned, one.order),
    )
    seeking = [one for one in line if (broken[rows[one.interest_id]] == 0).any()]
    for one in seeking[max(0, pool.places - len(taken)) :]:
        broken[rows[one.interest_id]] |= HardRule.PLACES.bit


def rows_of(candidates: Sequence[Candidate]) -> dict[int, int]:
    """The row of each expression of interest."""
    return {one.interest_id: row for row, one in enumerate(candidates)}


def known(pool: Pool, pairs: Iterable[Two]) -> list[Two]:
    """The pairs whose two are still in the pool."""
    mentees, mentors = rows_of(pool.mentees), rows_of(pool.mentors)
    return sorted(pair for pair in pairs if pair[0] in mentees and pair[1] in mentors)


def _lay_pairs(broken: Numbers, rule: HardRule, pool: Pool, pairs: Iterable[Two]) -> None:
    rows, columns = rows_of(pool.mentees), rows_of(pool.mentors)
    for mentee, mentor in known(pool, pairs):
        broken[rows[mentee], columns[mentor]] |= rule.bit


def _lay(broken: Numbers, rule: HardRule, mentees: Keys, mentors: Keys) -> None:
    """Break the rule for all who have a key in common."""
    there = _by_key(mentors)
    for key, rows in _by_key(mentees).items():
        if key in there:
            broken[np.ix_(rows, there[key])] |= rule.bit


def _by_key(keys: Keys) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for row, each in enumerate(keys):
        for key in each:
            found.setdefault(key, []).append(row)
    return found


def _authorities(candidates: Sequence[Candidate]) -> Keys:
    return [one.authorities for one in candidates]


def _vetoes(who: Sequence[Candidate], whom: Sequence[Candidate]) -> tuple[Keys, Keys]:
    """What each avoids, and what each of the others is avoided by."""
    avoids = [
        {("person", person) for person in one.avoids_people}
        | {("name", name) for name in one.avoids_names}
        | {("authority", authority) for authority in one.avoids_authorities}
        for one in who
    ]
    known_by = [
        {("person", person) for person in one.selves | {one.person_id}}
        | {("name", one.name_key)}
        | {("authority", authority) for authority in one.authorities}
        for one in whom
    ]
    return avoids, known_by
