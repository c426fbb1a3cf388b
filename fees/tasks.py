"""The worker's part: importing the actions declares the room's jobs and errands."""

from celery import shared_task
from django.utils import timezone

from fees.actions import credit, hand_over, issue_run, remind
from fees.bank_days import is_bank_day
from network import scope

__all__ = ["credit", "hand_over", "issue_run", "remind"]
FROM_HOUR = 8  # reminders wait for the morning of a bank day


@shared_task(name="fees.remind_of_invoices")
def remind_of_invoices() -> None:
    """Send what is due in the networks whose reminders go out by themselves."""
    now = timezone.localtime()
    if now.hour < FROM_HOUR or not is_bank_day(now.date()):
        return
    for pk in scope.each_network():
        with scope.enter_system(pk):
            remind.send_due(now.date())
