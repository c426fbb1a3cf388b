"""From how many runs and seats to single runs with people and a host; without database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from courses.needs.rules import Term
from courses.plans.planning import Grant, Host, Problem, Run, Teaching
from courses.whole_numbers import Answer, Sums

Counts = Mapping[tuple[int, Term, Teaching], int]


def dealt(problem: Problem, counts: Counts, grants: Iterable[Grant]) -> tuple[Run, ...]:
    """The seats dealt to the runs one by one, so groups differ by one person at most.

    An authority's people are spread over the runs too: they need not all be away the same week.
    """
    held: dict[tuple[int, Term], list[Teaching]] = defaultdict(list)
    for (key, term, how), count in sorted(counts.items()):
        held[key, term] += [how] * count
    people: dict[tuple[int, Term], Counter[int]] = defaultdict(Counter)
    for grant in grants:
        people[grant.need.option, grant.term][grant.need.authority] += grant.seats
    runs = []
    for (key, term), ways in sorted(held.items()):
        queue = sorted(people[key, term].elements())
        option = problem.by_key[key]
        for n, how in enumerate(ways):
            shares = Counter(queue[n :: len(ways)])
            seats = shares.total()
            cost = option.cost(how) + option.seat_cost * seats
            runs.append(
                Run(key, term, n + 1, seats, how, cost, option.hours, dict(sorted(shares.items())))
            )
    return tuple(runs)


def hosted(
    problem: Problem, runs: Sequence[Run], *, seconds: float
) -> tuple[tuple[Run, ...], Answer]:
    """The runs with a host each where a room is large enough; the answer is of the rotation.

    First as many runs as possible have a host. Then the hosting is shared: the lowest sum of
    squares of how often each has hosted, earlier years counted, so the next run goes to who had
    the fewest. Last, a run is where most of its people are at home.
    """
    rotation = _Rotation(problem, runs)
    answer = rotation.best(rotation.goal, seconds=seconds)
    where = {
        n: authority
        for (n, authority), column in rotation.places.items()
        if answer.found and answer.values[column]
    }
    placed = tuple(replace(run, host=where.get(n)) for n, run in enumerate(runs))
    return placed, answer


def squares(hosts: Iterable[Host], runs: Iterable[Run]) -> int:
    """How unevenly the hosting is shared: the sum of squares of each one's times, earlier too."""
    times = Counter(run.host for run in runs if run.host is not None)
    return sum((host.earlier + times[host.authority]) ** 2 for host in hosts)


class _Rotation(Sums):
    """Which run is where: a host's next time costs more than its last."""

    def __init__(self, problem: Problem, runs: Sequence[Run]) -> None:
        super().__init__()
        self.places: dict[tuple[int, int], int] = {}
        hosts = sorted(problem.hosts, key=lambda host: host.authority)
        fewest = min((host.earlier for host in hosts), default=0)
        home = sum(max(run.shares.values(), default=0) for run in runs) + 1
        dearest = 2 * (max((h.earlier for h in hosts), default=0) - fewest + len(runs)) + 1
        self.goal: dict[int, int] = {}
        of_run: dict[int, dict[int, int]] = defaultdict(dict)
        of_host: dict[int, dict[int, int]] = defaultdict(dict)
        for n, run in enumerate(runs):
            for host in hosts:
                if _fits(problem, run, host):
                    column = self.places[n, host.authority] = self.column(1)
                    of_run[n][column] = of_host[host.authority][column] = 1
                    at_home = run.shares.get(host.authority, 0)
                    self.goal[column] = (dearest + 1) * home + at_home
        for parts in of_run.values():
            self.row(0, 1, parts)
        for host in hosts:
            mine = of_host[host.authority]
            times = [self.column(1) for _run in mine]
            for n, column in enumerate(times):
                self.goal[column] = -(2 * (host.earlier - fewest + n) + 1) * home
            if mine:
                self.row(0, 0, mine | dict.fromkeys(times, -1))


def _fits(problem: Problem, run: Run, host: Host) -> bool:
    on_site = problem.by_key[run.option].on_site
    return on_site and run.term in host.terms and run.seats <= host.seats
