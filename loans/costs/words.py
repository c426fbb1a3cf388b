"""The lines of a cost statement explained in words, so that anybody can reckon them again."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loans.costs.counting import Span, days_of_month
from loans.rules import LineKind
from network.wording import kr, number

WHOLE = Decimal(100)


def days_in_words(since: date, until: date) -> str:
    """The days of a line: 1–31 October 2026, 28 September – 2 October 2026, 5 October 2026."""
    if since == until:
        return _day(until)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{_day(until)}"
    if since.year == until.year:
        return f"{date_format(since, 'j F')} – {_day(until)}"
    return f"{_day(since)} – {_day(until)}"


def explained(
    kind: str, span: Span | None, percent: int | None, *, salary: Decimal, share: Decimal
) -> str:
    """A reckoned line of salary or absence: salary × extent × days of the month × share."""
    if span is None or percent is None:
        return ""
    words = _("%(salary)s × %(percent)s %% × %(days)s of %(month)s days") % {
        "salary": kr(salary),
        "percent": percent,
        "days": span.days,
        "month": days_of_month(span.since),
    }
    if share != WHOLE:
        words = _("%(words)s, %(share)s %% of it") % {"words": words, "share": number(share)}
    if kind == LineKind.ABSENCE:
        return _("Absence %(days)s: − %(words)s") % {
            "days": days_in_words(span.since, span.until),
            "words": words,
        }
    return _("Salary %(days)s: %(words)s") % {
        "days": days_in_words(span.since, span.until),
        "words": words,
    }


def overhead_words(overhead: Decimal) -> str:
    """The line of overhead."""
    return _("Overhead: %(percent)s %% of salary less absence, rounded once") % {
        "percent": number(overhead)
    }


def _day(day: date) -> str:
    return date_format(day, "j F Y")
