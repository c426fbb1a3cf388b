"""The integer programme of a year's plan; without database.

Runs are counted, not named, so equal runs are never tried in another order. Kronor are counted in
öre, hours and points in hundredths, so that a sum is a whole number and "as good" is exact.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from math import inf

from courses.needs.rules import Term
from courses.plans.planning import TERMS, Limit, Need, Obstacle, Option, Problem, Rule, Teaching
from courses.whole_numbers import Sums

TENTHS = 10


def hundredths(amount: Decimal) -> int:
    """Kronor in öre; hours in hundredths."""
    return int((amount * 100).to_integral_value())


def together(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs with nobody's name on them: who asked does not matter to how many runs."""
    seats: dict[tuple[int, Term, int], int] = defaultdict(int)
    for need in needs:
        seats[need.option, need.term, need.importance] += need.seats
    return tuple(Need(o, 0, t, i, n) for (o, t, i), n in sorted(seats.items()))


class Programme(Sums):
    """The numbers of a plan and their limits; `without` leaves some out, to find what conflicts."""

    def __init__(self, problem: Problem, without: frozenset[Obstacle] = frozenset()) -> None:
        super().__init__()
        self.problem, self.without = problem, without
        self.runs: dict[tuple[int, Term, Teaching], int] = {}
        self.grants: dict[tuple[Need, Term], int] = {}
        self.tenths: list[tuple[dict[int, int], int, list[int]]] = []
        asked: dict[int, list[Need]] = defaultdict(list)
        for need in sorted(problem.needs, key=_place):
            if need.seats > 0:
                asked[need.option].append(need)
        for option in sorted(problem.options, key=lambda option: option.key):
            self._add_option(option, asked[option.key])
        for rule in problem.rules:
            self._add_rule(rule)
        if problem.budget is not None and Obstacle(Limit.BUDGET) not in without:
            self.row(-inf, hundredths(problem.budget), self.costs())
        if problem.hours is not None and Obstacle(Limit.HOURS) not in without:
            self.row(-inf, hundredths(problem.hours), self.hours())

    def _add_option(self, option: Option, needs: list[Need]) -> None:
        held: dict[Term, dict[int, int]] = {}
        given: dict[Term, dict[int, int]] = {term: {} for term in TERMS}
        for term in TERMS:
            held[term] = {}
            for how, most in self._ways(option, term, needs):
                self.runs[option.key, term, how] = column = self.column(most)
                held[term][column] = 1
        for need in needs:
            cell = {}
            for term in TERMS:
                if held[term] and self.problem.value(need, term) > 0:
                    column = self.grants[need, term] = self.column(need.seats)
                    given[term][column] = cell[column] = 1
            if len(cell) > 1:
                self.row(-inf, need.seats, cell)
        for term in TERMS:
            self._add_groups(option, held[term], given[term])

    def _add_groups(self, option: Option, held: dict[int, int], given: dict[int, int]) -> None:
        """No group larger than the largest or smaller than the smallest; not too many runs."""
        if not held:
            return
        self.row(-inf, 0, given | dict.fromkeys(held, -option.largest))
        if Obstacle(Limit.TOO_FEW, option.key) not in self.without:
            self.row(0, inf, given | dict.fromkeys(held, -option.smallest))
        if len(held) > 1 and Obstacle(Limit.MOST_RUNS, option.key) not in self.without:
            self.row(-inf, option.most_runs, held)

    def _ways(self, option: Option, term: Term, needs: list[Need]) -> list[tuple[Teaching, int]]:
        """The ways of teaching that a best plan may use, each with its most runs in a term."""
        coming = sum(need.seats for need in needs if self.problem.value(need, term) > 0)
        most = coming // option.smallest
        if Obstacle(Limit.TOO_FEW, option.key) in self.without:
            most = coming + sum(rule.least for rule in self.problem.rules)
        if Obstacle(Limit.MOST_RUNS, option.key) not in self.without:
            most = min(most, option.most_runs)
        return [(how, most if staff is None else min(most, staff)) for how, staff in _dear(option)]

    def _add_rule(self, rule: Rule) -> None:
        terms = (rule.term,) if rule.term else TERMS
        parts = {
            column: 1
            for (option, term, _how), column in self.runs.items()
            if option == rule.option and term in terms
        }
        if rule.least and Obstacle(Limit.RULE, rule.option, rule.term, rule) not in self.without:
            self.row(rule.least, inf, parts)
        banned = Obstacle(Limit.BANNED, rule.option, rule.term, rule)
        if rule.most is not None and banned not in self.without:
            self.row(-inf, rule.most, parts)

    def values(self) -> dict[int, int]:
        """Weighted met need: hundredths of a point for each number."""
        return {
            column: self.problem.value(need, term) for (need, term), column in self.grants.items()
        }

    def costs(self) -> dict[int, int]:
        """Öre for each number."""
        by_key = self.problem.by_key
        seats = {
            column: hundredths(by_key[need.option].seat_cost)
            for (need, _term), column in self.grants.items()
        }
        return seats | {
            column: hundredths(by_key[key].cost(how))
            for (key, _term, how), column in self.runs.items()
        }

    def hours(self) -> dict[int, int]:
        """Hundredths of an hour for each number."""
        by_key = self.problem.by_key
        return {
            column: hundredths(by_key[key].hours) for (key, _t, _h), column in self.runs.items()
        }

    def evenness(self) -> dict[int, int]:
        """Add each authority's met tenths of its weighted need; their sum is the evenness.

        An authority's first met tenth counts ten, its second nine, and so on to one. So a tenth
        for who has little beats a tenth for who has more, and an authority that cannot be helped
        does not decide for all others, as it would if only the lowest counted.
        """
        asked: dict[int, int] = defaultdict(int)
        parts: dict[int, dict[int, int]] = defaultdict(dict)
        for need in self.problem.needs:
            asked[need.authority] += need.seats * self.problem.value(need, need.term)
        for (need, term), column in self.grants.items():
            parts[need.authority][column] = TENTHS * self.problem.value(need, term)
        goal: dict[int, int] = {}
        for authority in sorted(parts):
            tenths = [self.column(1) for _n in range(TENTHS)]
            goal |= {column: TENTHS - n for n, column in enumerate(tenths)}
            self.tenths.append((parts[authority], asked[authority], tenths))
            self.row(0, inf, parts[authority] | dict.fromkeys(tenths, -asked[authority]))
        return goal


def _dear(option: Option) -> list[tuple[Teaching, int | None]]:
    """Ways of teaching, and how many runs each has staff for; none that is never the better."""
    if option.own_cost is None:
        return [] if option.run_cost is None else [(Teaching.SUPPLIER, None)]
    if option.run_cost is None:
        return [(Teaching.OWN, option.own_most)]
    if option.run_cost < option.own_cost:
        return [(Teaching.SUPPLIER, None)]
    if option.own_most is None:
        return [(Teaching.OWN, None)]
    return [(Teaching.OWN, option.own_most), (Teaching.SUPPLIER, None)]


def _place(need: Need) -> tuple[int, int, Term, int]:
    return need.option, need.authority, need.term, need.importance
