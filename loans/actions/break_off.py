"""Ending a loan before its last day: with notice by either side, sooner when both agree."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions.word import name_of
from loans.agreements.lasting import terms_on
from loans.models import EarlyEnd, Loan
from loans.refusing import refused_in_words
from loans.rules import LIVE, LoanRefused, Stage
from loans.signing.holding import signed_wording
from network.actions.errand import send_on
from network.models.journal import note
from network.months import months_later
from network.seat import Seat


def notice_months(loan: Loan) -> int:
    """The notice in months: what the signed agreement says, else what its rules say."""
    wording = signed_wording(loan)
    said = wording.content.get("notice_months") if wording else None
    return int(said) if said not in (None, "") else terms_on(loan.legal, loan.starts).notice_months


def earliest_end(loan: Loan, today: date) -> date:
    """The last day of a loan that is given notice of today."""
    return months_later(today, notice_months(loan))


def break_off(loan: Loan, early: EarlyEnd, *, by: Seat) -> EarlyEnd:
    """Give notice for a side, or ask the other to end it sooner; `shorter` says which it became.

    A day before the loan's first calls it off. Raises LoanRefused for a day that is not ahead, or
    not before the last day.
    """
    today = timezone.localdate()
    if loan.stage not in LIVE:
        raise LoanRefused(_("Only a signed loan that is not over is broken off."))
    if early.last_day < today:
        raise LoanRefused(_("The last day is today or later."))
    if early.last_day >= loan.last_day:
        raise LoanRefused(_("The loan ends by then anyway. Choose an earlier day."))
    with refused_in_words():
        held = Loan.objects.select_for_update().get(pk=loan.pk)
        early.loan = held
        early.user_id, early.by_name = by.scope.user_id, name_of(by)
        early.save(force_insert=True)
        early.refresh_from_db()  # the database works out whether the notice is kept
        member = held.lender_id if early.side == "lender" else held.borrower_id
        note(
            "ask_to_end_loan" if early.shorter else "break_off_loan",
            held,
            person_id=held.person_id,
            membership_id=member,
            day=early.last_day.isoformat(),
        )
        if not early.shorter:
            _end(held, early)
        send_on("loans.follow_early_end", key=f"{early.pk}:said", early_id=early.pk)
    return early


def answer_early_end(early: EarlyEnd, *, agreed: bool, by: Seat) -> None:
    """The other side's yes or no to an end that is sooner than the notice."""
    with refused_in_words():
        row = EarlyEnd.objects.select_for_update().get(pk=early.pk)
        held = Loan.objects.select_for_update().get(pk=row.loan_id)
        if row.agreed is not None or held.stage not in LIVE:
            raise LoanRefused(_("It has been answered already, or the loan is over."))
        if agreed and row.last_day < timezone.localdate():
            raise LoanRefused(_("That day has passed. Ask for another."))
        row.agreed, row.answered_at, row.answered_by = agreed, timezone.now(), by.scope.user_id
        row.save(update_fields=["agreed", "answered_at", "answered_by"])
        note(
            "answer_early_end",
            held,
            person_id=held.person_id,
            membership_id=held.borrower_id if row.side == "lender" else held.lender_id,
            agreed=agreed,
        )
        if agreed:
            _end(held, row)
        send_on("loans.follow_early_end", key=f"{row.pk}:answered", early_id=row.pk)


def drop_draft(loan: Loan, side: str, why: str, *, by: Seat) -> None:
    """A side lets a draft fall; nothing has been signed by both. Raises LoanRefused."""
    with refused_in_words():
        held = Loan.objects.select_for_update().get(pk=loan.pk)
        if held.stage != Stage.DRAFT:
            raise LoanRefused(_("Both have signed meanwhile. The loan is ended with notice."))
        held.stage, held.broken_by, held.broken_why = Stage.BROKEN, side, why
        held.save(update_fields=["stage", "broken_by", "broken_why"])
        member = held.lender_id if side == "lender" else held.borrower_id
        note("drop_loan_draft", held, person_id=held.person_id, membership_id=member)
        send_on("loans.tell_dropped", key=str(held.pk), loan_id=held.pk)


def _end(held: Loan, early: EarlyEnd) -> None:
    held.broken_by, held.broken_why = early.side, early.why
    if early.last_day < held.starts:
        held.stage = Stage.BROKEN
    else:
        held.ended_on = early.last_day
    held.save(update_fields=["broken_by", "broken_why", "stage", "ended_on"])
