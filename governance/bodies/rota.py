"""In which order a duty goes round the authorities of a body; no database, no clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from network.months import months_later

Takes = Callable[[int, date, date], bool]
"""Whether an authority can take the duty from a day to a day."""


@dataclass(frozen=True)
class Turn:
    """Whose turn it is from a day to a day; nobody's (None) where nobody can take it."""

    since: date
    until: date
    who: int | None
    decided: bool = False


def periods(starts: date, months: int, count: int) -> Iterator[tuple[date, date]]:
    """So many turns one after the other, the first from a day; each begins where one ended."""
    for turn in range(count):
        since = months_later(starts, turn * months)
        yield since, months_later(starts, (turn + 1) * months) - timedelta(days=1)


def turns(
    starts: date,
    months: int,
    order: Sequence[int],
    count: int,
    *,
    decided: Sequence[Turn] = (),
    takes: Takes,
) -> list[Turn]:
    """The turns as decided, and a proposal for the others.

    Whoever has waited longest and can take the turn gets it: everybody once before anybody
    twice. An authority that cannot take its turn keeps its place in the line. A turn that is
    decided stays, whoever has it, and puts that authority last.
    """
    line = list(dict.fromkeys(order))
    rows = []
    for since, until in periods(starts, months, count):
        fixed = next((one for one in decided if one.since <= until and one.until >= since), None)
        who = fixed.who if fixed else next((one for one in line if takes(one, since, until)), None)
        if who in line:
            line.remove(who)
            line.append(who)
        rows.append(Turn(since, until, who, decided=fixed is not None))
    return rows
