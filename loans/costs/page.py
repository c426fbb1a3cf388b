"""What the pages of cost statements show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fees.models import Charge
from fees.rules import Category, FeeKind
from loans.costs.agreed import Agreed, agreed_of, span_of_loan, waiting_periods
from loans.costs.counting import Line, Span
from loans.costs.periods import missing_of, periods_of
from loans.costs.rules import BilledBy, StatementState
from loans.costs.said import Reckoned
from loans.costs.vat import Vat, vat_of_loan, vat_words
from loans.costs.words import days_in_words, explained, overhead_words
from loans.models import Loan, Statement, StatementLine
from loans.rules import LineKind
from network.money import ZERO, vat_of
from network.seat import Seat

KINDS = {
    StatementState.DRAFT: "",
    StatementState.SENT: "notice",
    StatementState.RETURNED: "bad",
    StatementState.APPROVED: "good",
}


def costed(seat: Seat) -> QuerySet[Loan]:
    """The loans whose costs the seat reads: its authority's; for the economist those stated."""
    own = seat.scope.memberships
    parties = Q(lender__in=own) | Q(borrower__in=own)
    if seat.scope.money:
        stated = Statement.objects.seen_by(seat).values("loan")
        parties |= Q(pk__in=stated)
    found: QuerySet[Loan] = (
        Loan.objects.filter(parties)
        .select_related(
            "lender__authority__legal_person",
            "borrower__authority__legal_person",
            "lender_party",
            "borrower_party",
        )
        .prefetch_related("parts")
    )
    return found


@dataclass(frozen=True)
class Row:
    """A line as it is shown: in words, with its amount in kronor."""

    kind: str
    words: str
    amount: Decimal


@dataclass(frozen=True)
class Sums:
    """Net, VAT and both together, in kronor; VAT rounded as on an invoice."""

    net: Decimal
    vat: Decimal
    words: str
    taxed: bool

    @property
    def total(self) -> Decimal:
        """What the borrower pays."""
        return self.net + self.vat


def sums_of(net: Decimal, vat: Vat) -> Sums:
    """What a sum comes to with its VAT."""
    groups = vat_of([(vat.rate, net)]) if vat.rate else []
    return Sums(net, sum((group.vat for group in groups), ZERO), vat_words(vat), bool(vat.rate))


def rows_of(statement: Statement, lines: Iterable[StatementLine]) -> list[Row]:
    """The lines of a statement, in the reader's language."""
    return [
        Row(
            str(LineKind(line.kind).label),
            _words(
                line.kind,
                Span(line.since, line.until) if line.since and line.until else None,
                line.percent,
                line.text,
                statement,
            ),
            line.amount,
        )
        for line in lines
    ]


def rows_reckoned(found: Reckoned, statement: Statement) -> list[Row]:
    """The lines of what stands in a form, before anything is saved."""
    rows = [_row(line, statement) for line in found.lines]
    return rows + [Row(str(one.kind.label), one.text, one.amount) for one in found.extras]


def _row(line: Line, statement: Statement) -> Row:
    words = _words(line.kind, line.span, line.percent, "", statement)
    return Row(str(line.kind.label), words, line.amount)


def _words(
    kind: str, span: Span | None, percent: int | None, text: str, statement: Statement
) -> str:
    if kind == LineKind.OVERHEAD:
        return overhead_words(statement.overhead_percent)
    said = explained(kind, span, percent, salary=statement.salary, share=statement.share_percent)
    return said or text


def frozen_vat(statement: Statement) -> Vat:
    """The VAT that was settled when it was sent; for a draft that of today."""
    today = vat_of_loan(statement.loan)
    if not statement.vat_category:
        return today
    return Vat(Category(statement.vat_category), statement.vat_rate or ZERO, today.in_the_state)


def statement_page(statement: Statement, seat: Seat) -> dict[str, Any]:
    """One statement: its lines, sums, who bills it, and what the seat may do with it."""
    loan, state = statement.loan, statement.state
    vat = frozen_vat(statement)
    return {
        "it": statement,
        "loan": loan,
        "days": days_in_words(statement.since, statement.until),
        "state": state,
        "state_kind": KINDS[state],
        "rows": rows_of(statement, statement.lines.all()),
        "sums": sums_of(statement.net, vat),
        "billed_here": statement.billed_by == BilledBy.PORTAL,
        "in_fees": charge_state(statement, seat) if state == StatementState.APPROVED else "",
        "may_write": state == StatementState.DRAFT and seat.may("make_statement", loan),
        "may_answer": state == StatementState.SENT and seat.may("approve_statement", loan),
        "may_restate": state == StatementState.RETURNED and seat.may("make_statement", loan),
        "outside": loan.borrower_id is None,
    }


def charge_state(statement: Statement, seat: Seat) -> str:
    """How far the charge has come in the fees, in words; nothing where the lender bills it."""
    if statement.billed_by != BilledBy.PORTAL:
        return ""
    laid = Charge.objects.seen_by(seat).filter(
        kind=FeeKind.STAFF_LOAN, reference=statement.reference_in_fees
    )
    charge = laid.first()
    if charge is None:
        return _("It is being passed on to the fees.")
    if charge.invoice_id is not None:
        return _("It is invoiced.")
    if charge.run_id is not None:
        return _("An invoice run has taken it.")
    return _("It waits for the economist's next invoice run of staff loans.")


@dataclass(frozen=True)
class Period:
    """Some days of a loan with the statement that stands for them, or none."""

    span: Span
    statement: Statement | None
    is_over: bool

    @property
    def days(self) -> str:
        """Its days in words."""
        return days_in_words(self.span.since, self.span.until)

    @property
    def state_kind(self) -> str:
        """How its mark looks."""
        return KINDS[self.statement.state] if self.statement else "bad" if self.is_over else ""


def periods_page(
    loan: Loan, statements: Sequence[Statement], today: date
) -> tuple[Agreed | None, list[Period]]:
    """A loan's periods by its agreement, each with its statement; newest last."""
    agreed = agreed_of([loan]).get(loan.pk)
    rows = [Period(one.span, one, is_over=one.until < today) for one in statements]
    if agreed is not None and agreed.is_paid and loan.started_at is not None:
        stated = [one.span for one in statements if one.returned_at is None]
        left = missing_of(periods_of(span_of_loan(loan), agreed.interval), stated)
        rows += [Period(span, None, is_over=span.until < today) for span in left]
    rows.sort(key=lambda row: (row.span, row.statement.pk if row.statement else 0))
    return agreed, rows


def due_spans(
    loans: Sequence[Loan], stated: dict[int, list[Span]], today: date
) -> dict[int, list[Span]]:
    """The periods of each loan that are over and not stated."""
    agreed = agreed_of(loans)
    return {
        loan.pk: waiting_periods(loan, agreed[loan.pk], stated.get(loan.pk, []), today)
        for loan in loans
        if loan.pk in agreed
    }
