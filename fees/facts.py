"""What a member's fee of a year is computed from: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fees.rules import Missing
from fees.tariffs import Fee, Tariff, fee_of, part_of
from network.money import ZERO

YEARS_BACK = 3  # the fee's own year, and two before it


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The facts of one member in one year.

    `in_kind` is what its hours of the year, the one before and the one before that are worth in
    kronor; `since` and `until` bound its membership where it began or ended within the year.
    """

    year: int
    head_count: int | None = None
    level: str = ""
    is_associated: bool = False
    is_host: bool = False
    in_kind: tuple[Decimal, ...] = (ZERO,) * YEARS_BACK
    since: date | None = None
    until: date | None = None

    def fee(self, tariff: Tariff) -> Fee | Missing:
        """The fee by a fee model, or what is missing to compute it."""
        return fee_of(
            tariff,
            head_count=self.head_count,
            level=self.level,
            is_associated=self.is_associated,
            is_host=self.is_host,
            in_kind=self.in_kind[tariff.in_kind_years_back],
            part=part_of(tariff.part_year, self.year, self.since, self.until),
        )
