"""The recurring work of cost statements: asking for the ones that are due."""

from celery import shared_task
from django.utils import timezone

from loans.costs import emails
from loans.costs.agreed import LOOKED_BACK, agreed_of, stated_of, waiting_periods
from loans.models import Loan
from network import scope


@shared_task(name="loans.ask_for_statements")
def ask_for_statements() -> None:
    """Ask each lender, once a period, for the statement of what is over."""
    for network in scope.each_network():
        with scope.enter_system(network):
            ask_due()


def ask_due() -> None:
    """Write the letters of one network; a period that was asked for is not asked for again.

    Only the last period of a loan: whoever forgot several finds them all behind the one letter.
    """
    today = timezone.localdate()
    loans = list(
        Loan.objects.exclude(started_at=None)
        .exclude(lender=None)
        .exclude(ended_on__lt=today - LOOKED_BACK)
        .select_related("network", "borrower__authority", "borrower_party")
    )
    agreed, stated = agreed_of(loans), stated_of(loans)
    for loan in loans:
        if loan.pk not in agreed:
            continue
        if due := waiting_periods(loan, agreed[loan.pk], stated[loan.pk], today):
            emails.write_due(loan, due[-1])
