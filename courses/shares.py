"""Seats divided fairly between authorities when more is asked for than there is.

Seats are handed out one at a time, as on a ladder: each goes to the authority on the lowest
rung, and within it to the applicant with the lowest lot. A rung is, in this order,

1. the guaranteed minimum of small members,
2. the firm shares: the seats in proportion to the declared need, by largest remainder,
3. everything else,

and within each of the three the met need: the seats that the authority has, less those it lost
in earlier divisions (its credit), for each seat of its need. Authorities on the same rung go by
credit, then by lot. Those who come after the last seat are the waiting list, in the same order.

As the ladder does not know how many seats there are, one seat more takes nothing from anybody
while the firm shares stand. The firm shares themselves follow the largest remainder, which may
give an authority less of a larger run (the Alabama paradox); they are fixed before the ladder.
"""

import heapq
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from courses.lots import lot


class Stage(IntEnum):
    """Why a seat went to an authority."""

    MINIMUM = 1
    FIRM = 2
    EVEN = 3


@dataclass(frozen=True)
class Applicant:
    """Who asks for a seat: the application's number, its authority, and what comes before lots.

    `priority` is what a coordinator gave with a written reason; 0 for all others.
    """

    id: int
    party: int
    priority: int = 0


@dataclass(frozen=True)
class Party:
    """An authority in a division: its declared need, and seats it lost before (below 0: won)."""

    id: int
    declared: int | None = None
    small: bool = False
    credit: Fraction = Fraction(0)


@dataclass(frozen=True)
class Policy:
    """What the network decided: seats guaranteed to small members, and how far credit reaches.

    Without `even` it is a plain draw among all applicants, whatever their authority.
    """

    minimum: int = 1
    firm: bool = True
    most_credit: int = 2
    even: bool = True


@dataclass(frozen=True, order=True)
class Rung:
    """Where an authority stands when it asks for its next seat; the lowest is served first."""

    stage: int
    met: Fraction
    credit: Fraction
    lot: str


@dataclass(frozen=True)
class Step:
    """One applicant's turn: as the how manieth of the authority, and why then."""

    applicant: int
    party: int
    nth: int
    stage: int
    met: Fraction


def largest_remainder(needs: Mapping[int, int], seats: int, seed: str) -> dict[int, int]:
    """Seats in proportion to need: whole ones first, then by the largest fraction, then by lot.

    The shares sum to the seats, unless nobody needs any.
    """
    total = sum(needs.values())
    if not total:
        return dict.fromkeys(needs, 0)
    quotas = {party: Fraction(seats * need, total) for party, need in needs.items()}
    shares = {party: quota.numerator // quota.denominator for party, quota in quotas.items()}
    left = seats - sum(shares.values())
    first = sorted(needs, key=lambda p: (shares[p] - quotas[p], lot(seed, p, "authority:")))
    for party in first[:left]:
        shares[party] += 1
    return shares


class Ladder:
    """The rungs of every authority in one division of `seats` among the applicants."""

    def __init__(
        self,
        parties: Iterable[Party],
        applicants: Iterable[Applicant],
        *,
        seats: int,
        policy: Policy,
        seed: str,
    ) -> None:
        self.policy = policy
        self.seed = seed
        self.seats = seats
        self.queues: dict[int, list[Applicant]] = {}
        for applicant in applicants:
            self.queues.setdefault(applicant.party, []).append(applicant)
        for queue in self.queues.values():
            queue.sort(key=self.turn)
        known = {party.id: party for party in parties}
        self.parties = {pk: known.get(pk, Party(pk)) for pk in sorted(self.queues)}
        self.needs = {pk: self._need(party) for pk, party in self.parties.items()}
        self.minimums = {
            pk: policy.minimum if party.small else 0 for pk, party in self.parties.items()
        }
        shares = largest_remainder(self.needs, seats, seed) if policy.firm else {}
        self.firm = {
            pk: shares.get(pk, 0) if party.declared is not None else 0
            for pk, party in self.parties.items()
        }
        self._lots = {pk: lot(seed, pk, "authority:") for pk in self.parties}

    def _need(self, party: Party) -> int:
        """The declared need; the number of applicants where none, or nothing, is declared."""
        return party.declared or len(self.queues[party.id])

    def turn(self, applicant: Applicant) -> tuple[int, str]:
        """An applicant's turn among others: priority first, then the lot."""
        return -applicant.priority, lot(self.seed, applicant.id)

    def credit(self, party: int) -> Fraction:
        """The authority's credit as far as the policy lets it count."""
        most = Fraction(self.policy.most_credit)
        return max(-most, min(most, self.parties[party].credit))

    def rung(self, party: int, held: int) -> Rung:
        """Where an authority that holds so many seats asks for one more; it only ever rises."""
        if held < self.minimums[party]:
            stage = Stage.MINIMUM
        elif held < self.firm[party]:
            stage = Stage.FIRM
        else:
            stage = Stage.EVEN
        credit = self.credit(party)
        met = (held - credit) / self.needs[party]
        return Rung(stage, met, -credit, self._lots[party])

    def order(
        self,
        granted: Container[int] | None = None,
        *,
        held: Mapping[int, int] | None = None,
        among: Container[int] | None = None,
    ) -> Iterator[Step]:
        """Everybody in the order of their turns; `granted` is filled with those who got a seat.

        Who did not leaves the authority on its rung, and the next in it is asked. `held` says
        what the authorities have already, `among` who still asks.
        """
        queues = {
            party: [one for one in queue if among is None or one.id in among]
            for party, queue in self.queues.items()
        }
        has = dict.fromkeys(self.parties, 0) | dict(held or {})
        turns = self._climb(queues, has) if self.policy.even else self._draw(queues, has)
        for step in turns:
            yield step
            if granted is None or step.applicant in granted:
                has[step.party] += 1

    def _climb(self, queues: dict[int, list[Applicant]], has: dict[int, int]) -> Iterator[Step]:
        left = {party: iter(queue) for party, queue in queues.items()}
        rungs = [(self.rung(party, has[party]), party) for party in queues]
        heapq.heapify(rungs)
        while rungs:
            rung, party = heapq.heappop(rungs)
            applicant = next(left[party], None)
            if applicant is None:
                continue
            yield Step(applicant.id, party, has[party] + 1, rung.stage, rung.met)
            heapq.heappush(rungs, (self.rung(party, has[party]), party))

    def _draw(self, queues: dict[int, list[Applicant]], has: dict[int, int]) -> Iterator[Step]:
        everybody = [applicant for queue in queues.values() for applicant in queue]
        for applicant in sorted(everybody, key=self.turn):
            party = applicant.party
            met = Fraction(has[party], self.needs[party])
            yield Step(applicant.id, party, has[party] + 1, Stage.EVEN, met)


@dataclass(frozen=True)
class Division:
    """Who got the seats of one run, and the waiting list, each in the order of the ladder."""

    placed: list[Step]
    line: list[Step]


def divide(ladder: Ladder) -> Division:
    """Divide the ladder's seats: the first turns get them, the others wait in order."""
    steps = list(ladder.order())
    return Division(steps[: ladder.seats], steps[ladder.seats :])


def fair_parts(demand: Mapping[int, int], seats: int) -> dict[int, Fraction]:
    """What each would get if seats could be cut: the same part of what everybody asked for."""
    total = sum(demand.values())
    part = min(Fraction(1), Fraction(seats, total)) if total else Fraction(0)
    return {party: part * asked for party, asked in demand.items()}


def lost(demand: Mapping[int, int], got: Mapping[int, int]) -> dict[int, Fraction]:
    """Seats that each authority got less than its fair part (below 0: more); they sum to nothing.

    It is what the running balance counts, so that the loser of one division comes first in the
    next.
    """
    parts = fair_parts(demand, sum(got.values()))
    return {party: parts[party] - got.get(party, 0) for party in demand}


def evenness(met: Sequence[Fraction]) -> Fraction:
    """Jain's index of the met needs: 1 when all are met alike, 1/n when one has everything."""
    squares = sum((one * one for one in met), Fraction(0))
    return sum(met, Fraction(0)) ** 2 / (len(met) * squares) if squares else Fraction(1)
