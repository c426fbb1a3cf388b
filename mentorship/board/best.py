"""The best proposal that a position allows, kept while nothing that it was made of changes."""

import hashlib

from mentorship.board.position import Position
from mentorship.matching.solving import Solution, solve
from network.kept import Kept

_solutions = Kept(60)


def best_of(position: Position, objective: str) -> Solution:
    """The best proposal with the position's rules, pins and weights, whatever is laid now."""

    def made() -> Solution:
        return solve(position.pool, position.scores, objective)

    return _solutions.get((position.round.pk, objective, stamp_of(position)), made)


def stamp_of(position: Position) -> str:
    """A digest of everything that the best proposal hangs on: all but what is laid."""
    pool = position.pool
    sides = (pool.mentees, pool.mentors, sorted(pool.pins), sorted(pool.standing), pool.places)
    made = hashlib.sha256()
    made.update(position.scores.fit.tobytes())
    made.update(position.scores.barriers.tobytes())
    made.update(repr([[one.interest_id, one.capacity] for one in (*sides[0], *sides[1])]).encode())
    made.update(repr(sides[2:]).encode())
    return made.hexdigest()
