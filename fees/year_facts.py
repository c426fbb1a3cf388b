"""The facts that members' fees of a year are computed from, as the database has them.

The same facts price an invoice run and a simulation, so that what is simulated is what is billed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q

from fees.contributions.worth import accepted_by_year
from fees.facts import YEARS_BACK, YearFacts
from members.models import HeadCount, Membership, Standing
from network.money import ZERO


@dataclass(frozen=True, slots=True)
class Worth:
    """What is known of all members of a year: the host, and the hours by year and member."""

    year: int
    host: int | None
    hours: Mapping[int, Mapping[int, Decimal]]

    @classmethod
    def read(cls, year: int, host: int | None) -> "Worth":
        """Read it for a year; `host` is the membership that bills."""
        return cls(year, host, accepted_by_year([year - back for back in range(YEARS_BACK)]))

    def facts(self, member: Any, count: HeadCount | None, standing: Standing | None) -> YearFacts:
        """The facts of a member, by its head count and its standing."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return YearFacts(
            year=self.year,
            head_count=count.count if count else None,
            level=standing.level if standing else "",
            is_associated=bool(standing and standing.kind == Standing.Kind.ASSOCIATED),
            is_host=member.pk == self.host,
            in_kind=tuple(
                self.hours.get(self.year - back, {}).get(member.pk, ZERO)
                for back in range(YEARS_BACK)
            ),
            since=member.since if member.since and member.since > first else None,
            until=member.until if member.until and member.until < last else None,
        )


def members_of(year: int) -> Iterable[Any]:
    """Members at any time of a year, with `counts` and `holding` that its fee is computed from.

    The head count is the newest from before the year; who joined within it, and has none from
    before, pays by the first one of the year.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    counts = HeadCount.objects.filter(day__lte=last).order_by("-day")
    standings = Standing.objects.filter(
        Q(since=None) | Q(since__lte=last), Q(until=None) | Q(until__gte=first)
    ).order_by("since")
    return (
        Membership.objects.exclude(until__lt=first)
        .exclude(since__gt=last)
        .select_related("authority__legal_person")
        .prefetch_related(
            Prefetch("head_counts", counts, to_attr="all_counts"),
            Prefetch("standings", standings, to_attr="standings_of_year"),
            "invoice_profiles",
        )
    )


def count_for(member: Any, year: int) -> HeadCount | None:
    """The head count that a member's fee of a year is computed from."""
    first = date(year, 1, 1)
    before: list[HeadCount] = [count for count in member.all_counts if count.day < first]
    if before:
        return before[0]
    joined = member.since is not None and member.since >= first
    return member.all_counts[-1] if joined and member.all_counts else None


def standing_for(member: Any, year: int) -> Standing | None:
    """The standing that holds on the member's first day of a year."""
    day = max(member.since or date.min, date(year, 1, 1))
    for standing in member.standings_of_year:
        begun = standing.since is None or standing.since <= day
        if begun and (standing.until is None or standing.until >= day):
            found: Standing = standing
            return found
    return None
