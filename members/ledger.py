"""The head-count ledger: members down, years across."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from members.head_counts import change_in_percent
from members.models import HeadCount, Membership
from network.charts import sparkline
from network.sorting import swedish_order

YEARS = 5  # columns on the page; the file has all


@dataclass(frozen=True)
class Line:
    """A member's newest figure of each year."""

    member: Membership
    by_year: Mapping[int, HeadCount]
    years: Sequence[int]

    @property
    def cells(self) -> list[HeadCount | None]:
        """One a column, the oldest first."""
        return [self.by_year.get(year) for year in self.years]

    @property
    def newest(self) -> HeadCount | None:
        """The last figure, whenever it was."""
        return self.by_year[max(self.by_year)] if self.by_year else None

    @property
    def change(self) -> int | None:
        """From the figure before to the newest, in per cent."""
        told = [self.by_year[year].count for year in sorted(self.by_year)]
        return change_in_percent(told[-2], told[-1]) if len(told) > 1 else None

    @property
    def spark(self) -> SafeString | str:
        """The years as a small line."""
        told = [self.by_year[year].count for year in sorted(self.by_year)]
        return sparkline(told) if len(told) > 1 else ""


def lines_of(members: Any, counts: Any) -> tuple[list[int], list[Line]]:
    """The years that have figures, and a line for each member, in Swedish order."""
    by_member: dict[int, dict[int, HeadCount]] = defaultdict(dict)
    for count in counts.order_by("day"):
        by_member[count.membership_id][count.day.year] = count
    years = sorted({year for told in by_member.values() for year in told})[-YEARS:]
    lines = [Line(member, by_member[member.pk], years) for member in members]
    lines.sort(key=lambda line: swedish_order(line.member.name))
    return years, lines


ORDERS = {
    "name": lambda line: swedish_order(line.member.name),
    "count": lambda line: line.newest.count if line.newest else -1,
    "change": lambda line: -(10**6) if line.change is None else line.change,
}


def ordered(lines: list[Line], asked: str) -> list[Line]:
    """As the address asks; an unknown order is by name."""
    order = ORDERS.get(asked.removeprefix("-"), ORDERS["name"])
    return sorted(lines, key=order, reverse=asked.startswith("-"))
