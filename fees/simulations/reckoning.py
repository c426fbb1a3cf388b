"""What members would pay under other fee models: no database, no clock.

A member whose facts are missing stands with what is missing, in no sum and in no comparison; a
difference is against the present model on the same facts, below zero where the member gains.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fees.facts import YearFacts
from fees.rules import Missing
from fees.tariffs import Fee, Method, Tariff, band_of
from network.money import ZERO


@dataclass(frozen=True, slots=True)
class Subject:
    """A member in a simulation; `changed` says that something is supposed of it."""

    key: str
    name: str
    facts: YearFacts
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A fee model in a simulation, called by its letter."""

    label: str
    name: str
    tariff: Tariff
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one member pays under one model, or what is missing; amounts in kronor.

    `difference` is None where either model lacks a fact, `percent` also where it pays nothing now.
    """

    fee: Fee | None
    missing: Missing | None
    difference: Decimal | None = None
    percent: Decimal | None = None
    share: Decimal | None = None

    @property
    def amount(self) -> Decimal | None:
        """What it pays; None while something is missing."""
        return self.fee.amount if self.fee else None


@dataclass(frozen=True, slots=True)
class Row:
    """A member under the present model and under each of the others."""

    subject: Subject
    now: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sum:
    """What a model comes to: the total, over how many, and who gains and loses by it.

    `difference` is over the members that both models can reckon; the extremes are (name, kronor).
    """

    scheme: Scheme
    total: Decimal
    counted: int
    missing: int
    difference: Decimal = ZERO
    percent: Decimal | None = None
    gain: int = 0
    lose: int = 0
    same: int = 0
    largest_gain: tuple[str, Decimal] | None = None
    largest_loss: tuple[str, Decimal] | None = None
    gaps: tuple[tuple[int, int] | str, ...] = ()


@dataclass(frozen=True)
class Result:
    """Every member's row, and the sum of each model; `now` is the present one's."""

    rows: list[Row]
    now: Sum | None
    sums: list[Sum] = field(default_factory=list)


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (100 * part / whole).quantize(Decimal("0.1")) if whole else None


def total_of(tariff: Tariff, subjects: Iterable[Subject]) -> Decimal:
    """What those pay together whose facts are there."""
    return sum(
        (fee.amount for one in subjects if isinstance(fee := one.facts.fee(tariff), Fee)), ZERO
    )


def reckon(subjects: Sequence[Subject], now: Scheme | None, schemes: Sequence[Scheme]) -> Result:
    """Reckon every member under the present model and the others."""
    present = _fees(now, subjects) if now else [None] * len(subjects)
    columns = [_fees(scheme, subjects) for scheme in schemes]
    totals = [_total(column) for column in columns]
    total_now = _total(present)
    rows = [
        Row(
            subject,
            _cell(present[place], None, total_now),
            tuple(
                _cell(column[place], present[place], total)
                for column, total in zip(columns, totals, strict=True)
            ),
        )
        for place, subject in enumerate(subjects)
    ]
    return Result(
        rows,
        _sum(now, [(row.subject, row.now) for row in rows], total_now) if now else None,
        [
            _sum(scheme, [(row.subject, row.cells[place]) for row in rows], totals[place])
            for place, scheme in enumerate(schemes)
        ],
    )


def _fees(scheme: Scheme, subjects: Sequence[Subject]) -> list[Fee | Missing | None]:
    return [subject.facts.fee(scheme.tariff) for subject in subjects]


def _total(fees: Iterable[Fee | Missing | None]) -> Decimal:
    return sum((fee.amount for fee in fees if isinstance(fee, Fee)), ZERO)


def _cell(fee: Fee | Missing | None, now: Fee | Missing | None, total: Decimal) -> Cell:
    if not isinstance(fee, Fee):
        return Cell(None, fee)
    share = _percent(fee.amount, total)
    if not isinstance(now, Fee):
        return Cell(fee, None, share=share)
    difference = fee.amount - now.amount
    return Cell(fee, None, difference, _percent(difference, now.amount), share)


def _sum(scheme: Scheme, cells: list[tuple[Subject, Cell]], total: Decimal) -> Sum:
    there = [(one, cell.difference) for one, cell in cells if cell.difference is not None]
    difference = sum((by for _one, by in there), ZERO)
    before = sum(
        (cell.fee.amount - by for _one, cell in cells
         if cell.fee and (by := cell.difference) is not None),
        ZERO,
    )  # fmt: skip
    least = min(there, key=lambda pair: pair[1], default=None)
    most = max(there, key=lambda pair: pair[1], default=None)
    counted = sum(cell.fee is not None for _one, cell in cells)
    return Sum(
        scheme,
        total,
        counted,
        len(cells) - counted,
        difference,
        _percent(difference, before),
        gain=sum(by < 0 for _one, by in there),
        lose=sum(by > 0 for _one, by in there),
        same=sum(by == 0 for _one, by in there),
        largest_gain=(least[0].name, least[1]) if least and least[1] < 0 else None,
        largest_loss=(most[0].name, most[1]) if most and most[1] > 0 else None,
        gaps=gaps_of(scheme.tariff, [one for one, _cell in cells]),
    )


def gaps_of(tariff: Tariff, subjects: Sequence[Subject]) -> tuple[tuple[int, int] | str, ...]:
    """Head counts (from, to) and levels that a fee model has no step for."""
    if tariff.method == Method.LEVELS:
        there = {step.level for step in tariff.steps}
        asked = {one.facts.level for one in subjects if one.facts.level}
        return tuple(sorted(asked - there))
    if tariff.method in (Method.BANDS, Method.HEADS) and band_of(tariff.steps, 1) is None:
        lowers = [step.lower for step in tariff.steps if step.lower]
        return ((1, min(lowers) - 1),) if lowers else ((1, 200_000),)
    return ()
