"""Comments on an agreement from both sides, clause by clause, and settling them."""

from django.utils import timezone

from loans.actions.word import name_of
from loans.agreements import telling
from loans.agreements.sides import side_of
from loans.models import Comment, Wording
from network.models.journal import note
from network.seat import Seat


def comment(wording: Wording, clause: str, text: str, *, by: Seat) -> Comment:
    """Say something about a clause, or about the whole; both sides read it."""
    loan = wording.loan
    made: Comment = Comment.objects.create(
        wording=wording,
        clause=clause,
        side=side_of(loan, by),
        by_name=name_of(by),
        text=text,
        user_id=by.scope.user_id,
    )
    note("comment_on_loan_agreement", loan, person_id=loan.person_id, clause=clause)
    telling.news(loan)
    return made


def settle(found: Comment, *, by: Seat) -> None:
    """Mark a comment as settled; told again, it changes nothing."""
    loan = found.wording.loan
    done = Comment.objects.filter(pk=found.pk, settled_at=None).update(settled_at=timezone.now())
    if done:
        note("settle_loan_comment", loan, person_id=loan.person_id, clause=found.clause)
        telling.news(loan)
