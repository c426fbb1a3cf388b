"""What is decided before a matching: the standing pairs, and the pins as far as the rules allow."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from mentorship.assignment import Options, assign
from mentorship.matching.barriers import known
from mentorship.matching.columns import Numbers
from mentorship.matching.pool import Pool, Two
from mentorship.matching.scoring import Scores


@dataclass(frozen=True)
class Pinned:
    """The decided pairs, the rows that have theirs, and what the mentors can take beyond them."""

    pairs: tuple[Two, ...]
    standing: frozenset[Two]
    rows: Numbers
    capacity: Numbers
    notes: tuple[dict[str, Any], ...]


def pinned(pool: Pool, scores: Scores) -> Pinned:
    """Keep the standing pairs, and of the pins as many as the hard rules let, then the best.

    Each pin that is not kept gives a note that says why: somebody is gone, a rule stands in the
    way, or it contradicts another pin.
    """
    standing = known(pool, pool.standing)
    there = known(pool, pool.pins - frozenset(standing))
    gone = sorted(pool.pins - frozenset(standing) - frozenset(there))
    notes = [_note("pin_gone", pair) for pair in gone]
    allowed = []
    for pair in there:
        rules = scores.broken(*pair)
        if rules:
            notes.append(_note("pin_broken", pair, rules=[rule.value for rule in rules]))
        else:
            allowed.append(pair)
    capacity = np.array([one.capacity for one in pool.mentors], dtype=np.int64)
    for _mentee, mentor in standing:
        capacity[scores.columns[mentor]] -= 1
    kept = _most(allowed, pool, scores, capacity)
    notes += [_note("pin_contradicts", pair) for pair in allowed if pair not in kept]
    rows = np.zeros(len(pool.mentees), dtype=bool)
    for mentee, mentor in kept:
        capacity[scores.columns[mentor]] -= 1
        rows[scores.rows[mentee]] = True
    for mentee, _mentor in standing:
        rows[scores.rows[mentee]] = True
    return Pinned(
        (*standing, *kept),
        frozenset(standing),
        rows,
        np.clip(capacity, 0, None),
        tuple(notes),
    )


def _most(pairs: list[Two], pool: Pool, scores: Scores, capacity: Numbers) -> list[Two]:
    if not pairs:
        return []
    options = Options(
        np.array([scores.rows[mentee] for mentee, _mentor in pairs], dtype=np.int64),
        np.array([scores.columns[mentor] for _mentee, mentor in pairs], dtype=np.int64),
        len(pool.mentees),
        np.clip(capacity, 0, None),
    )
    fits = np.array([scores.fit_of(*pair) for pair in pairs], dtype=np.int64)
    found = assign(options, [np.ones(len(pairs), dtype=np.int64), fits])
    return [pairs[place] for place in found.chosen]


def _note(code: str, pair: Two, **facts: Any) -> dict[str, Any]:
    return {"code": code, "mentee": pair[0], "mentor": pair[1], **facts}
