"""A round of 500 mentors and 500 mentees by twelve aims one after the other, each proved.

Beside it, in turn in the same run, one bare `linear_sum_assignment` of the same table of pairs
with its twelve figures added up: that answers one aim and proves nothing. So the ratio holds on a
busy machine. Then ten times as many people of whom each may be paired with 200, in a process of
its own, so that its memory is its own too. All people are made up.
"""

import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from bench.verdict import Line
from mentorship.assignment import Options, Whole, assign

PEOPLE, ROUNDS = 500, 5
MANY, CHOICES = 5_000, 200
AIMS = 12
MOST = AIMS  # no aim, with its proof, costs more than one bare answer
TARGET, LARGE_TARGET = 2, 60  # seconds
MIB = 1024

Table = NDArray[Any]


@dataclass(frozen=True)
class Group:
    """What is known of each of the mentees, or of each of the mentors."""

    authority: Whole
    town: Whole
    profession: Whole
    years: Whole
    pace: Whole
    leads: Table
    english: Table
    digital: Table
    areas: Table
    times: Table


def run() -> list[Line]:
    """Lines of figures: the ratio, seconds, proofs; the large round's with its memory."""
    ours, bare, proved = [], [], True
    for seed in range(ROUNDS):
        mentees, mentors = (each.ravel() for each in np.indices((PEOPLE, PEOPLE)))
        aims = aims_of(seed, PEOPLE, mentees, mentors)
        table = sum(aims[1:], aims[0]).reshape(PEOPLE, PEOPLE).astype(float)
        start = time.process_time()
        linear_sum_assignment(table, maximize=True)
        bare.append(time.process_time() - start)
        took, held = _assigned(PEOPLE, mentees, mentors, aims)
        ours.append(took)
        proved &= held
    ratio = statistics.median(ours) / statistics.median(bare)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        large, large_proved, memory = child.submit(large_round).result()
    return [
        Line(
            f"assignment, {PEOPLE} × {PEOPLE}, {AIMS} aims, {_told(proved)}",
            f"{ratio:.1f} × one bare linear_sum_assignment",
            f"proved, ≤ {MOST} ×",
            proved and ratio <= MOST,
        ),
        Line(
            "  seconds",
            f"{statistics.median(ours):.2f} s of a processor, at most {max(ours):.2f}; "
            f"bare {statistics.median(bare):.3f}",
            f"told; < {TARGET} s",
        ),
        Line(
            f"  {MANY} × {MANY}, {CHOICES} mentors each, {AIMS} aims, {_told(large_proved)}",
            f"{large:.1f} s of a processor, {memory} MiB",
            f"proved; told: < {LARGE_TARGET} s",
            large_proved,
        ),
    ]


def large_round() -> tuple[float, bool, int]:
    """Seconds of a processor, whether each aim is proved, and the most MiB that the process had.

    The most is the process's own high-water mark: getrusage would count the parent's in.
    """
    chance = np.random.default_rng(0)
    mentees = np.repeat(np.arange(MANY), CHOICES)
    mentors = np.concatenate(
        [chance.choice(MANY, CHOICES, replace=False) for _mentee in range(MANY)]
    )
    took, proved = _assigned(MANY, mentees, mentors, aims_of(0, MANY, mentees, mentors))
    status = Path("/proc/self/status").read_text().split("VmHWM:", 1)[1]
    return took, proved, int(status.split()[0]) // MIB


def aims_of(seed: int, count: int, mentees: Whole, mentors: Whole) -> list[Whole]:
    """What each pair gains by each of the twelve aims, the first that anybody is paired at all."""
    chance = np.random.default_rng(seed)
    own, their = _group(chance, count), _group(chance, count)
    wish = chance.integers(0, count, count)
    areas = (own.areas[mentees] & their.areas[mentors]).sum(axis=1)
    times = (own.times[mentees] & their.times[mentors]).sum(axis=1)
    ahead = their.years[mentors] - own.years[mentees]
    aims = [
        np.ones(len(mentees)),
        own.authority[mentees] != their.authority[mentors],
        wish[mentees] == mentors,
        np.minimum(areas, 3),
        np.minimum(times, 2),
        np.clip(ahead, 0, 10),
        (own.town[mentees] == their.town[mentors])
        | (own.digital[mentees] & their.digital[mentors]),
        own.english[mentees] == their.english[mentors],
        own.profession[mentees] == their.profession[mentors],
        own.leads[mentees] == their.leads[mentors],
        own.pace[mentees] == their.pace[mentors],
        3 * areas + times,
    ]
    return [np.asarray(aim, dtype=np.int64) for aim in aims]


def _group(chance: np.random.Generator, count: int) -> Group:
    return Group(
        authority=chance.integers(0, 25, count),
        town=chance.integers(0, 8, count),
        profession=chance.integers(0, 9, count),
        years=chance.integers(0, 31, count),
        pace=chance.integers(0, 3, count),
        leads=chance.random(count) < 0.3,
        english=chance.random(count) < 0.15,
        digital=chance.random(count) < 0.5,
        areas=chance.random((count, 12)) < 0.3,
        times=chance.random((count, 10)) < 0.4,
    )


def _assigned(count: int, mentees: Whole, mentors: Whole, aims: list[Whole]) -> tuple[float, bool]:
    """Seconds of a processor, and whether every aim is proved."""
    one_each = np.ones(count, dtype=np.int64)
    start = time.process_time()
    found = assign(Options(mentees, mentors, count, one_each), aims)
    took = time.process_time() - start
    return took, found.is_proved and len(found.proofs) == AIMS


def _told(proved: bool) -> str:
    return "each proved" if proved else "not proved"
