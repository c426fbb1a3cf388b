"""What the lender's HR says in a cost statement, and the lines that it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loans.costs.counting import Extent, Line, Price, Span, cost_lines, joined
from loans.models import Statement, StatementLine
from loans.rules import LineKind
from network.money import ZERO, round_kr


@dataclass(frozen=True)
class Extra:
    """A line of its own: travel, or another cost, in kronor; below zero it puts one right."""

    kind: LineKind
    text: str
    amount: Decimal


@dataclass(frozen=True)
class Said:
    """What stands in the form: days, price, absence, other lines, the borrower's reference."""

    span: Span
    price: Price
    absences: tuple[Span, ...] = ()
    extras: tuple[Extra, ...] = ()
    reference: str = ""


@dataclass(frozen=True)
class Reckoned:
    """The lines of a statement in order, and their sum in kronor without VAT."""

    lines: tuple[Line, ...]
    extras: tuple[Extra, ...]

    @property
    def net(self) -> Decimal:
        """The sum of the lines."""
        amounts = [line.amount for line in self.lines] + [one.amount for one in self.extras]
        return sum(amounts, ZERO)


def reckon(said: Said, extents: Sequence[Extent]) -> Reckoned:
    """What is said, in lines; travel and other costs are the borrower's whole."""
    lines = cost_lines(said.price, extents, said.span, said.absences)
    extras = [Extra(one.kind, one.text, round_kr(one.amount)) for one in said.extras]
    return Reckoned(tuple(lines), tuple(extras))


def said_of(statement: Statement, lines: Sequence[StatementLine]) -> Said:
    """What a statement says, as its lines keep it."""
    return Said(
        statement.span,
        Price(statement.salary, statement.overhead_percent, statement.share_percent),
        tuple(absences_in(lines)),
        tuple(
            Extra(LineKind(line.kind), line.text, line.amount)
            for line in lines
            if line.kind in (LineKind.TRAVEL, LineKind.OTHER)
        ),
        statement.reference,
    )


def absences_in(lines: Sequence[StatementLine]) -> list[Span]:
    """The absences that a statement's lines were made of, as few spans as can be."""
    away = (line for line in lines if line.kind == LineKind.ABSENCE)
    return joined(Span(line.since, line.until) for line in away if line.since and line.until)
