"""Bands of employees read from a table that somebody pasted: from, to and amount on each line.

A fee model keeps only where each band begins; here the ends are read as well, so that a gap or an
overlap in the council's own table is found before it is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from network.wording import number

MOST = 200_000
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_UNITS = re.compile(r"\b(kr|kronor|sek|anställda|anställd|employees|employee|st)\b\.?|:-", re.I)
_BETWEEN = re.compile(r"[\t;|:=]+")
_NUMBER = r"(?:\d{1,3}(?: \d{3})+|\d+)"
_AMOUNT = re.compile(rf"({_NUMBER})(?:[.,](\d{{1,2}}))?\Z")
_SPAN = re.compile(
    rf"(?:från|from|≥|>=)? ?(?P<lower>{_NUMBER})(?: ?(?:-|till|to) ?(?P<upper>{_NUMBER}))?"
    r"(?P<open> ?(?:-|\+|eller (?:fler|mer)|och (?:uppåt|fler)|or more|and (?:up|more)))?\Z"
)


class BandFault(ValueError):
    """The table cannot be read or does not hold together; the message says what to correct."""


@dataclass(frozen=True)
class Band:
    """From and to how many employees, and the amount in kronor; `is_open` has no end."""

    lower: int
    upper: int | None
    amount: Decimal
    is_open: bool = False

    @property
    def words(self) -> str:
        """1–49, or 1 000 or more."""
        if self.upper is None:
            return _("%(lower)s or more") % {"lower": number(self.lower)}
        return f"{number(self.lower)}–{number(self.upper)}"


def read_bands(text: str) -> list[Band]:
    """The bands of a pasted table, lowest first; raises BandFault for a gap or an overlap."""
    bands = [_read(line) for line in text.splitlines() if line.strip()]
    if not bands:
        raise BandFault(_("The table is empty. Write one band a line, such as 1–49; 10 000."))
    bands.sort(key=lambda band: band.lower)
    check(bands)
    return bands


def check(bands: Sequence[Band]) -> None:
    """Refuse bands, lowest first, that leave somebody out or take somebody twice."""
    first, last = bands[0], bands[-1]
    if first.lower != 1:
        raise BandFault(
            _("No band holds fewer than %(count)s employees. The first one begins at 1.")
            % {"count": number(first.lower)}
        )
    for band, following in pairwise(bands):
        facts = {"first": band.words, "second": following.words}
        if band.lower == following.lower:
            raise BandFault(
                _("Two bands begin at %(count)s employees: take one of them away.")
                % {"count": number(band.lower)}
            )
        if band.is_open or (band.upper is not None and band.upper >= following.lower):
            raise BandFault(
                _("The bands %(first)s and %(second)s overlap. Each number belongs to one band.")
                % facts
            )
        if band.upper is not None and band.upper + 1 < following.lower:
            between = {"low": number(band.upper), "high": number(following.lower)}
            raise BandFault(
                _("A band is missing between %(low)s and %(high)s: %(first)s and %(second)s.")
                % (facts | between)
            )
    if last.upper is not None and last.upper < MOST:
        raise BandFault(
            _("No band holds more than %(count)s employees. Write the last one as %(last)s.")
            % {
                "count": number(last.upper),
                "last": _("%(lower)s or more") % {"lower": number(last.lower)},
            }
        )


def _read(line: str) -> Band:
    text = _DASHES.sub("-", _UNITS.sub(" ", line.replace("\u2192", ";")))
    parts = [_SPACES.sub(" ", part).strip(" ,") for part in _BETWEEN.split(text)]
    parts = [part for part in parts if part]
    if len(parts) == 3:
        parts = [f"{parts[0]}-{parts[1]}", parts[2]]
    found = []
    if len(parts) == 2:
        found = [_band(parts[0].lower(), parts[1])]
    elif len(parts) == 1:
        words = parts[0].lower().split(" ")
        found = [
            _band(" ".join(words[:place]), " ".join(words[place:]))
            for place in range(1, len(words))
        ]
    sound = [band for band in found if band is not None]
    if len(sound) != 1:
        raise BandFault(
            _("This line cannot be read: “%(line)s”. Write from–to; amount, such as 1–49; 10 000.")
            % {"line": line.strip()[:80]}
        )
    return sound[0]


def _band(span: str, amount: str) -> Band | None:
    """A band of two texts, or None where they are none."""
    found, money = _SPAN.match(span), _AMOUNT.match(amount)
    if found is None or money is None or re.match(r"0\d", amount.replace(" ", "")):
        return None
    lower = _whole(found["lower"])
    upper = _whole(found["upper"]) if found["upper"] else None
    if lower > MOST or (upper is not None and (upper < lower or found["open"])):
        return None
    kronor = Decimal(f"{_whole(money[1])}.{money[2] or '00'}")
    return Band(lower, upper, kronor, is_open=bool(found["open"])) if kronor < 10**9 else None


def _whole(text: str) -> int:
    return int(text.replace(" ", ""))
