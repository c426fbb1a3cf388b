"""A year as the overview reads it; every rate has its base, and is missing where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from courses.opinions import Tally
from fees.rules import FeeKind
from network.money import ZERO
from network.small_groups import FEW
from reports.dashboard.counting import MOST, count_year
from reports.models import YearFigures

COURSE_FEES = (FeeKind.COURSE_SEAT, FeeKind.SETTLEMENT, FeeKind.LATE_FEE, FeeKind.NO_SHOW)


@dataclass(frozen=True)
class CourseFigures:
    """One course in a year."""

    course: int
    runs: int
    capacity: int
    taken: int
    unmet: int
    absent: int

    @property
    def fill(self) -> Decimal:
        """Taken seats in per cent of all."""
        return rate(self.taken, self.capacity) or ZERO


def rate(part: int, whole: int) -> Decimal | None:
    """Per cent with one decimal, half up; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


class Year:
    """The figures of one year, from what `app.year_figures` counted."""

    def __init__(self, year: int, facts: Mapping[str, Any], counted: datetime | None) -> None:
        self.year, self.facts, self.counted = year, facts, counted

    def __bool__(self) -> bool:
        return bool(self.facts)

    @property
    def members(self) -> int:
        """Members on its last day, or today."""
        return int(self.facts["members"])

    @property
    def associated(self) -> int:
        """Associated parties that day."""
        return int(self.facts["associated"])

    @cached_property
    def courses(self) -> list[CourseFigures]:
        """Every course that had a run."""
        return [CourseFigures(int(pk), *row) for pk, row in self.facts["courses"].items()]

    @cached_property
    def days(self) -> list[tuple[str, int]]:
        """Participants by the day (MMDD) that their run begins."""
        return sorted(self.facts["days"].items())

    def participants_until(self, day: date) -> int:
        """Participants of runs that had begun by a day of the year."""
        return sum(n for begun, n in self.days if begun <= f"{day:%m%d}")

    def by_month(self, last: int = 12) -> list[int]:
        """Participants until the end of each month."""
        return [
            sum(n for begun, n in self.days if int(begun[:2]) <= month)
            for month in range(1, last + 1)
        ]

    @cached_property
    def taken(self) -> int:
        """Seats that somebody has."""
        return sum(n for _day, n in self.days)

    @cached_property
    def capacity(self) -> int:
        """Seats of all runs."""
        return sum(one.capacity for one in self.courses)

    @cached_property
    def unmet(self) -> int:
        """Wanted a seat and have none."""
        return sum(one.unmet for one in self.courses)

    @cached_property
    def absent(self) -> int:
        """Had a seat and did not come."""
        return sum(one.absent for one in self.courses)

    @property
    def fill(self) -> Decimal | None:
        """Taken seats in per cent of all."""
        return rate(self.taken, self.capacity)

    @property
    def asked(self) -> int:
        """Participants who were asked what they thought."""
        return int(self.facts["evaluated"][0])

    @property
    def answered(self) -> int:
        """Of whom so many answered."""
        return int(self.facts["evaluated"][1])

    @property
    def response(self) -> Decimal | None:
        """Answers in per cent of those asked."""
        return rate(self.answered, self.asked)

    @property
    def satisfaction(self) -> Decimal | None:
        """The mean of 1 to 5 for the course as a whole, from five answers on."""
        tally = Tally(list(self.facts["scores"]))
        return tally.mean if tally.answers >= FEW else None

    @property
    def loans(self) -> int:
        """Staff loans that ran during the year."""
        return int(self.facts["loans"][0])

    @property
    def loan_days(self) -> Decimal:
        """Calendar days lent, each weighed by its extent."""
        return Decimal(str(self.facts["loans"][1]))

    @property
    def pairs(self) -> int:
        """Mentor pairs that started."""
        return int(self.facts["pairs"])

    @cached_property
    def income(self) -> dict[str, Decimal]:
        """What was billed by kind of fee, credits taken off, kronor without VAT."""
        return {kind: Decimal(net) for kind, net in self.facts["income"].items()}

    @property
    def membership_fees(self) -> Decimal:
        """Membership fees."""
        return self.income.get(FeeKind.MEMBERSHIP, ZERO)

    @property
    def course_fees(self) -> Decimal:
        """Course fees, with late and no-show fees."""
        return sum((self.income.get(kind, ZERO) for kind in COURSE_FEES), ZERO)

    @property
    def other_income(self) -> Decimal:
        """What else was taken in, with what was written by hand."""
        billed = sum(self.income.values(), ZERO)
        return billed - self.membership_fees - self.course_fees + self._budget("income_by_hand")

    @property
    def income_sum(self) -> Decimal:
        """All income."""
        return self.membership_fees + self.course_fees + self.other_income

    @property
    def costs(self) -> Decimal:
        """What courses cost, and what was written by hand."""
        return Decimal(self.facts["costs"]) + self._budget("cost_by_hand")

    @property
    def result(self) -> Decimal:
        """Income less costs, the same sum as on the page of budget and outcome."""
        return self.income_sum - self.costs

    @property
    def planned(self) -> Decimal | None:
        """The result that the budget says; None without a budget."""
        if not self.facts["budget"]["lines"]:
            return None
        return self._budget("income") - self._budget("cost")

    def _budget(self, name: str) -> Decimal:
        return Decimal(self.facts["budget"][name])

    @cached_property
    def by_member(self) -> dict[int, int]:
        """Participants by member."""
        return {int(pk): int(n) for pk, n in self.facts["taken"].items()}

    @cached_property
    def needs(self) -> dict[int, int]:
        """Seats that each member asked for in the needs assessment of the year."""
        return {int(pk): int(n) for pk, n in self.facts["asked"].items()}


def read_years(today: date) -> list[Year]:
    """Ended years as they are kept, oldest first, and last the present one from its rows."""
    ended = YearFigures.objects.filter(year__lt=today.year, year__gte=today.year - MOST)
    found = [Year(row.year, row.facts, row.counted_at) for row in ended.order_by("year")]
    return [*found, Year(today.year, count_year(today.year), None)]
