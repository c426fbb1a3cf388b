"""The lender's cost statement: written, changed, taken away while a draft, and sent."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.models import Issuer
from loans.costs.agreed import agreed_of, extents_of_loan, span_of_loan
from loans.costs.counting import Line
from loans.costs.rules import BilledBy
from loans.costs.said import Reckoned, Said, reckon, said_of
from loans.costs.vat import vat_of_loan
from loans.costs.who import name_of
from loans.costs.words import explained, overhead_words
from loans.models import Loan, Statement, StatementLine
from loans.refusing import refused_in_words
from loans.rules import CostModel, LineKind, LoanRefused
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat
from network.wording import date_iso


def make(loan: Loan, said: Said, *, by: Seat) -> Statement:
    """Write a statement for some days of a loan; a draft until it is sent.

    Raises LoanRefused for days outside the loan, days that are stated, a loan that nothing is
    paid for, and a sum below zero.
    """
    by.require("make_statement", loan)
    agreed = agreed_of([loan]).get(loan.pk)
    if agreed is not None and agreed.model == CostModel.NONE:
        raise LoanRefused(_("By the agreement nothing is paid for the loan."))
    return _write(Statement(loan=loan, made_by=by.user.pk), loan, said, "make_statement")


def change(statement: Statement, said: Said, *, by: Seat) -> Statement:
    """Let a draft say something else."""
    by.require("make_statement", statement.loan)
    return _write(_draft(statement), statement.loan, said, "change_statement")


def remove(statement: Statement, *, by: Seat) -> None:
    """Take a draft away; its days can be stated anew."""
    by.require("make_statement", statement.loan)
    held = _draft(statement)
    _tell("remove_statement", held)
    held.lines.all().delete()
    held.delete()


def send(statement: Statement, *, by: Seat) -> None:
    """Send a draft to the borrower; who bills it and its VAT are settled now.

    The portal bills where the lender's billing details are registered that day and the borrower
    is a member; otherwise the statement is what the lender bills by in its own system.
    """
    by.require("make_statement", statement.loan)
    held, loan, today = _draft(statement), statement.loan, timezone.localdate()
    if held.until > today:
        raise LoanRefused(
            _("The days are not over yet. Send it from %(day)s.") % {"day": date_iso(held.until)}
        )
    said = said_of(held, list(held.lines.all()))
    if reckon(said, extents_of_loan(loan)).net != held.net:
        raise LoanRefused(
            _("The extent of the loan has changed since the draft was saved. Save it anew first.")
        )
    vat = vat_of_loan(loan)
    billed = bool(
        loan.lender_id
        and loan.borrower_id
        and Issuer.objects.of_lender(loan.lender_id, today).exists()
    )
    held.billed_by = BilledBy.PORTAL if billed else BilledBy.LENDER
    held.vat_category, held.vat_rate = vat.category, vat.rate
    held.sent_at, held.sent_by, held.sent_name = timezone.now(), by.user.pk, name_of(by)
    with refused_in_words():
        held.save()
    _tell("send_statement", held)
    send_on("loans.tell_statement_sent", key=str(held.pk), statement_id=held.pk)


def _draft(statement: Statement) -> Statement:
    """The statement as it is now, held until the transaction ends, while it is a draft."""
    held: Statement | None = (
        Statement.objects.select_for_update(no_key=True).filter(pk=statement.pk, sent_at=None)
    ).first()
    if held is None:
        raise LoanRefused(_("The statement is sent already, and stands."))
    return held


def _write(held: Statement, loan: Loan, said: Said, verb: str) -> Statement:
    if held.loan_id != loan.pk:
        raise ValueError("A statement stays of its loan.")
    _refuse_days_outside(loan, said)
    found = reckon(said, extents_of_loan(loan))
    if found.net < 0:
        raise LoanRefused(_("The sum is below zero. Put the lines right, or wait with them."))
    held.since, held.until = said.span.since, said.span.until
    held.salary, held.overhead_percent = said.price.salary, said.price.overhead
    held.share_percent, held.reference = said.price.share, said.reference
    held.net = found.net
    with refused_in_words():
        held.save()
        held.lines.all().delete()
        StatementLine.objects.bulk_create(_lines(held, said, found))
    _tell(verb, held)
    return held


def _refuse_days_outside(loan: Loan, said: Said) -> None:
    """The database refuses them too; here the sentence names the loan's days."""
    within = span_of_loan(loan)
    if said.span.since < within.since or said.span.until > within.until:
        raise LoanRefused(
            _("The loan is from %(since)s to %(until)s. Choose days within it.")
            % {"since": date_iso(within.since), "until": date_iso(within.until)}
        )
    if any(one.within(said.span) != one for one in said.absences):
        raise LoanRefused(_("Some absence lies outside the days of the statement."))


def _lines(held: Statement, said: Said, found: Reckoned) -> list[StatementLine]:
    with translation.override(settings.LANGUAGE_CODE):
        rows = [_line(held, said, line) for line in found.lines]
    rows += [
        StatementLine(statement=held, kind=one.kind, text=one.text, amount=one.amount)
        for one in found.extras
    ]
    for position, row in enumerate(rows, 1):
        row.position = position
    return rows


def _line(held: Statement, said: Said, line: Line) -> StatementLine:
    span = line.span
    words = (
        overhead_words(said.price.overhead)
        if line.kind == LineKind.OVERHEAD
        else explained(
            line.kind, span, line.percent, salary=said.price.salary, share=said.price.share
        )
    )
    return StatementLine(
        statement=held,
        kind=line.kind,
        text=words[:200],
        since=span.since if span else None,
        until=span.until if span else None,
        days=line.days,
        percent=line.percent,
        amount=line.amount,
    )


def _tell(verb: str, held: Statement) -> None:
    """No sum in the journal: whoever keeps the network reads it, and not what somebody earns."""
    note(
        verb,
        held,
        membership_id=held.loan.lender_id,
        loan=held.loan_id,
        since=held.since.isoformat(),
        until=held.until.isoformat(),
    )
