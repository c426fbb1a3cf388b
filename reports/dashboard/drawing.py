"""What the charts of the overview are made of, and how they compare two years in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from network.charts import Palette
from reports.dashboard.figures import Year


@dataclass(frozen=True)
class Names:
    """What courses and members are called, read once."""

    courses: Mapping[int, str]
    members: Mapping[int, str]


@dataclass(frozen=True)
class Drawing:
    """What a chart is made of."""

    years: Sequence[Year]
    names: Names
    today: date
    palette: Palette | None = None

    @property
    def now(self) -> Year:
        """The present year."""
        return self.years[-1]

    @property
    def before(self) -> Year | None:
        """The year before it, if it is counted."""
        return self.years[-2] if len(self.years) > 1 else None

    @property
    def how(self) -> dict[str, Any]:
        """Language and palette, as every chart takes them."""
        return {"language": (get_language() or "sv")[:2], "palette": self.palette}


def compared(now: Decimal | int, before: Decimal | int | None, words: tuple[str, str, str]) -> str:
    """More, fewer or as many, in whole sentences."""
    more, fewer, same = words
    if before is None or now == before:
        return same
    return more if now > before else fewer
