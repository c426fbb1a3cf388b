"""Other plans on the same needs, by the same measures: last year's, and a greedy one; no database.

Which runs there are is theirs; the seats are dealt in each as well as they can be, so that the
difference is the choice of runs and nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from courses.needs.rules import Term
from courses.plans.planning import TERMS, Comparison, Need, Option, Problem, Rule, Teaching
from courses.plans.programme import together
from courses.plans.solver import SECONDS, solve

Counts = Mapping[tuple[int, Term], int]


def as_before(problem: Problem, runs: Counts, *, seconds: float = SECONDS) -> Comparison | None:
    """An earlier plan's runs with this year's needs; no budget, hours or rules hold it back.

    A run whose smallest group would not come together this year is cancelled. Candidates that are
    no longer there are left out by the caller.
    """
    most = Counter({place: n for place, n in runs.items() if place[0] in problem.by_key})
    options = tuple(
        replace(option, most_runs=max(most[option.key, term] for term in TERMS))
        for option in problem.options
    )
    rules = tuple(
        Rule(option.key, term, most=most[option.key, term])
        for option in problem.options
        for term in TERMS
    )
    free = replace(problem, options=options, rules=rules, budget=None, hours=None)
    outcome = solve(free, seconds=seconds, prove=False)
    if outcome.measures is None:
        return None
    held = Counter((run.option, run.term) for run in outcome.runs)
    return Comparison(held, outcome.measures, most.total() - held.total())


def greedy(problem: Problem, *, seconds: float = SECONDS) -> Comparison | None:
    """The plan of always taking the run that meets most weighted need per krona next.

    What the council wants at least is taken first. Of runs that meet as much per krona the one
    that meets most comes first, then the candidate's number and the spring. None where the rules
    leave it stuck.
    """
    choice = _Greedy(problem)
    counts = choice.counts()
    if counts is None:
        return None
    rules = tuple(
        Rule(option.key, term, least=counts[option.key, term], most=counts[option.key, term])
        for option in problem.options
        for term in TERMS
    )
    outcome = solve(replace(problem, rules=rules), seconds=seconds, prove=False)
    return Comparison(counts, outcome.measures) if outcome.measures else None


@dataclass(frozen=True)
class _Filled:
    """What a candidate's runs meet, cost and take, when its people are placed in them."""

    value: int = 0
    cost: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)


class _Greedy:
    """Runs taken one by one; each candidate's people are placed in their own term first."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.taken: Counter[tuple[int, Term]] = Counter()
        self.needs: dict[int, list[Need]] = defaultdict(list)
        for need in sorted(together(problem.needs), key=lambda need: (need.importance, need.term)):
            self.needs[need.option].append(need)
        self.filled = dict.fromkeys(problem.by_key, _Filled())
        self.offers: dict[tuple[int, Term], _Filled] = {}
        for key in problem.by_key:
            self._offer(key)

    def counts(self) -> Counter[tuple[int, Term]] | None:
        """How many runs of each candidate a term has; None where a rule cannot be kept."""
        for rule in sorted(self.problem.rules, key=lambda r: (r.option, r.term or "", r.least)):
            terms = (rule.term,) if rule.term else TERMS
            while sum(self.taken[rule.option, term] for term in terms) < rule.least:
                if not self._take([(rule.option, term) for term in terms], forced=True):
                    return None
        while self._take(list(self.offers)):
            pass
        return self.taken

    def _take(self, places: list[tuple[int, Term]], *, forced: bool = False) -> bool:
        """Take the run of those places that meets most per krona and fits in what is left."""
        best: tuple[Decimal, int, int, Term] | None = None
        for key, term in places:
            offer = self.offers.get((key, term))
            if offer is None or not self._fits(key, term, offer):
                continue
            gain = offer.value - self.filled[key].value
            price = max(offer.cost - self.filled[key].cost, Decimal(1))
            rank = (-gain / price, -gain, key, term)
            if (gain > 0 or forced) and (best is None or rank < best):
                best = rank
        if best is None:
            return False
        place = best[2:]
        self.taken[place] += 1
        self.filled[place[0]] = self.offers[place]
        self._offer(place[0])
        return True

    def _fits(self, key: int, term: Term, offer: _Filled) -> bool:
        budget, hours = self.problem.budget, self.problem.hours
        now = self.filled[key]
        cost = sum((each.cost for each in self.filled.values()), offer.cost - now.cost)
        taken = sum((each.hours for each in self.filled.values()), offer.hours - now.hours)
        banned = any(
            rule.most is not None
            and rule.option == key
            and rule.term in (None, term)
            and sum(self.taken[key, t] for t in ((rule.term,) if rule.term else TERMS)) >= rule.most
            for rule in self.problem.rules
        )
        return (
            not banned and (budget is None or cost <= budget) and (hours is None or taken <= hours)
        )

    def _offer(self, key: int) -> None:
        """What one more run in each term would make of a candidate; none with too small a group."""
        for term in TERMS:
            counts = {each: self.taken[key, each] + (each == term) for each in TERMS}
            filled = self._fill(self.problem.by_key[key], counts)
            if filled is None:
                self.offers.pop((key, term), None)
            else:
                self.offers[key, term] = filled

    def _fill(self, option: Option, counts: dict[Term, int]) -> _Filled | None:
        ways = [_taught(option, counts[term]) for term in TERMS]
        if any(cost is None for cost in ways) or max(counts.values()) > option.most_runs:
            return None
        room = {term: counts[term] * option.largest for term in TERMS}
        left = {need: need.seats for need in self.needs[option.key]}
        value = seats = 0
        for own_term in (True, False):
            for need, term in product(left, TERMS):
                worth = self.problem.value(need, term)
                if (term == need.term) == own_term and worth > 0:
                    placed = min(left[need], room[term])
                    left[need] -= placed
                    room[term] -= placed
                    seats += placed
                    value += placed * worth
        if any(room[t] > counts[t] * (option.largest - option.smallest) for t in TERMS):
            return None
        cost = sum((cost for cost in ways if cost is not None), option.seat_cost * seats)
        return _Filled(value, cost, option.hours * sum(counts.values()))


def _taught(option: Option, count: int) -> Decimal | None:
    """The least that so many runs in a term cost to teach; None if nobody can teach them."""
    own = count if option.own_most is None else min(count, option.own_most)
    if option.own_cost is None or (option.run_cost or option.own_cost) < option.own_cost:
        own = 0
    if own < count and option.run_cost is None:
        return None
    return own * option.cost(Teaching.OWN) + (count - own) * option.cost(Teaching.SUPPLIER)
