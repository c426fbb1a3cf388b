"""Days lent and borrowed by authority and year, in one question to the database."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db import connection

from loans.models import OutsideParty
from members.models import Membership
from network.money import ZERO
from network.sorting import swedish_order

Party = tuple[str, int]  # "member" or "outside", and its id


@dataclass(frozen=True)
class Lent:
    """Days that one party lent another in a year; `days` weighed by extent, `loans` how many."""

    year: int
    lender: Party
    borrower: Party
    days: Decimal
    loans: int


@dataclass(frozen=True)
class Standing:
    """An authority's year: days lent out and days borrowed, and how the two differ."""

    party: Party
    name: str
    short_name: str
    lent: Decimal
    borrowed: Decimal

    @property
    def balance(self) -> Decimal:
        """Above zero where more was lent than borrowed."""
        return self.lent - self.borrowed


@dataclass(frozen=True)
class Balance:
    """Everything lent in the years that the reader may count, no person in it."""

    rows: tuple[Lent, ...]
    names: Mapping[Party, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def years(self) -> list[int]:
        """The years in which somebody was lent, newest first."""
        return sorted({row.year for row in self.rows}, reverse=True)

    def of(self, year: int) -> list[Standing]:
        """Each authority that lent or borrowed in a year, by name."""
        lent: dict[Party, Decimal] = defaultdict(lambda: ZERO)
        borrowed: dict[Party, Decimal] = defaultdict(lambda: ZERO)
        for row in self.rows:
            if row.year == year:
                lent[row.lender] += row.days
                borrowed[row.borrower] += row.days
        found = [
            Standing(party, *self.names[party], lent[party], borrowed[party])
            for party in {*lent, *borrowed}
        ]
        return sorted(found, key=lambda one: swedish_order(one.name))

    def pairs(self, year: int) -> dict[tuple[Party, Party], Decimal]:
        """Days by lender and borrower in a year."""
        return {(row.lender, row.borrower): row.days for row in self.rows if row.year == year}

    def total(self, year: int) -> Decimal:
        """All days lent in a year."""
        return sum((row.days for row in self.rows if row.year == year), ZERO)

    def loans(self, year: int) -> int:
        """Loans that ran on some day of a year."""
        return sum(row.loans for row in self.rows if row.year == year)


def balance() -> Balance:
    """What the reader's scope may count: all of it, or one's own authorities' part."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT year, lender, lender_party, borrower, borrower_party, days, loans"
            " FROM app.loan_days() ORDER BY 1, 2, 3, 4, 5"
        )
        rows = tuple(
            Lent(year, _party(*lender), _party(*borrower), days, loans)
            for year, *parties, days, loans in cursor.fetchall()
            for lender, borrower in [(parties[:2], parties[2:])]
        )
    return Balance(rows, _names(rows))


def _party(member: int | None, outside: int | None) -> Party:
    return ("member", member) if member is not None else ("outside", outside or 0)


def _names(rows: tuple[Lent, ...]) -> dict[Party, tuple[str, str]]:
    parties = {party for row in rows for party in (row.lender, row.borrower)}
    members = Membership.objects.filter(pk__in=[pk for kind, pk in parties if kind == "member"])
    found: dict[Party, tuple[str, str]] = {
        ("member", one.pk): (one.name, one.short_name)
        for one in members.select_related("authority")
    }
    outside = OutsideParty.objects.filter(pk__in=[pk for kind, pk in parties if kind == "outside"])
    found |= {("outside", one.pk): (one.name, one.name) for one in outside}
    return found
