"""When an invoice falls due: the days on which Swedish banks are open. No database, no clock."""

from datetime import date, timedelta


def due_date(day: date, payment_days: int) -> date:
    """The last day to pay: so many days later, moved on to the next bank day."""
    due = day + timedelta(days=payment_days)
    while not is_bank_day(due):
        due += timedelta(days=1)
    return due


def is_bank_day(day: date) -> bool:
    """Whether banks are open: no week-end, public holiday, or eve when they keep closed."""
    if day.weekday() >= 5:
        return False
    if (day.month, day.day) in {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26)}:
        return False
    if (day.month, day.day) == (12, 31) or day - easter(day.year) in _MOVABLE:
        return False
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return not midsummer_eve


# Good Friday, Easter Monday, Ascension Day; counted from Easter Sunday.
_MOVABLE = frozenset(timedelta(days=days) for days in (-2, 1, 39))


def easter(year: int) -> date:
    """Easter Sunday (Gauss's rule as written by Meeus, for every Gregorian year)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - f + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
