"""The points of all pairs and what stands in their way, in one pass over the table of all pairs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from mentorship.matching import barriers
from mentorship.matching.columns import Numbers, Table, columns_of, names_of
from mentorship.matching.criteria import Criterion, HardRule, weights_of
from mentorship.matching.explaining import reasons_for
from mentorship.matching.pool import Pool
from mentorship.matching.wishes import points_of

BLOCK = 256  # mentees weighed at a time, so that a large round fits the memory


@dataclass(frozen=True)
class Scores:
    """All pairs of a pool: `fit` 0 to 100, whatever stands in the way; `barriers` the rules broken.

    Rows are mentees and columns mentors, in the pool's order; `table` holds what they answered.
    """

    pool: Pool
    weights: Mapping[Criterion, int]
    table: Table
    fit: Numbers
    barriers: Numbers

    @cached_property
    def rows(self) -> dict[int, int]:
        """The row of each mentee's expression of interest."""
        return barriers.rows_of(self.pool.mentees)

    @cached_property
    def columns(self) -> dict[int, int]:
        """The column of each mentor's expression of interest."""
        return barriers.rows_of(self.pool.mentors)

    def points(self, mentee_id: int, mentor_id: int) -> int | None:
        """The points of a pair, 0 to 100; None when a hard rule stands in the way."""
        place = self.rows[mentee_id], self.columns[mentor_id]
        return None if self.barriers[place] else int(self.fit[place])

    def fit_of(self, mentee_id: int, mentor_id: int) -> int:
        """How well two fit, 0 to 100, whatever stands in the way."""
        return int(self.fit[self.rows[mentee_id], self.columns[mentor_id]])

    def broken(self, mentee_id: int, mentor_id: int) -> list[HardRule]:
        """The hard rules that a pair breaks."""
        bits = int(self.barriers[self.rows[mentee_id], self.columns[mentor_id]])
        return [rule for rule in HardRule if bits & rule.bit]

    def reasons(self, mentee_id: int, mentor_id: int) -> list[dict[str, Any]]:
        """Why the two fit and where they fit less well, to freeze and to put in words."""
        two = self.pool.mentees[self.rows[mentee_id]], self.pool.mentors[self.columns[mentor_id]]
        return reasons_for(*two, self.weights, self.pool.area_names)


def score(pool: Pool, weights: Mapping[str, object] | None = None) -> Scores:
    """Weigh all pairs of a pool; a wish that the weights do not name weighs as usual."""
    known = weights_of(weights or {})
    names = names_of((*pool.mentees, *pool.mentors))
    mentees, mentors = columns_of(pool.mentees, names), columns_of(pool.mentors, names)
    fit = np.zeros((len(mentees), len(mentors)), dtype=np.uint8)
    broken = np.zeros(fit.shape, dtype=np.uint16)
    for rows in blocks(len(mentees)):
        table = Table(mentees.part(rows), mentors, names)
        fit[rows] = points_of(table, known)
        barriers.lay_ways(broken[rows], table)
    barriers.lay_own(broken, pool)
    barriers.lay_relations(broken, pool)
    barriers.lay_decided(broken, pool)
    barriers.lay_line(broken, pool)
    return Scores(pool, known, Table(mentees, mentors, names), fit, broken)


def blocks(count: int) -> list[slice]:
    """Rows in parts."""
    return [slice(start, start + BLOCK) for start in range(0, count, BLOCK)]
