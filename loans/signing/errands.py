"""What the portal tells when a loan has gone on; each once, in the system scope."""

from django.utils import timezone

from loans.actions.advance import advance
from loans.actions.evaluate import OVER, close, silent
from loans.agreements.page import PARTIES
from loans.agreements.sides import other
from loans.models import EarlyEnd, Loan, Review
from loans.rules import LIVE, Side, Stage
from loans.signing import emails
from network.actions.errand import errand, send_on

WITH = (*PARTIES, "person__user", "person__manager__user", "leader__user")


def _loan(pk: int) -> Loan:
    found: Loan = Loan.objects.select_related(*WITH).get(pk=pk)
    return found


@errand("loans.tell_signed")
def tell_signed(loan_id: int) -> None:
    """Both sides have signed: all who are in the loan know its days."""
    emails.tell("signed", _loan(loan_id), key="signed")


@errand("loans.tell_started")
def tell_started(loan_id: int) -> None:
    """The first day has come."""
    loan = _loan(loan_id)
    if loan.stage in LIVE:
        emails.tell("started", loan, key="started")


@errand("loans.tell_warned")
def tell_warned(loan_id: int) -> None:
    """The end comes near: does the need remain?"""
    loan = _loan(loan_id)
    if loan.stage == Stage.RUNNING:
        emails.tell("warned", loan, key=str(loan.ends))


@errand("loans.follow_review")
def follow_review(review_id: int) -> None:
    """An assessment is written, which the lender answers; or it is answered, which all are told."""
    review = Review.objects.get(pk=review_id)
    loan = _loan(review.loan_id)
    advance(loan, timezone.localdate())
    facts = {"until": review.needed_until, "assessment": review.assessment, "why": review.why}
    if review.agreed is None:
        emails.tell_side(
            "assessed", loan, Side.LENDER, key=str(review.pk), page="loan_review_answer", **facts
        )
        return
    emails.tell("agreed" if review.agreed else "declined", loan, key=str(review.pk), **facts)


@errand("loans.tell_extended")
def tell_extended(loan_id: int) -> None:
    """A later last day is signed by both."""
    loan = _loan(loan_id)
    emails.tell("extended", loan, key=str(loan.ends))


@errand("loans.follow_early_end")
def follow_early_end(early_id: int) -> None:
    """Notice is given, or the other side is asked, or it has answered."""
    early = EarlyEnd.objects.get(pk=early_id)
    loan = _loan(early.loan_id)
    by = loan.lent_by if early.side == Side.LENDER else loan.borrowed_by
    facts = {"by": by.short_name, "last_day": early.last_day, "why": early.why}
    if early.shorter and early.agreed is None:
        page = "loan_early_end_answer"
        emails.tell_side("shorter", loan, other(early.side), key=str(early.pk), page=page, **facts)
    elif early.shorter and not early.agreed:
        emails.tell_side("not_shorter", loan, Side(early.side), key=str(early.pk), **facts)
    else:
        emails.tell("broken_off", loan, key=str(early.pk), **facts)


@errand("loans.tell_dropped")
def tell_dropped(loan_id: int) -> None:
    """A draft was let fall before both had signed."""
    loan = _loan(loan_id)
    emails.tell("dropped", loan, key="dropped", why=loan.broken_why)


@errand("loans.tell_ended")
def tell_ended(loan_id: int) -> None:
    """The last day has passed: all are told, and the three are asked."""
    loan = _loan(loan_id)
    emails.tell("ended", loan, key="ended")
    send_on("loans.ask_evaluation", key=f"{loan.pk}:first", loan_id=loan.pk, again=False)


@errand("loans.ask_evaluation")
def ask_evaluation(loan_id: int, again: bool) -> None:
    """Ask those of the three who have not answered."""
    loan = _loan(loan_id)
    if loan.stage in OVER:
        for who in silent(loan):
            emails.ask_evaluation(loan, who, again=again)


@errand("loans.close_evaluation")
def close_evaluation(loan_id: int) -> None:
    """Close the evaluation when the last of the three has answered."""
    close(loan_id, timezone.localdate())
