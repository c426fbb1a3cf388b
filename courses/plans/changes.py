"""How one version of a plan differs from another, course by course and term. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.needs.rules import Term


@dataclass(frozen=True)
class Sum:
    """The runs of a candidate in a term together; cost in kronor without VAT."""

    runs: int = 0
    seats: int = 0
    cost: Decimal = Decimal(0)


def sums(planned: Iterable[Any]) -> dict[tuple[int, str], Sum]:
    """By candidate and term; `planned` are planned runs."""
    found: dict[tuple[int, str], Sum] = {}
    for one in planned:
        key = (one.candidate_id, one.term)
        was = found.get(key, Sum())
        found[key] = Sum(was.runs + 1, was.seats + one.seats, was.cost + one.cost)
    return found


def in_words(
    before: Mapping[tuple[int, str], Sum],
    after: Mapping[tuple[int, str], Sum],
    titles: Mapping[int, str],
) -> list[str]:
    """Each difference as a sentence, in the order of the titles; empty when they are alike."""
    place = {pk: number for number, pk in enumerate(titles)}
    order = {Term.SPRING.value: 0, Term.AUTUMN.value: 1}
    keys = sorted({*before, *after}, key=lambda key: (place.get(key[0], 0), order[key[1]]))
    told = []
    for key in keys:
        was, now = before.get(key, Sum()), after.get(key, Sum())
        if (was.runs, was.seats) != (now.runs, now.seats):
            told.append(_sentence(titles.get(key[0], ""), key[1], was, now))
    return told


def _sentence(title: str, term: str, was: Sum, now: Sum) -> str:
    facts = {
        "course": title,
        "term": Term(term).label,
        "was": _runs(was.runs),
        "now": _runs(now.runs),
        "seats": _seats(now.seats),
        "before": _seats(was.seats),
    }
    if not was.runs:
        return _("%(course)s, %(term)s: new, %(now)s with %(seats)s") % facts
    if not now.runs:
        return _("%(course)s, %(term)s: taken away, it was %(was)s with %(before)s") % facts
    if was.runs == now.runs:
        return _("%(course)s, %(term)s: %(seats)s instead of %(before)s") % facts
    return _("%(course)s, %(term)s: %(now)s instead of %(was)s, %(seats)s") % facts


def _runs(count: int) -> str:
    return ngettext("%(n)s run", "%(n)s runs", count) % {"n": count}


def _seats(count: int) -> str:
    return ngettext("%(n)s seat", "%(n)s seats", count) % {"n": count}
