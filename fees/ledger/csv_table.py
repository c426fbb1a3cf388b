"""A batch as the table that a host's accounting system reads."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from fees.ledger.columns import DateForm, Decimals, Separator
from network.tables import to_lines

SIGNS = {Separator.SEMICOLON: ";", Separator.COMMA: ",", Separator.TAB: "\t"}
DECIMAL_SIGNS = {Decimals.COMMA: ",", Decimals.POINT: "."}
DATES = {DateForm.ISO: "%Y-%m-%d", DateForm.COMPACT: "%Y%m%d"}


class Layout(Protocol):
    """What decides the look of the table."""

    columns: Any
    separator: Any
    decimals: Any
    dates: Any
    encoding: Any
    with_headings: Any


def write(layout: Layout, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows in the layout's columns; what the encoding lacks becomes a question mark."""
    body = [[row[field] for field, _heading in layout.columns] for row in rows]
    head = [[heading for _field, heading in layout.columns]] if layout.with_headings else []
    text = to_lines(
        [*head, *body],
        separator=SIGNS[Separator(layout.separator)],
        decimal_sign=DECIMAL_SIGNS[Decimals(layout.decimals)],
        dates=DATES[DateForm(layout.dates)],
    )
    return text.encode(layout.encoding, errors="replace")
