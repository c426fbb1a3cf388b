"""A fee simulation as its page, its document and its tables show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fees.models import Simulation, SimulationModel
from fees.simulations import words
from fees.simulations.break_even import Even, OneLevel, even_at, one_level
from fees.simulations.data import scheme_of, subjects_of
from fees.simulations.reckoning import Result, Row, Scheme, Subject, Sum, reckon, total_of
from network import charts
from network.charts import Chart, Palette
from network.money import ZERO
from network.sorting import swedish_order

MOST_BARS = 20  # members of one drawing; the others stand in the table


@dataclass(frozen=True)
class Reckoned:
    """A simulation, reckoned: rows and sums, what would reach the total, levels merged.

    `unchanged` are the totals without what is supposed, the present model's first.
    """

    simulation: Simulation
    subjects: list[Subject]
    result: Result
    evens: list[tuple[Scheme, Even]]
    merged: list[tuple[Scheme, OneLevel]]
    target: Decimal | None
    unchanged: list[Decimal]

    @property
    def sums(self) -> list[Sum]:
        """The present model's sum, where there is one, and the others'."""
        return [*([self.result.now] if self.result.now else []), *self.result.sums]


def reckoned(simulation: Simulation, *, deep: bool = True) -> Reckoned:
    """Reckon a simulation; `deep` also searches break-even factors and the merged level."""
    kept: list[SimulationModel] = list(simulation.schemes.all())
    now = next((scheme_of(one) for one in kept if not one.position), None)
    schemes = [scheme_of(one) for one in kept if one.position]
    subjects = subjects_of(
        simulation.year, simulation.facts, simulation.changes, simulation.one_level
    )
    result = reckon(subjects, now, schemes)
    target = simulation.target or (result.now.total if result.now else None)
    every = [*([now] if now else []), *schemes]
    evens, merged = [], []
    for scheme in every if deep else []:
        same = scheme is now and simulation.target is None
        even = even_at(scheme.tariff, subjects, target) if target and not same else None
        if even:
            evens.append((scheme, even))
        if not simulation.one_level and (level := one_level(scheme.tariff, subjects)):
            merged.append((scheme, level))
    unchanged: list[Decimal] = []
    if simulation.changes or simulation.one_level:
        plain = subjects_of(simulation.year, simulation.facts, {})
        unchanged = [total_of(scheme.tariff, plain) for scheme in every]
    return Reckoned(simulation, subjects, result, evens, merged, target, unchanged)


def matching(
    rows: Sequence[Row], *, asked: str, who: str, sort: str, schemes: Sequence[Scheme]
) -> list[Row]:
    """The rows that a search and a filter leave, in the order asked for.

    `sort` is a model's letter (by difference), "name" or "now", with "-" for the other way.
    """
    labels = [scheme.label for scheme in schemes]
    key = sort.removeprefix("-")
    place = labels.index(key) if key in labels else 0
    found = [
        row
        for row in rows
        if all(word in row.subject.name.casefold() for word in asked.casefold().split())
        and (not who or who in _groups(row, place))
    ]
    if key == "name":
        return sorted(
            found, key=lambda row: swedish_order(row.subject.name), reverse=sort.startswith("-")
        )

    def worth(row: Row) -> Decimal | None:
        cell = row.now if key == "now" or not row.cells else row.cells[place]
        return cell.amount if key == "now" else cell.difference

    known = [row for row in found if worth(row) is not None]
    known.sort(key=lambda row: worth(row) or ZERO, reverse=sort.startswith("-"))
    return known + [row for row in found if worth(row) is None]


def _groups(row: Row, place: int) -> set[str]:
    groups = {"changed"} if row.subject.changed else set()
    if row.now.missing or any(cell.missing for cell in row.cells):
        groups.add("missing")
    by = row.cells[place].difference if row.cells else None
    if by is not None:
        groups.add("gain" if by < 0 else "lose" if by > 0 else "same")
    return groups


def lines_of(rows: Sequence[Row], schemes: Sequence[Scheme]) -> list[dict[str, Any]]:
    """The rows with their facts in words and each cell with its model's letter."""
    return [
        {
            "row": row,
            "facts": words.facts(row.subject),
            "cells": [
                {"label": scheme.label, "cell": cell, "difference": words.difference(cell)}
                for scheme, cell in zip(schemes, row.cells, strict=True)
            ],
        }
        for row in rows
    ]


def totals_chart(found: Reckoned, palette: Palette | None = None) -> Chart | None:
    """What each model comes to."""
    sums = found.sums
    if not any(one.total for one in sums):
        return None
    title = words.totals(found.result)
    return charts.bars(
        title,
        [(words.called(one.scheme), one.total) for one in sums],
        head=_("Fee model"),
        unit=_("Total of the year, kr"),
        alt=_("Bar chart: the total of each fee model. %(title)s. The figures stand beside the"
              " bars.") % {"title": title},
        language=_language(),
        palette=palette,
        strong=[words.called(one.scheme) for one in sums[:1]] if found.result.now else (),
    )  # fmt: skip


def difference_chart(found: Reckoned, place: int, palette: Palette | None = None) -> Chart | None:
    """Who gains and who loses most by one of the models."""
    scheme = found.result.sums[place].scheme
    there = [
        (row.subject.name, by)
        for row in found.result.rows
        if (by := row.cells[place].difference) is not None and by
    ]
    if not there:
        return None
    shown = sorted(there, key=lambda pair: -abs(pair[1]))[:MOST_BARS]
    shown.sort(key=lambda pair: pair[1])
    title = words.gains(found.result.sums[place])
    unit = _("Difference to the present model, kr a year")
    if len(there) > len(shown):
        unit = _("Difference to the present model, kr a year, the %(count)s largest") % {
            "count": len(shown)
        }
    return charts.differences(
        title,
        shown,
        head=_("Member"),
        unit=unit,
        alt=_("Bar chart from zero: how the fee of each member changes under %(model)s. %(title)s."
              " The figures stand beside the bars.")
        % {"model": words.called(scheme), "title": title},
        language=_language(),
        palette=palette,
    )  # fmt: skip


def _language() -> str:
    return (get_language() or "sv")[:2]
