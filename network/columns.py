"""Columns of imported tables: how a cell's text becomes a value, and what to write instead.

Each raises ValueError with a sentence for the person who filled in the cell.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import widgets

from network.identifiers import organisation_number, show_organisation_number
from network.wording import quoted

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,12}(\.\d{1,2})?\Z", re.ASCII)
_COUNT = re.compile(r"\d{1,9}\Z", re.ASCII)


class TextColumn(widgets.CharWidget):  # type: ignore[misc]  # the library has no types
    """Any text; the model says how long."""


class DayColumn(widgets.Widget):  # type: ignore[misc]
    """A day, written 2026-12-13; a year alone may mean its first or its last day."""

    def __init__(self, *, bare_year: Literal["first", "last"] | None = None) -> None:
        super().__init__()
        self._bare_year = bare_year

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> date | None:
        """The day, or None for an empty cell."""
        if not value:
            return None
        if self._bare_year and _YEAR.match(value) and value != "0000":
            first = self._bare_year == "first"
            return date(int(value), 1, 1) if first else date(int(value), 12, 31)
        try:
            if _DAY.match(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise ValueError(_("Write the date as 2026-12-13."))

    def render(self, value: date | None, obj: Any = None, **kwargs: Any) -> Any:
        """The ISO date, or the date itself where a file can hold one."""
        if isinstance(value, datetime):
            value = value.date()
        if kwargs.get("force_native_type"):
            return value
        return value.isoformat() if value else ""


class AmountColumn(widgets.DecimalWidget):  # type: ignore[misc]
    """A number with at most two decimals, with comma or point, blanks between thousands."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Decimal | None:
        """The number, or None for an empty cell."""
        compact = "".join(value.split()).replace(",", ".").replace("\N{MINUS SIGN}", "-")
        if not compact:
            return None
        if not _AMOUNT.match(compact):
            raise ValueError(_("Write a number with at most two decimals, for example 1234,50."))
        return Decimal(compact)


class CountColumn(widgets.IntegerWidget):  # type: ignore[misc]
    """A whole number from zero."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> int | None:
        """The number, or None for an empty cell."""
        compact = "".join(value.split())
        if not compact:
            return None
        if not _COUNT.match(compact):
            raise ValueError(_("Write a whole number, digits only."))
        return int(compact)


class ChoiceColumn(widgets.Widget):  # type: ignore[misc]
    """One of a few words; files hold the first spelling of each stored value."""

    def __init__(self, spellings: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._spellings = {str(value): list(words) for value, words in spellings.items()}
        self._values = {
            word.casefold(): value
            for value, words in self._spellings.items()
            for word in (value, *words)
        }

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        """The stored value, or nothing for an empty cell."""
        if value and value.casefold() not in self._values:
            known = [words[0] for words in self._spellings.values()]
            raise ValueError(_("Write one of %(words)s.") % {"words": quoted(known)})
        return self._values[value.casefold()] if value else ""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The first spelling."""
        return self._spellings[str(value)][0] if value else ""


class OrganisationNumberColumn(widgets.Widget):  # type: ignore[misc]
    """An organisation number with or without hyphen, or nothing."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        """Ten digits, or nothing for an empty cell."""
        try:
            return organisation_number(value) if value else ""
        except ValidationError as error:
            raise ValueError(error.messages[0]) from None

    def render(self, value: str | None, obj: Any = None, **kwargs: Any) -> str:
        """As people write it: 202100-5489."""
        return show_organisation_number(value or "")
