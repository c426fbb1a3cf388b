"""What somebody looks for in a list: words, each of which must be found, in any order."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

MOST_WORDS = 8  # beyond that a search costs more than it narrows
Rows = TypeVar("Rows", bound=QuerySet[Any])


def words_of(asked: str) -> list[str]:
    """The words of a search, without the sign that PostgreSQL refuses."""
    return asked.replace("\0", "").split()[:MOST_WORDS]


def holding(rows: Rows, asked: str, *columns: str, also: Callable[[str], Q] | None = None) -> Rows:
    """The rows in which each word stands in one of the columns, or in what `also` asks for it.

    Each word may stand in a row of its own where a column is of many (a simulation's models);
    then the caller asks for the rows once: `.distinct()`. No words leave all rows.
    """
    for word in words_of(asked):
        fits = also(word) if also else Q()
        for column in columns:
            fits |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(fits)
    return rows
