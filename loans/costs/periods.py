"""For which days the lender makes a statement: by the agreement's interval, within the loan."""

from collections.abc import Iterable
from datetime import date

from loans.costs.counting import DAY, Span, days_of_month, joined
from loans.rules import Interval

MONTHS = {Interval.MONTHLY: 1, Interval.QUARTERLY: 3}


def periods_of(loan: Span, interval: Interval) -> list[Span]:
    """The calendar months or quarters of a loan, the first and the last cut to its own days."""
    step, found, since = MONTHS[interval], [], loan.since
    while since <= loan.until:
        until = min(_last_day(since, step), loan.until)
        found.append(Span(since, until))
        since = until + DAY
    return found


def missing_of(periods: Iterable[Span], stated: Iterable[Span]) -> list[Span]:
    """What is left of each period when the days that are stated are taken away."""
    taken = joined(stated)
    found = []
    for period in periods:
        since = period.since
        for one in taken:
            if one.until < since or one.since > period.until:
                continue
            if one.since > since:
                found.append(Span(since, one.since - DAY))
            since = one.until + DAY
        if since <= period.until:
            found.append(Span(since, period.until))
    return found


def over_before(periods: Iterable[Span], today: date) -> list[Span]:
    """Those that have ended."""
    return [period for period in periods if period.until < today]


def _last_day(day: date, months: int) -> date:
    """The last day of the month, or of the quarter, that a day lies in."""
    month = (day.month - 1) // months * months + months
    return date(day.year, month, days_of_month(date(day.year, month, 1)))
