"""What cost statements ask of HR on the start page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.costs.agreed import LOOKED_BACK, stated_of
from loans.costs.page import due_spans
from loans.costs.words import days_in_words
from loans.models import Loan, Statement
from network.seat import Seat
from network.start import ToDo

MOST = 10


def todos(seat: Seat) -> list[ToDo]:
    """Statements to approve, drafts to send, and periods of one's lent staff that are over."""
    if not seat.may("make_statement"):
        return []
    return [*_to_approve(seat), *_to_send(seat), *_to_state(seat)]


def _to_approve(seat: Seat) -> list[ToDo]:
    waiting = Statement.objects.seen_by(seat).borrowed_by(seat.scope.memberships)
    rows = waiting.in_state("sent").with_parties().order_by("sent_at", "pk")[:MOST]
    words = _("Approve the cost statement from %(lender)s")
    return [_look_through(row, words % {"lender": row.loan.lent_by.short_name}) for row in rows]


def _to_send(seat: Seat) -> list[ToDo]:
    own = Statement.objects.seen_by(seat).lent_by(seat.scope.memberships).in_state("draft")
    rows = own.filter(until__lt=timezone.localdate()).with_parties().order_by("until", "pk")[:MOST]
    words = _("Send the cost statement to %(borrower)s")
    return [
        _look_through(row, words % {"borrower": row.loan.borrowed_by.short_name}) for row in rows
    ]


def _look_through(row: Statement, words: str) -> ToDo:
    about = f"{row.loan.name}, {days_in_words(row.since, row.until)}"
    return ToDo(words, about, _("Look it through"), reverse("loan_statement", args=[row.pk]))


def _to_state(seat: Seat) -> list[ToDo]:
    """One line a loan: its oldest period that no statement stands for."""
    today = timezone.localdate()
    loans = list(
        Loan.objects.filter(lender__in=seat.scope.memberships)
        .exclude(started_at=None)
        .exclude(ended_on__lt=today - LOOKED_BACK)
        .select_related("borrower__authority", "borrower_party")
        .order_by("starts", "pk")
    )
    due = due_spans(loans, stated_of(loans), today) if loans else {}
    found = []
    for loan in loans:
        for span in due.get(loan.pk, [])[:1]:
            words = {
                "borrower": loan.borrowed_by.short_name,
                "days": days_in_words(span.since, span.until),
            }
            found.append(
                ToDo(
                    _("State what the loan to %(borrower)s cost, %(days)s") % words,
                    loan.name,
                    _("Write the statement"),
                    f"{reverse('loan_statement_new', args=[loan.pk])}?since={span.since}",
                )
            )
    return found[:MOST]
