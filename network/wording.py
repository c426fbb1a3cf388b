"""Amounts, dates and times in words, the same in pages, letters and documents.

Swedish follows Myndigheternas skrivregler: "1 234 567,50 kr", "kl. 9–15.30", "v. 47".
Spaces inside amounts, times and weeks do not break.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.formats import number_format as local_number
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.money import round_kr

_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_TO = "\N{EN DASH}"
LARGE = 100_000  # kronor, from which a key figure is told in thousands


def _is_english() -> bool:
    return (get_language() or "sv").startswith("en")


def in_language(swedish: str, english: str) -> str:
    """The text in the reader's language; Swedish where there is no English."""
    return english if english and get_language() == "en" else swedish


def _signed(amount: Decimal | int, shown: str) -> str:
    return f"{_MINUS}{shown}" if amount < 0 else shown


def number(value: Decimal | int) -> str:
    """A number with thousands apart and no needless decimals: 12 345 or 0,5."""
    value = Decimal(value)
    places = 0 if value == value.to_integral_value() else None
    plain = f"{abs(value):.0f}" if places == 0 else f"{abs(value).normalize():f}"
    return _signed(value, local_number(plain, use_l10n=True, force_grouping=True))


def kr(amount: Decimal | int) -> str:
    """An amount to the öre: 1 234 567,50 kr, in English SEK 1,234,567.50."""
    rounded = round_kr(amount)
    shown = local_number(f"{abs(rounded):.2f}", 2, use_l10n=True, force_grouping=True)
    return _with_unit(rounded, shown)


def kr_short(amount: Decimal | int) -> str:
    """An amount without öre where there are none: 7 400 kr."""
    rounded = round_kr(amount)
    if rounded != rounded.to_integral_value():
        return kr(rounded)
    return _with_unit(rounded, number(abs(rounded)))


def tkr(amount: Decimal | int) -> str:
    """An amount in thousands of kronor, for key figures: 260 tkr, in English SEK 260k."""
    thousands = (Decimal(amount) / 1000).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    shown = number(abs(thousands))
    words = f"SEK{_SPACE}{shown}k" if _is_english() else f"{shown}{_SPACE}tkr"
    return _signed(thousands, words)


def key_figure(amount: Decimal | int) -> str:
    """A sum to be read from afar: whole kronor, thousands of them from a hundred thousand on."""
    whole = Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return tkr(amount) if abs(whole) >= LARGE else kr_short(whole)


def _with_unit(amount: Decimal, shown: str) -> str:
    words = f"SEK{_SPACE}{shown}" if _is_english() else f"{shown}{_SPACE}kr"
    return _signed(amount, words)


def _local(moment: Any) -> Any:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def date_long(day: date | datetime) -> str:
    """A day in running text: 13 december 2026."""
    return date_format(_local(day), "DATE_FORMAT")


def date_iso(day: date | datetime) -> str:
    """A day in tables: 2026-12-13."""
    return date_format(_local(day), "Y-m-d")


def clock(moment: datetime | time) -> str:
    """A time of day: kl. 9, kl. 15.30, in English 9:00 and 15:30."""
    shown = _clock(moment)
    return shown if _is_english() else f"kl.{_SPACE}{shown}"


def _clock(moment: datetime | time) -> str:
    local = _local(moment)
    if _is_english():
        return date_format(local, "G:i")
    return date_format(local, "G.i").removesuffix(".00")


def at(moment: datetime | time, day: str = "") -> str:
    """When something was, to the minute: 09.45, in English 9:45; `day` is a date's format before.

    For lists and stamps, where each time is as wide as the others; `clock` is for sentences.
    """
    shown = date_format(_local(moment), "G:i" if _is_english() else "H.i")
    return f"{date_format(_local(moment), day)} {shown}" if day else shown


def time_span(start: datetime | time, end: datetime | time) -> str:
    """From when to when in one day: kl. 9–15.30, in English 9:00–15:30."""
    return f"{clock(start)}{_TO}{_clock(end)}"


def days_between(start: date, end: date) -> str:
    """A span of days, both included: 1 mars 2027 till 30 november 2027."""
    return _("%(start)s to %(end)s") % {
        "start": date_format(start, "j F Y"),
        "end": date_format(end, "j F Y"),
    }


def week(day: date | datetime) -> str:
    """The ISO week of a day: v. 47, in English week 47."""
    # The week's own year may differ: 1 January 2027 lies in week 53 of 2026.
    of_year = date_format(_local(day), "W").lstrip("0")
    return f"week{_SPACE}{of_year}" if _is_english() else f"v.{_SPACE}{of_year}"


def quoted(words: Iterable[str]) -> str:
    """Names within a sentence: ”organisation”, ”typ”, in English “organisation”, “typ”."""
    opening = "“" if _is_english() else "”"
    return ", ".join(f"{opening}{word}”" for word in words)
