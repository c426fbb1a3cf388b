"""What other ways of giving out seats would have done with a term's applications.

Pure: runs in the order they began, each with its seats and its applications in the order they
came. Every way goes through all runs; with shares, what an authority lost on one run counts on
the next. An application counts even if it was withdrawn later, since nobody knows what the
person would have done under another way.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from courses.lots import lot
from courses.shares import Applicant, Ladder, Party, Policy, divide, evenness, lost


class Way(StrEnum):
    """A way to give out seats."""

    FIRST_COME = "first_come"
    SHARES = "shares"
    DRAW = "draw"


@dataclass(frozen=True)
class PastRun:
    """A run as it was asked for: its seats, and (application, authority) as they came."""

    id: int
    seats: int
    asked: Sequence[tuple[int, int]]
    needs: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_contested(self) -> bool:
        """Whether more people asked than there were seats."""
        return len(self.asked) > self.seats


@dataclass(frozen=True)
class Result:
    """What one way would have done: seats by authority, summed and on contested runs."""

    way: Way
    got: Counter[int]
    asked: Counter[int]
    contested_got: Counter[int]
    contested_asked: Counter[int]

    @property
    def placed(self) -> int:
        """How many people would have had a seat."""
        return sum(self.got.values())

    def met(self, party: int) -> int:
        """The met need of an authority on runs that were contested, in whole per cent."""
        asked = self.contested_asked[party]
        return 100 * self.contested_got[party] // asked if asked else 100

    @property
    def parties(self) -> list[int]:
        """The authorities that asked on a contested run."""
        return sorted(self.contested_asked)

    @property
    def lowest(self) -> int:
        """The met need of the authority that got least of what it asked for."""
        return min((self.met(party) for party in self.parties), default=100)

    @property
    def highest(self) -> int:
        """The met need of the authority that got most of it."""
        return max((self.met(party) for party in self.parties), default=100)

    @property
    def empty_handed(self) -> int:
        """How many authorities asked on a contested run and got nothing on any."""
        return sum(not self.contested_got[party] for party in self.parties)

    @property
    def evenness(self) -> int:
        """Jain's index of the met needs, 100 when all are met alike."""
        met = [
            Fraction(self.contested_got[party], self.contested_asked[party])
            for party in self.parties
        ]
        return round(evenness(met) * 100)


def simulate(
    runs: Sequence[PastRun], way: Way, *, policy: Policy, small: frozenset[int], seed: str
) -> Result:
    """Give out the seats of all runs one way."""
    sums: tuple[Counter[int], ...] = (Counter(), Counter(), Counter(), Counter())
    got, asked, contested_got, contested_asked = sums
    balance: dict[int, Fraction] = {}
    for run in runs:
        demand = Counter(party for _application, party in run.asked)
        seats = _seats(run, way, policy=policy, small=small, balance=balance, seed=seed)
        asked.update(demand)
        got.update(seats)
        if run.is_contested:
            contested_asked.update(demand)
            contested_got.update(seats)
            for party, less in lost(demand, seats).items():
                balance[party] = balance.get(party, Fraction(0)) + less
    return Result(way, got, asked, contested_got, contested_asked)


def _seats(
    run: PastRun,
    way: Way,
    *,
    policy: Policy,
    small: frozenset[int],
    balance: Mapping[int, Fraction],
    seed: str,
) -> Counter[int]:
    if way == Way.FIRST_COME:
        return Counter(party for _application, party in run.asked[: run.seats])
    own_seed = lot(seed, run.id, "run:")
    if way == Way.DRAW:
        drawn = sorted(run.asked, key=lambda one: lot(own_seed, one[0]))
        return Counter(party for _application, party in drawn[: run.seats])
    parties = [
        Party(party, run.needs.get(party), party in small, balance.get(party, Fraction(0)))
        for party in {party for _application, party in run.asked}
    ]
    applicants = [Applicant(application, party) for application, party in run.asked]
    ladder = Ladder(parties, applicants, seats=run.seats, policy=policy, seed=own_seed)
    return Counter(step.party for step in divide(ladder).placed)
