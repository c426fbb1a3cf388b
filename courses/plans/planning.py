"""What a year's plan is computed from and what comes out (kursplan); plain data, no database.

Keys are the caller's numbers: of candidates, and of memberships. Kronor are without VAT.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from courses.needs.rules import Importance, Term

TERMS = (Term.SPRING, Term.AUTUMN)
POINTS: Mapping[int, int] = {Importance.MUST: 4, Importance.SHOULD: 2, Importance.CAN_WAIT: 1}
HALF_VALUE = 50


class Teaching(StrEnum):
    """Who teaches; the words of a planned run."""

    OWN = "own"
    SUPPLIER = "supplier"


@dataclass(frozen=True)
class Option:
    """A candidate with its costing: what one run of it takes.

    A cost that is None is a way of teaching that there is not; `own_most` is how many runs a term
    own staff can take, None for as many as there are.
    """

    key: int
    smallest: int = 8
    largest: int = 20
    run_cost: Decimal | None = None
    own_cost: Decimal | None = None
    seat_cost: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    most_runs: int = 4  # in a term
    weight: int = 1
    own_most: int | None = None
    on_site: bool = True  # a digital run needs no host

    def cost(self, how: Teaching) -> Decimal:
        """Kronor for one run taught that way, without its seats."""
        return (self.own_cost if how == Teaching.OWN else self.run_cost) or Decimal(0)


@dataclass(frozen=True)
class Need:
    """Seats that an authority asks for, of one candidate in one term, equally important."""

    option: int
    authority: int
    term: Term
    importance: int
    seats: int


@dataclass(frozen=True)
class Host:
    """An authority with premises: seats of its largest room, and how often it hosted before."""

    authority: int
    seats: int
    terms: frozenset[Term] = frozenset(TERMS)
    earlier: int = 0


@dataclass(frozen=True)
class Rule:
    """What the council holds fast: at least, at most so many runs in a term, or in the year."""

    option: int
    term: Term | None = None
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Problem:
    """Everything that a plan is computed from; None is no limit.

    A seat is worth the points of its importance times the candidate's weight; given in the other
    term than asked it is worth `other_term` per cent of that, 0 for never.
    """

    options: tuple[Option, ...]
    needs: tuple[Need, ...]
    hosts: tuple[Host, ...] = ()
    rules: tuple[Rule, ...] = ()
    budget: Decimal | None = None
    hours: Decimal | None = None
    points: Mapping[int, int] = field(default_factory=lambda: dict(POINTS))
    other_term: int = HALF_VALUE

    def value(self, need: Need, term: Term) -> int:
        """What one seat of a need is worth in a term, in hundredths of a point."""
        share = 100 if term == need.term else self.other_term
        return share * self.points[need.importance] * self.by_key[need.option].weight

    @cached_property
    def by_key(self) -> Mapping[int, Option]:
        """The candidates by their numbers."""
        return {option.key: option for option in self.options}


@dataclass(frozen=True)
class Grant:
    """Seats of a need that the plan meets, in the term asked for or in the other."""

    need: Need
    term: Term
    seats: int


@dataclass(frozen=True)
class Run:
    """One planned run; `shares` are seats per authority and sum to `seats`."""

    option: int
    term: Term
    number: int
    seats: int
    teaching: Teaching
    cost: Decimal
    hours: Decimal
    shares: Mapping[int, int]
    host: int | None = None


class Aim(StrEnum):
    """What a plan aims at, the first before all others."""

    NEED = "need"
    EVEN = "even"
    COST = "cost"
    HOSTS = "hosts"


@dataclass(frozen=True)
class Stage:
    """How far one aim came: its value, what no plan can pass, and whether that is proved."""

    aim: Aim
    value: Decimal
    bound: Decimal
    proved: bool
    seconds: float

    @property
    def gap(self) -> Decimal:
        """How far from the bound it stopped, as a share of the bound; 0 when proved."""
        if self.proved or not self.bound:
            return Decimal(0)
        return abs(self.bound - self.value) / abs(self.bound)


@dataclass(frozen=True)
class Met:
    """One authority's part: points and seats, met and asked."""

    points: Decimal
    asked_points: Decimal
    seats: int
    asked: int

    @property
    def share(self) -> Decimal:
        """Its met share of weighted need, 0 to 1; 1 for who asked for nothing."""
        return self.points / self.asked_points if self.asked_points else Decimal(1)


@dataclass(frozen=True)
class Measures:
    """What a plan gives, by measures that all plans are laid side by side with.

    `empty` are seats up to the largest group that nobody takes. `evenness` is what `Aim.EVEN`
    counts.
    """

    points: Decimal
    asked_points: Decimal
    seats: int
    asked: int
    moved: int  # seats in the other term than asked
    runs: int
    cost: Decimal
    hours: Decimal
    empty: int
    evenness: int
    authorities: Mapping[int, Met]

    @property
    def lowest(self) -> Decimal:
        """The lowest share of an authority, 0 to 1."""
        return min((met.share for met in self.authorities.values()), default=Decimal(1))

    @property
    def highest(self) -> Decimal:
        """The highest share of an authority, 0 to 1."""
        return max((met.share for met in self.authorities.values()), default=Decimal(1))

    @property
    def spread(self) -> Decimal:
        """How far the authorities are apart."""
        return self.highest - self.lowest


class Limit(StrEnum):
    """What stands in the way of one more run, or against a rule."""

    NO_NEED = "no_need"  # everybody who asked has a seat
    TOO_FEW = "too_few"  # fewer than the smallest group are left
    BANNED = "banned"  # the council said at most so many
    MOST_RUNS = "most_runs"  # the costing's most runs in a term
    BUDGET = "budget"
    HOURS = "hours"
    RULE = "rule"  # the council said at least so many
    STOPPED = "stopped"  # the computation did not come so far


@dataclass(frozen=True)
class Obstacle:
    """A limit by name: whose rule, or which candidate's group or most runs."""

    limit: Limit
    option: int | None = None
    term: Term | None = None
    rule: Rule | None = None


@dataclass(frozen=True)
class Outcome:
    """A computed plan. With `conflict` there is none: those cannot stand together."""

    runs: tuple[Run, ...] = ()
    grants: tuple[Grant, ...] = ()
    stages: tuple[Stage, ...] = ()
    measures: Measures | None = None
    conflict: tuple[Obstacle, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether there is a plan at all; one without runs counts."""
        return not self.conflict and self.measures is not None

    @property
    def proved(self) -> bool:
        """Whether no plan is better, in any aim."""
        return self.possible and all(stage.proved for stage in self.stages)

    def count(self, option: int, term: Term) -> int:
        """How many runs of a candidate a term has."""
        return sum(run.option == option and run.term == term for run in self.runs)


@dataclass(frozen=True)
class OneMore:
    """What one more run would give and take, all other candidates as they are.

    The budget and the hours count as raised by exactly what it takes. `limits` are why the plan
    has it not; without `possible` the smallest group would not come together.
    """

    option: int
    term: Term
    possible: bool
    seats: int = 0  # more than in the plan
    points: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    limits: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class Margin:
    """What the best plan meets with another budget: what the last kronor buy."""

    budget: Decimal
    points: Decimal
    seats: int
    cost: Decimal
    proved: bool


@dataclass(frozen=True)
class Cheapest:
    """The least that any run costs: with its smallest group."""

    option: int
    term: Term
    teaching: Teaching
    seats: int
    cost: Decimal
    hours: Decimal


@dataclass(frozen=True)
class Comparison:
    """A plan beside the computed one; `cancelled` are runs that would not come together now."""

    runs: Mapping[tuple[int, Term], int]
    measures: Measures
    cancelled: int = 0
