"""In which ISO week a planned run is held: last year's where it can be kept; without database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from courses.needs.rules import Term
from courses.plans.planning import Run
from fees.bank_days import is_bank_day

Place = tuple[int, Term, int]  # candidate, term, number of the run
WORKING_DAYS = range(1, 6)
# Weeks in which courses are held: no start of the year, no summer, no Christmas.
COURSE_WEEKS: Mapping[Term, range] = {Term.SPRING: range(3, 25), Term.AUTUMN: range(35, 51)}
HALVES: Mapping[Term, range] = {Term.SPRING: range(1, 27), Term.AUTUMN: range(27, 54)}
# Sports week, by county the one or the other, and the autumn break; Easter's weeks have red days.
SCHOOL_BREAKS = frozenset({9, 10, 44})


@dataclass(frozen=True)
class Placed:
    """A run's week; `before` is last year's, None if there was no such run."""

    week: int
    before: int | None = None

    @property
    def kept(self) -> bool:
        """Whether it is where it was last year."""
        return self.week == self.before


def whole_week(year: int, week: int) -> bool:
    """Whether no day of an ISO week, Monday to Friday, is red; no if there is no such week."""
    try:
        days = [date.fromisocalendar(year, week, day) for day in WORKING_DAYS]
    except ValueError:
        return False
    return all(is_bank_day(day) for day in days)


def place_weeks(
    runs: Iterable[Run],
    *,
    year: int,
    audiences: Mapping[int, str],
    before: Mapping[tuple[int, Term], Sequence[int]],
    breaks: frozenset[int] = SCHOOL_BREAKS,
) -> dict[Place, Placed]:
    """A week for each run, so that people find a course where it was last year.

    `before` are last year's ISO weeks of the same course and term. One is kept unless it has a
    red day this year or is a school break; then the nearest week that is free takes its place.
    Runs without one are spread over the term: never two of a course in a week while another is
    free, then as few as can be for the same people, then as few as can be at all.
    """
    calendar = _Calendar(year, audiences, breaks)
    waiting: list[tuple[Run, float, int | None]] = []
    for (option, term), same in _by_course(runs).items():
        weeks = sorted(before.get((option, term), ()))[: len(same)]
        for run, week in zip(same, weeks, strict=False):
            if week in calendar.free(term, HALVES[term]) and not calendar.holds(run, week):
                calendar.put(run, Placed(week, week))
            else:
                waiting.append((run, float(week), week))
        rest = same[len(weeks) :]
        span = COURSE_WEEKS[term]
        for n, run in enumerate(rest):
            waiting.append((run, span[0] + (n + 0.5) / len(rest) * (len(span) - 1), None))
    for run, wished, was in sorted(waiting, key=lambda one: (one[2] is None, _place(one[0]))):
        calendar.put(run, Placed(calendar.nearest(run, wished, moved=was is not None), was))
    return calendar.placed


def _by_course(runs: Iterable[Run]) -> dict[tuple[int, Term], list[Run]]:
    found: dict[tuple[int, Term], list[Run]] = {}
    for run in sorted(runs, key=_place):
        found.setdefault((run.option, run.term), []).append(run)
    return found


@dataclass
class _Calendar:
    """The weeks of a year and what is in them."""

    year: int
    audiences: Mapping[int, str]
    breaks: frozenset[int]
    placed: dict[Place, Placed] = field(default_factory=dict)
    courses: Counter[tuple[int, int]] = field(default_factory=Counter)
    people: Counter[tuple[int, str]] = field(default_factory=Counter)
    all: Counter[int] = field(default_factory=Counter)

    def free(self, term: Term, weeks: range) -> list[int]:
        """The weeks without red days and school breaks; all of them if there is no such week."""
        found = [w for w in weeks if w not in self.breaks and whole_week(self.year, w)]
        return found or list(COURSE_WEEKS[term])

    def holds(self, run: Run, week: int) -> bool:
        """Whether the week has a run of the course already."""
        return self.courses[week, run.option] > 0

    def nearest(self, run: Run, wished: float, *, moved: bool) -> int:
        """The best week for a run; one that had to move stays near, others keep out of the way."""
        audience = self.audiences.get(run.option, "")

        def order(week: int) -> tuple[float, ...]:
            far = abs(week - wished)
            crowd = (self.people[week, audience], self.all[week])
            return (self.courses[week, run.option], *((far, *crowd) if moved else (*crowd, far)))

        return min(self.free(run.term, COURSE_WEEKS[run.term]), key=order)

    def put(self, run: Run, placed: Placed) -> None:
        """Write a run into its week."""
        self.placed[_place(run)] = placed
        self.courses[placed.week, run.option] += 1
        self.people[placed.week, self.audiences.get(run.option, "")] += 1
        self.all[placed.week] += 1


def _place(run: Run) -> Place:
    return run.option, run.term, run.number
