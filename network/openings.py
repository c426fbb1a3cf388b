"""What somebody could move on to, from every room: one list, one search, one question.

A room declares its openings as a query of the same columns; the list is their union, so that the
database sorts and pages it whatever there is. How far one's own asking has come is told for the
page alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from network.seat import Seat

COLUMNS = ("o_kind", "o_pk", "o_title", "o_by", "o_place", "o_starts", "o_ends", "o_answer_by")


@dataclass(frozen=True)
class Wish:
    """What is looked for: words, a place, and a first day that it may begin on."""

    today: date
    words: str = ""
    place: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Mine:
    """How far one's own asking has come; `good` when the manager has agreed."""

    words: str
    good: bool = False


@dataclass(frozen=True)
class Provider:
    """One kind of opening: its name, its rows, where one is read, and how far oneself has come."""

    label: str | Promise
    rows: Callable[[Seat, Wish], QuerySet[Any, Any]]
    address: Callable[[int], str]
    mine: Callable[[Seat, Iterable[int]], Mapping[int, Mine]]


@dataclass(frozen=True)
class Opening:
    """A line of the list."""

    kind: str
    label: str
    pk: int
    title: str
    by: str
    place: str
    starts: date | None
    ends: date | None
    answer_by: date | None
    url: str
    mine: Mine | None


_providers: dict[str, Provider] = {}


def declare(kind: str, provider: Provider) -> None:
    """Declare a kind of opening; each has one provider."""
    _providers[kind] = provider


def kinds() -> list[tuple[str, str | Promise]]:
    """The kinds and their names, for the filter."""
    return [(kind, one.label) for kind, one in _providers.items()]


def no_day() -> Cast:
    """A column for a day that the kind does not have."""
    return Cast(Value(None), DateField())


def columns(
    rows: QuerySet[Any], kind: str, *, title: Any, by: Any, place: Any,
    starts: Any, ends: Any, answer_by: Any,
) -> QuerySet[Any, Any]:  # fmt: skip
    """The rows of one kind in the columns that all kinds share."""
    text = TextField()
    shared: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            o_kind=Value(kind, text),
            o_pk=F("pk"),
            o_title=Cast(title, text),
            o_by=Cast(by, text),
            o_place=Cast(place, text),
            o_starts=starts,
            o_ends=ends,
            o_answer_by=answer_by,
        )
        .values_list(*COLUMNS)
    )
    return shared


def sought(seat: Seat, wish: Wish, kind: str = "") -> QuerySet[Any, Any]:
    """The openings that fit, those to be answered first on top; one question."""
    chosen = [one for name, one in _providers.items() if kind in ("", name)]
    first, *others = (one.rows(seat, wish) for one in chosen)
    together = first.union(*others, all=True) if others else first
    return together.order_by(F("o_answer_by").asc(nulls_last=True), "o_title", "o_kind", "o_pk")


def drawn(seat: Seat, rows: Iterable[tuple[Any, ...]]) -> list[Opening]:
    """A page of them with addresses and how far one has come: a question for each kind there."""
    lines = list(rows)
    by_kind: dict[str, list[int]] = {name: [] for name in _providers}
    for kind, pk, *_rest in lines:
        by_kind[kind].append(pk)
    mine = {name: one.mine(seat, by_kind[name]) for name, one in _providers.items()}
    return [
        Opening(
            kind,
            str(_providers[kind].label),
            pk,
            title,
            by,
            place,
            starts,
            ends,
            answer_by,
            _providers[kind].address(pk),
            mine[kind].get(pk),
        )
        for kind, pk, title, by, place, starts, ends, answer_by in lines
    ]
