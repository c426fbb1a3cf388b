"""The recurring work of loans, network by network; one that fails stops no other."""

import logging
from datetime import date

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from loans.actions.advance import advance, due
from loans.actions.evaluate import look_back
from loans.agreements.lasting import terms_on
from loans.models import Loan
from loans.rules import LoanRefused, Stage
from loans.signing.standing import warning_day
from network import scope
from network.actions.errand import send_each
from network.models.journal import note

log = logging.getLogger(__name__)


def warn(today: date) -> int:
    """Ask both sides of each loan whose end comes near, once for each end; how many loans."""
    running = Loan.objects.filter(stage=Stage.RUNNING, warned_at=None, ended_on=None)
    near = [
        loan
        for loan in running.select_for_update()
        if warning_day(loan, terms_on(loan.legal, loan.starts)) <= today
    ]
    Loan.objects.filter(pk__in=[loan.pk for loan in near]).update(warned_at=timezone.now())
    for loan in near:
        note("warn_of_loan_end", loan, person_id=loan.person_id, membership_id=loan.lender_id)
    send_each(
        "loans.tell_warned", {f"{loan.pk}:{loan.ends}": {"loan_id": loan.pk} for loan in near}
    )
    return len(near)


@shared_task(name="loans.look_after")
def look_after() -> None:
    """Start, warn of, end and close the loans whose day has come: every hour."""
    for network in scope.each_network():
        today = timezone.localdate()
        with scope.enter_system(network):
            waiting = due(today)
        for loan in waiting:
            try:
                with scope.enter_system(network):
                    advance(loan, today)
            except (DatabaseError, LoanRefused):
                log.exception("Loan %s could not be taken on.", loan.pk)
        with scope.enter_system(network):
            warn(today)
        with scope.enter_system(network):
            look_back(today)
