"""Which roles follow from sitting in a body, and on which days; no database, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta

from governance.rules import Nature

FOLLOWS: dict[str, str] = {Nature.STEERING: "steering_member", Nature.COUNCIL: "council_member"}
"""The role of those who hold a mandate, or are its deputies, in bodies of a nature."""

Days = tuple[date, date | None]
DAY = timedelta(days=1)


def joined(spans: Iterable[Days]) -> list[Days]:
    """The spans in order, those that meet or overlap as one; None is for ever."""
    found: list[Days] = []
    for since, until in sorted(spans, key=lambda one: (one[0], one[1] or date.max)):
        if found:
            first, last = found[-1]
            if last is None or since <= last + DAY:
                open_end = last is None or until is None
                found[-1] = (first, None if open_end else max(last, until))  # type: ignore[type-var]
                continue
        found.append((since, until))
    return found


def common(spans: Iterable[Days]) -> Days | None:
    """The days that all of the spans have; None when there are none."""
    rows = list(spans)
    since = max(one[0] for one in rows)
    ends = [one[1] for one in rows if one[1] is not None]
    until = min(ends) if ends else None
    return None if until is not None and until < since else (since, until)
