"""Extending a loan: a new written assessment of the need, the lender's answer, a new wording.

Never by itself: without both signatures on a later last day the loan ends on the one it has.
Source: Arbetsgivarverket's text on staff loans.
"""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions.advance import advance
from loans.actions.word import Overtaken, name_of, newest, save_wording
from loans.agreements.sides import is_hr
from loans.models import Loan, Review
from loans.refusing import refused_in_words
from loans.rules import LoanRefused, Stage
from loans.signing.holding import signed_wording
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def assess(loan: Loan, review: Review, *, by: Seat) -> Review:
    """Write why the borrower still needs the employee, and until when; the lender answers.

    Raises LoanRefused for a day that is no later, and for a loan that is ending already.
    """
    if loan.stage != Stage.RUNNING or loan.ended_on is not None:
        raise LoanRefused(_("Only a loan that runs, and that nobody has broken off, is extended."))
    if review.needed_until <= loan.ends:
        raise LoanRefused(_("Choose a day after the last day that the loan has now."))
    with refused_in_words():
        review.loan = loan
        review.written_by = by.scope.user_id
        review.by_name = name_of(by)
        review.save(force_insert=True)
        _note(loan, "assess_loan_need", loan.borrower_id, until=review.needed_until.isoformat())
        if is_hr(loan, by):  # who leads the work writes it, and the portal takes the loan on
            advance(loan, timezone.localdate())
        send_on("loans.follow_review", key=f"{review.pk}:asked", review_id=review.pk)
    return review


def answer(review: Review, *, agreed: bool, why: str, by: Seat) -> None:
    """The lender's yes, which writes the wording to sign, or its no, with which the loan runs out.

    Raises LoanRefused for an assessment that has been answered, or a loan that is over.
    """
    loan = review.loan
    with refused_in_words():
        held = Review.objects.select_for_update().get(pk=review.pk)
        if held.agreed is not None or loan.stage != Stage.REVIEW:
            raise LoanRefused(_("The assessment has been answered already, or the loan is over."))
        held.agreed, held.why = agreed, why
        held.answered_at, held.answered_by = timezone.now(), by.scope.user_id
        held.save(update_fields=["agreed", "why", "answered_at", "answered_by"])
        _note(loan, "answer_loan_review", loan.lender_id, agreed=agreed)
        if agreed:
            _write_extension(loan, held.needed_until, by)
        advance(loan, timezone.localdate())
        send_on("loans.follow_review", key=f"{held.pk}:answered", review_id=held.pk)


def _write_extension(loan: Loan, until: date, by: Seat) -> None:
    holding, latest = signed_wording(loan), newest(loan)
    if holding is None or latest is None:
        raise LoanRefused(_("The loan has no signed agreement to extend."))
    content = extended(holding.content, until)
    try:
        save_wording(loan, content, base_number=latest.number, by=by)
    except Overtaken:
        raise LoanRefused(_("Somebody saved another version meanwhile.")) from None


def extended(content: dict[str, Any], until: date) -> dict[str, Any]:
    """An agreement with a later last day; the last of its extents goes on until then."""
    *before, last = sorted(content["parts"], key=lambda part: str(part["starts"]))
    parts = [*before, last | {"ends": until.isoformat()}]
    return content | {"ends": until.isoformat(), "parts": parts}


def _note(loan: Loan, verb: str, member: int | None, **facts: Any) -> None:
    note(verb, loan, person_id=loan.person_id, membership_id=member, **facts)
