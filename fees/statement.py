"""A member's statement of account: what it was billed, what it paid, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from fees.models import Allocation, Invoice, Payment
from members.models import Membership
from network.money import ZERO

MOST = 2_000  # lines of a statement; a longer span is shortened


class TooLong(Exception):
    """The span holds more than a statement can show."""


@dataclass
class Line:
    """Something that moved what a member owes: above zero it owes more. Kronor."""

    day: date
    words: str
    invoice: Any
    amount: Decimal
    balance: Decimal = ZERO

    @property
    def debit(self) -> Decimal | None:
        """What was added to the debt."""
        return self.amount if self.amount > 0 else None

    @property
    def credit(self) -> Decimal | None:
        """What was taken off it."""
        return -self.amount if self.amount < 0 else None


@dataclass(frozen=True)
class Statement:
    """A span of days: opening balance, lines, closing balance. Above zero the member owes."""

    member: Membership
    since: date
    until: date
    opening: Decimal
    lines: Sequence[Line]
    open_invoices: Sequence[Any] = field(default_factory=list)
    unplaced: Decimal = ZERO

    @property
    def closing(self) -> Decimal:
        """What is left at the end."""
        return self.opening + sum((line.amount for line in self.lines), ZERO)

    @property
    def billed(self) -> Decimal:
        """What was added."""
        return sum((line.debit or ZERO for line in self.lines), ZERO)

    @property
    def settled(self) -> Decimal:
        """What was taken off."""
        return sum((line.credit or ZERO for line in self.lines), ZERO)


def statement_of(member: Membership, since: date, until: date) -> Statement:
    """The account of a member in a span of days; raises TooLong.

    A credit note counts on its own day. Setting it off moves nothing between member and host,
    so those rows are left out: on both sides they cancel each other.
    """
    invoices = Invoice.objects.filter(membership=member, day__lte=until)
    settled = (
        Allocation.objects.filter(membership=member, day__lte=until)
        .exclude(kind=Allocation.Kind.CREDIT)
        .select_related("invoice")
    )
    opening = _sum(invoices.filter(day__lt=since), "total") - _sum(
        settled.filter(day__lt=since), "amount"
    )
    billed = list(invoices.filter(day__gte=since).select_related("corrects")[: MOST + 1])
    moved = list(settled.filter(day__gte=since)[: MOST + 1])
    if len(billed) + len(moved) > MOST:
        raise TooLong
    # On one day what was billed stands before what was paid, each as it came.
    entries = [(row.day, 0, row.pk, _billed(row)) for row in billed]
    entries += [(row.day, 1, row.pk, _moved(row)) for row in moved]
    lines = [line for _day, _kind, _pk, line in sorted(entries, key=lambda entry: entry[:3])]
    running = opening
    for line in lines:
        running += line.amount
        line.balance = running
    return Statement(
        member,
        since,
        until,
        opening,
        lines,
        open_invoices=list(
            Invoice.objects.filter(membership=member).exclude(balance=0).order_by("due", "number")
        ),
        unplaced=_sum(Payment.objects.filter(membership=member, set_aside=False), "left"),
    )


def _sum(rows: Any, column: str) -> Decimal:
    return rows.aggregate(sum=Sum(F(column)))["sum"] or ZERO


def _billed(invoice: Any) -> Line:
    facts = {"number": invoice.code, "title": invoice.title}
    if invoice.is_credit:
        facts["corrects"] = invoice.corrects.code
        words = _("Credit note %(number)s for invoice %(corrects)s") % facts
    else:
        words = _("Invoice %(number)s, %(title)s") % facts
    return Line(invoice.day, words, invoice, invoice.total)


def _moved(row: Any) -> Line:
    facts = {"number": row.invoice.code, "why": row.reason}
    if row.undoes_id:
        words = _("Undone: what was set against %(number)s")
    elif row.kind == Allocation.Kind.PAYMENT:
        words = _("Payment of invoice %(number)s")
    elif row.kind == Allocation.Kind.REPAYMENT:
        words = _("Repayment of credit note %(number)s")
    else:
        words = _("Invoice %(number)s written off: %(why)s")
    return Line(row.day, words % facts, row.invoice, -row.amount)
