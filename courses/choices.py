"""Ranked choices over runs, placed together in the best way.

Best means, in this order:

1. as many people as possible get a seat;
2. the seats are spread over the authorities as `courses.shares` climbs its ladder: no seat is
   given on a rung above one on which somebody else could have been placed instead;
3. the sum of the choice numbers (1 for a first choice) of those placed is the lowest;
4. of people of one authority with the same choices, the lowest lots are placed, and best.

It is one walk up the ladder: an authority's turn is granted when one more of its people can be
seated beside everybody seated so far, where those may change runs or give way to a colleague.
What authorities can have together is a polymatroid, so the walk ends with the most people and
the most even spread at once, and a refusal is for good. Each seat is found by the shortest
augmenting path in a flow of least cost, so that the sum of the choices is the lowest all along.
Same input and seed, same result; all of it is checked against brute force and an integer
programme. A plain draw walks from lot to lot instead and seats whoever can still be seated.
"""

import heapq
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courses.shares import Applicant, Ladder, Party, Policy, Rung, Step


@dataclass(frozen=True)
class Wish:
    """A person's runs in the order of choice, 1 to 3 of them; `applicant` carries the lot."""

    applicant: Applicant
    runs: tuple[int, ...]


@dataclass(frozen=True)
class Assignment:
    """Who goes to which run, and who waits, in the order of the line.

    `seats` is how many each authority got, `rungs` where it stood when it got each of them.
    """

    placed: dict[int, int]
    line: list[Step]
    seats: dict[int, int]
    rungs: list[tuple[int, Rung]]

    def ranks(self, wishes: Iterable[Wish]) -> int:
        """The sum of the choice numbers of those placed."""
        runs = {wish.applicant.id: wish.runs for wish in wishes}
        return sum(runs[who].index(run) + 1 for who, run in self.placed.items())


def assign(
    wishes: Sequence[Wish],
    capacities: Mapping[int, int],
    parties: Iterable[Party],
    *,
    policy: Policy,
    seed: str,
) -> Assignment:
    """Place everybody's choices over the runs' free seats."""
    open_runs = {run: seats for run, seats in sorted(capacities.items()) if seats > 0}
    ladder = Ladder(
        parties,
        (wish.applicant for wish in wishes),
        seats=sum(open_runs.values()),
        policy=policy,
        seed=seed,
    )
    if policy.even:
        placed, rungs = _climb(ladder, wishes, open_runs)
    else:
        placed, rungs = _draw(ladder, wishes, open_runs)
    seats = dict.fromkeys(ladder.parties, 0) | Counter(party for party, _rung in rungs)
    waiting = {wish.applicant.id for wish in wishes} - placed.keys()
    return Assignment(placed, list(ladder.order(held=seats, among=waiting)), seats, rungs)


def _climb(
    ladder: Ladder, wishes: Sequence[Wish], capacities: Mapping[int, int]
) -> tuple[dict[int, int], list[tuple[int, Rung]]]:
    """Seat one more of the authority on the lowest rung, until nobody more can be seated."""
    flow = _Flow(ladder, wishes, capacities)
    held = dict.fromkeys(ladder.parties, 0)
    asking = [(ladder.rung(party, 0), party) for party in ladder.parties]
    heapq.heapify(asking)
    rungs = []
    while asking:
        rung, party = heapq.heappop(asking)
        if flow.seat_one_more(party):
            held[party] += 1
            rungs.append((party, rung))
            heapq.heappush(asking, (ladder.rung(party, held[party]), party))
    return flow.settled(), rungs


def _draw(
    ladder: Ladder, wishes: Sequence[Wish], capacities: Mapping[int, int]
) -> tuple[dict[int, int], list[tuple[int, Rung]]]:
    """Seat everybody from the lowest lot up who can be seated beside those before."""
    runs_of = {wish.applicant.id: wish for wish in wishes}
    granted: set[int] = set()
    drawn, rungs = [], []
    seating = _Seating(capacities)
    for step in ladder.order(granted):
        wish = runs_of[step.applicant]
        if seating.seat(wish):
            granted.add(step.applicant)
            drawn.append(wish)
            rungs.append((step.party, ladder.rung(step.party, step.nth - 1)))
    flow = _Flow(ladder, drawn, capacities, apart=False)
    for _wish in drawn:
        flow.seat_one_more(0)
    return flow.settled(), rungs


class _Seating:
    """People seated one after the other; those seated may change runs, nobody loses a seat."""

    def __init__(self, capacities: Mapping[int, int]) -> None:
        self.free = dict(capacities)
        self.sitting: dict[int, dict[int, Wish]] = {run: {} for run in capacities}
        self.spent: set[int] = set()  # runs from which no free seat is reached any more

    def seat(self, wish: Wish) -> bool:
        """Seat one more, if there is a way."""
        came_from: dict[int, tuple[int, Wish] | None] = dict.fromkeys(self._open(wish))
        queue = deque(came_from)
        while queue:
            run = queue.popleft()
            if self.free[run]:
                self._shift(wish, run, came_from)
                return True
            for other in self.sitting[run].values():
                for target in self._open(other):
                    if target not in came_from:
                        came_from[target] = run, other
                        queue.append(target)
        self.spent.update(came_from)
        return False

    def _open(self, wish: Wish) -> list[int]:
        return [run for run in wish.runs if run in self.free and run not in self.spent]

    def _shift(
        self, wish: Wish, end: int, came_from: Mapping[int, tuple[int, Wish] | None]
    ) -> None:
        self.free[end] -= 1
        while (before := came_from[end]) is not None:
            run, other = before
            del self.sitting[run][other.applicant.id]
            self.sitting[end][other.applicant.id] = other
            end = run
        self.sitting[end][wish.applicant.id] = wish


Node = tuple[str, int]


class _Flow:
    """Authorities and runs as the only nodes of the flow; an arc is the cheapest person on it.

    Somebody stands at the authority or sits on a run. Not `apart`, all are of one authority, 0.
    """

    def __init__(
        self,
        ladder: Ladder,
        wishes: Sequence[Wish],
        capacities: Mapping[int, int],
        *,
        apart: bool = True,
    ) -> None:
        self.turns = sorted(wishes, key=lambda wish: ladder.turn(wish.applicant))
        self.cost = [
            {run: rank for rank, run in enumerate(wish.runs, start=1) if run in capacities}
            for wish in self.turns
        ]
        self.party = [wish.applicant.party if apart else 0 for wish in self.turns]
        self.free = dict(capacities)
        self.at: list[Node] = [("party", party) for party in self.party]
        self.there: dict[Node, set[int]] = {("run", run): set() for run in capacities}
        # For each authority and run who would go there at which cost, the lowest lots first;
        # those who sit by now are passed by when they come up.
        self.asking: dict[Node, dict[Node, list[tuple[int, int]]]] = {}
        for person, node in enumerate(self.at):
            self.there.setdefault(node, set()).add(person)
            for run, cost in self.cost[person].items():
                asked = self.asking.setdefault(node, {}).setdefault(("run", run), [])
                heapq.heappush(asked, (cost, person))
        # Kept until somebody comes to the node or leaves it.
        self._arcs: dict[Node, dict[Node, tuple[int, int]]] = {}

    def _move(self, person: int, node: Node) -> None:
        before, self.at[person] = self.at[person], node
        self.there[before].remove(person)
        self.there[node].add(person)
        if node[0] == "party":
            for run, cost in self.cost[person].items():
                heapq.heappush(self.asking[node]["run", run], (cost, person))
        self._arcs.pop(before, None)
        self._arcs.pop(node, None)

    def _arcs_from(self, node: Node) -> dict[Node, tuple[int, int]]:
        """The cheapest way to each next node: seat somebody, change runs, or give way."""
        if (kept := self._arcs.get(node)) is not None:
            return kept
        arcs = self._from_party(node) if node[0] == "party" else self._from_run(node)
        self._arcs[node] = arcs
        return arcs

    def _from_party(self, node: Node) -> dict[Node, tuple[int, int]]:
        arcs = {}
        for run, asked in self.asking.get(node, {}).items():
            while asked and self.at[asked[0][1]] != node:
                heapq.heappop(asked)
            if asked:
                arcs[run] = asked[0]
        return arcs

    def _from_run(self, node: Node) -> dict[Node, tuple[int, int]]:
        arcs: dict[Node, tuple[int, int]] = {}
        # Of equal ones the lowest lot changes runs, the highest gives way.
        for person in sorted(self.there[node]):
            costs = self.cost[person]
            paid = costs[node[1]]
            for run, cost in costs.items():
                target = ("run", run)
                if target != node and (target not in arcs or cost - paid < arcs[target][0]):
                    arcs[target] = cost - paid, person
            target = ("party", self.party[person])
            if target not in arcs or -paid <= arcs[target][0]:
                arcs[target] = -paid, person
        return arcs

    def seat_one_more(self, party: int) -> bool:
        """Seat one more of an authority, by the path that adds least to the sum, if there is one.

        A first choice with a free seat is never dearer than any other way.
        """
        start = ("party", party)
        direct = [
            (person, node)
            for node, (cost, person) in self._arcs_from(start).items()
            if cost == 1 and self.free[node[1]]
        ]
        if direct:
            person, node = min(direct)
            self.free[node[1]] -= 1
            self._move(person, node)
            return True
        spent, came = self._paths(start)
        ends = [
            (spent["run", run], run) for run, n in self.free.items() if n and ("run", run) in spent
        ]
        if not ends:
            return False
        node = ("run", min(ends)[1])
        self.free[node[1]] -= 1
        moves = []
        while node != start:
            before, person = came[node]
            moves.append((person, node))
            node = before
        for person, target in moves:
            self._move(person, target)
        return True

    def _paths(self, start: Node) -> tuple[dict[Node, int], dict[Node, tuple[Node, int]]]:
        """The least cost to every node that can be reached, and the way there."""
        spent = {start: 0}
        came: dict[Node, tuple[Node, int]] = {}
        queue = deque([start])
        queued = {start}
        while queue:
            node = queue.popleft()
            queued.discard(node)
            for target, (cost, person) in self._arcs_from(node).items():
                if target not in spent or spent[node] + cost < spent[target]:
                    spent[target] = spent[node] + cost
                    came[target] = node, person
                    if target not in queued:
                        queued.add(target)
                        queue.append(target)
        return spent, came

    def settled(self) -> dict[int, int]:
        """Who sits where; of those of an authority with the same choices the lowest lots best."""
        alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for person, wish in enumerate(self.turns):
            alike.setdefault((self.party[person], wish.runs), []).append(person)
        placed = {}
        for (_party, runs), people in alike.items():
            seats = sorted(
                (self.at[one][1] for one in people if self.at[one][0] == "run"), key=runs.index
            )
            for person, run in zip(people, seats, strict=False):
                placed[self.turns[person].applicant.id] = run
        return placed
