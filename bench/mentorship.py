"""A round of mentoring from its candidates to the proved best pairs, and the reasons of the rest.

500 mentees and 500 mentors by all twelve wishes: all pairs are weighed, the hard rules laid over
them, five aims proved one after the other, stability looked for. Beside it, in turn in the same
run, one bare `linear_sum_assignment` of the finished points, so that the ratio holds on a busy
machine. Then ten times as many who only meet in person, in a process of its own for the memory.
Last ten thousand small rounds at random, each pair beside the rules read one at a time. All
people are made up.
"""

import random
import statistics
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.verdict import Line
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool
from mentorship.matching.scoring import score
from mentorship.matching.solving import Solution, solve
from tests.mentorship.plain import broken
from tests.mentorship.pools import mentee, mentor, pool

PEOPLE, TURNS = 500, 5
MANY = 5_000
ROUNDS = 10_000
MOST = 30  # times one bare answer to finished points, which proves nothing and lays no rule
SLIDER = 60  # people on either side of a usual round
TARGET, LARGE_TARGET, SLIDER_TARGET = 2, 60, 1  # seconds
MIB = 1024
AREAS = [f"area{number}" for number in range(12)]
KINDS = ["state_agency", "court", "municipality", "region"]
AUTHORITIES = 60


def run() -> list[Line]:
    """Lines of figures: the ratio, seconds, proofs; the large round's memory; broken rules."""
    ours, bare, proved = [], [], True
    for seed in range(TURNS):
        given = made_up(seed, PEOPLE)
        took, solution, points = _matched(given)
        start = time.process_time()
        linear_sum_assignment(points, maximize=True)
        bare.append(time.process_time() - start)
        ours.append(took)
        proved &= solution.is_proved
    ratio = statistics.median(ours) / statistics.median(bare)
    slider = statistics.median(_matched(made_up(seed, SLIDER))[0] for seed in range(TURNS))
    alone = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=alone, initializer=django.setup) as child:
        large, large_proved, memory, possible = child.submit(large_round).result()
    failures = sum(breaks_a_rule(seed) for seed in range(ROUNDS))
    return [
        Line(
            f"matching, {PEOPLE} × {PEOPLE}, 12 wishes, {_told(proved)}",
            f"{ratio:.0f} × one bare linear_sum_assignment of the finished points",
            f"proved, ≤ {MOST} ×",
            proved and ratio <= MOST,
        ),
        Line(
            "  from candidates to proofs",
            f"{statistics.median(ours):.2f} s of a processor, at most {max(ours):.2f}; "
            f"bare {statistics.median(bare):.3f}",
            f"told; < {TARGET} s",
        ),
        Line(
            f"  {SLIDER} × {SLIDER}, at each stop of a slider",
            f"{slider:.3f} s of a processor",
            f"told; < {SLIDER_TARGET} s",
        ),
        Line(
            f"  {MANY} × {MANY}, {possible} possible pairs, {_told(large_proved)}",
            f"{large:.1f} s of a processor, {memory} MiB",
            f"proved; told: < {LARGE_TARGET} s",
            large_proved,
        ),
        Line(
            f"  {ROUNDS} rounds at random",
            f"{failures} with a broken hard rule",
            "0",
            failures == 0,
        ),
    ]


def _told(proved: bool) -> str:
    return "each aim proved" if proved else "NOT proved"


def _matched(given: Pool) -> tuple[float, Solution, Any]:
    start = time.process_time()
    scores = score(given)
    solution = solve(given, scores)
    took = time.process_time() - start
    return took, solution, np.where(scores.barriers, 0.0, scores.fit)


def large_round() -> tuple[float, bool, int, int]:
    """Seconds of a processor, whether proved, the most MiB that the process had, possible pairs."""
    given = made_up(0, MANY)
    near: dict[str, Any] = {"meeting": "place", "reach_km": 40}
    sparse = replace(
        given,
        mentees=tuple(replace(one, **near) for one in given.mentees),
        mentors=tuple(replace(one, **near) for one in given.mentors),
    )
    start = time.process_time()
    scores = score(sparse)
    solution = solve(sparse, scores)
    took = time.process_time() - start
    status = Path("/proc/self/status").read_text().split("VmHWM:", 1)[1]
    memory = int(status.split()[0]) // MIB
    return took, solution.is_proved, memory, int((scores.barriers == 0).sum())


def breaks_a_rule(seed: int) -> bool:
    """Whether a small round at random gets a pair that the rules, read plainly, refuse."""
    chance = random.Random(seed)  # noqa: S311 - made-up people, not secrets
    given = made_up(seed, chance.randrange(1, 7), authorities=4, small=True)
    if chance.random() < 0.3:
        given = replace(given, places=chance.randrange(4))
    twos = [(m.interest_id, n.interest_id) for m in given.mentees for n in given.mentors]
    given = replace(
        given,
        pins=frozenset(chance.sample(twos, min(2, len(twos)))),
        bans=frozenset(chance.sample(twos, min(2, len(twos)))),
        standing=frozenset(),
    )
    solution = solve(given, score(given), chance.choice(["most", "best"]))
    held = Counter(pair[1] for pair in solution.pairs)
    return (
        any(broken(given, given.mentee(one), given.mentor(other)) for one, other in solution.pairs)
        or any(many > given.mentor(one).capacity for one, many in held.items())
        or len({one for one, _other in solution.pairs}) < len(solution.pairs)
        or (given.places is not None and len(solution.pairs) > given.places)
    )


def made_up(seed: int, count: int, *, authorities: int = AUTHORITIES, small: bool = False) -> Pool:
    """As many mentees as mentors; in small rounds the rules collide more often."""
    chance = random.Random(seed)  # noqa: S311 - made-up people, not secrets
    towns = [(55 + 12 * chance.random(), 12 + 8 * chance.random()) for _town in range(40)]
    mentees = [
        mentee(number, **_answers(chance, number, towns, authorities, small, mentors=False))
        for number in range(count)
    ]
    mentors = [
        mentor(number, **_answers(chance, MANY + number, towns, authorities, small, mentors=True))
        for number in range(count)
    ]
    return pool(mentees, mentors)


def _answers(
    chance: random.Random,
    pk: int,
    towns: list[tuple[float, float]],
    authorities: int,
    small: bool,
    *,
    mentors: bool,
) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "interest_id": pk,
        "person_id": pk,
        "selves": frozenset({pk}),
        "order": pk,
        "authorities": frozenset({chance.randrange(authorities)}),
        "kind": chance.choice(KINDS),
        "areas": tuple(chance.sample(AREAS, chance.randint(1, 5))),
        "coordinates": chance.choice(towns),
        "reach_km": chance.choice([None, 50, 100, 200]),
        "meeting": chance.choice(["either", "either", "place", "online"]),
        "language": chance.choice(["either", "sv", "sv", "en"]),
        "rhythm": chance.choice(["either", "often", "monthly"]),
        "level": chance.choice(["first", "managers", "head"]),
        "staff": chance.randrange(3, 80),
        "months": chance.randrange(36, 300) if mentors else chance.randrange(6, 60),
        "wished_kinds": frozenset(chance.sample(KINDS, chance.randrange(3))),
        "waited": chance.randrange(3),
        "capacity": chance.randint(1, 2) if small and mentors else 1,
    }
    other = 0 if mentors else MANY
    if small and chance.random() < 0.4:
        someone = frozenset({other + chance.randrange(6)})
        answers[chance.choice(["avoids_people", "above", "partners"])] = someone
    if small and chance.random() < 0.2:
        answers["avoids_authorities"] = frozenset({chance.randrange(authorities)})
    if small and chance.random() < 0.1:
        answers["breaks"] = (chance.choice([HardRule.APPROVAL, HardRule.EXPERIENCE]),)
    return answers
