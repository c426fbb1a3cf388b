"""The facts of the annual report: counts of persons, kronor without VAT, days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from network.money import ZERO
from network.small_groups import Shown


@dataclass(frozen=True)
class CourseYear:
    """One course in one year: its runs, their seats, and the people who took part.

    `given_back` are seats that were given back, `late` those of them on which a late fee fell,
    `missed` those with a seat who did not come; `grade` is the mean of 1 to 5, None below five
    answers. `kind` is in words where it is no course but an event.
    """

    name: str
    runs: int
    seats: int
    participants: int
    area: str = ""
    kind: str = ""
    given_back: int = 0
    late: int = 0
    missed: int = 0
    grade: Decimal | None = None
    answers: int = 0
    pk: int = 0
    area_pk: int = 0


@dataclass(frozen=True)
class MemberYear:
    """One member at the end of the year; kind in words, fee in kronor without VAT.

    The paper says "fewer than 5" for `few` participants, and nothing where they are `withheld`.
    """

    name: str
    kind: str
    head_count: int | None
    fee: Decimal
    participants: int
    associated: bool = False
    few: bool = False
    withheld: bool = False
    pk: int = 0
    authority_kind: str = ""


@dataclass(frozen=True)
class FeeGroup:
    """Members that paid the same way: a step or a level in words, how many, their sum."""

    label: str
    members: int
    amount: Decimal


@dataclass(frozen=True)
class Spread:
    """Participants by member and area; a cell is a number, or how it is hidden."""

    areas: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[tuple[int, Shown]], tuple[int, Shown]]] = ()
    sums: Sequence[int] = ()


@dataclass(frozen=True)
class RoundYear:
    """A mentoring round that started in the year, or ran in it."""

    title: str
    programme: str
    mentees: int
    mentors: int
    started: int
    completed: int
    early: int


@dataclass(frozen=True)
class Mentoring:
    """Pairs that started in the year, members that gave and were given mentors, and the rounds."""

    started: int = 0
    given_by: int = 0
    taken_by: int = 0
    rounds: Sequence[RoundYear] = ()


@dataclass(frozen=True)
class Lending:
    """Loans on some day of the year, their days weighed by extent, and the years before."""

    loans: int = 0
    days: Decimal = ZERO
    lenders: int = 0
    borrowers: int = 0
    history: Sequence[tuple[int, Decimal]] = ()


@dataclass(frozen=True)
class MoneyLine:
    """A heading of the year's economy; None where nobody knows. `share` is how much of a budget."""

    label: str
    outcome: Decimal | None
    budget: Decimal | None
    by_hand: bool = False

    @property
    def difference(self) -> Decimal | None:
        """How much the outcome is above the budget."""
        if self.outcome is None or self.budget is None:
            return None
        return self.outcome - self.budget


@dataclass(frozen=True)
class Economy:
    """Income and costs against the budget, and what earlier years left; kronor without VAT.

    `since` is the first earlier year that has any sum here, None where there is none.
    """

    income: Sequence[MoneyLine] = ()
    costs: Sequence[MoneyLine] = ()
    carried: Decimal = ZERO
    since: int | None = None

    @cached_property
    def incomes(self) -> MoneyLine:
        """All income."""
        return _together("", self.income)

    @cached_property
    def expenses(self) -> MoneyLine:
        """All costs."""
        return _together("", self.costs)

    @cached_property
    def result(self) -> MoneyLine:
        """Income less costs; its budget where there is one."""
        budget = None
        if self.incomes.budget is not None or self.expenses.budget is not None:
            budget = (self.incomes.budget or ZERO) - (self.expenses.budget or ZERO)
        outcome = (self.incomes.outcome or ZERO) - (self.expenses.outcome or ZERO)
        return MoneyLine("", outcome, budget)

    @property
    def left(self) -> Decimal:
        """What goes on to the next year."""
        return self.carried + (self.result.outcome or ZERO)

    @property
    def has_any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.income or self.costs or self.carried)


def _together(label: str, lines: Sequence[MoneyLine]) -> MoneyLine:
    budgets = [line.budget for line in lines if line.budget is not None]
    outcome = sum((line.outcome or ZERO for line in lines), ZERO)
    return MoneyLine(label, outcome, sum(budgets, ZERO) if budgets else None)


@dataclass(frozen=True)
class Given:
    """Accepted time that members gave, of one kind: hours, days, and what was agreed as worth."""

    label: str
    hours: Decimal
    days: Decimal
    value: Decimal


@dataclass(frozen=True)
class Goal:
    """A goal of the operational plan: its activities in words, how it went, in words."""

    goal: str
    activities: Sequence[tuple[str, str]] = ()
    outcome: str = ""
    reached: str = ""


@dataclass(frozen=True)
class BodyYear:
    """A body of the network: how many meetings it held, and how many members sit in it."""

    name: str
    meetings: int
    members: int


@dataclass(frozen=True)
class SurveyYear:
    """What the members said of the year: (question, answers, mean of 1 to 5, mean before)."""

    asked: int
    answered: int
    questions: Sequence[tuple[str, int, Decimal, Decimal | None]] = ()


@dataclass(frozen=True)
class YearFacts:
    """What the annual report is made of; history is (year, participants, seats), oldest first.

    `waited` stood on a waiting list, `moved_up` of them got a seat; `called_off` runs were
    cancelled. `joined` and `left` name members that came and went in the year. `texts` has the
    written sections, by section and field.
    """

    year: int
    courses: Sequence[CourseYear]
    members: Sequence[MemberYear]
    fees: Sequence[FeeGroup]
    history: Sequence[tuple[int, int, int]] = ()
    registry: str = ""
    decided: date | None = None
    day: date | None = None  # that members were counted on, where it is not 31 December
    called_off: int = 0
    waited: int = 0
    moved_up: int = 0
    grade: Decimal | None = None
    answers: int = 0
    joined: Sequence[str] = ()
    left: Sequence[str] = ()
    spread: Spread = Spread()
    mentoring: Mentoring = Mentoring()
    lending: Lending = Lending()
    economy: Economy = Economy()
    given: Sequence[Given] = ()
    goals: Sequence[Goal] = ()
    bodies: Sequence[BodyYear] = ()
    survey: SurveyYear | None = None
    texts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def taught(self) -> list[CourseYear]:
        """The courses, events left out."""
        return [course for course in self.courses if not course.kind]

    @property
    def events(self) -> list[CourseYear]:
        """The events: seminars, lunches, lookouts, festival items."""
        return [course for course in self.courses if course.kind]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened: no run, no fee, no pair, no loan, no sum."""
        return not (
            self.courses
            or self.called_off
            or self.fees
            or self.mentoring.started
            or self.mentoring.rounds
            or self.lending.loans
            or self.economy.income
            or self.economy.costs
            or self.given
        )
