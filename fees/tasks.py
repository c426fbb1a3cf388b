"""The worker's part: importing the actions declares the room's jobs and errands."""

from celery import shared_task
from django.utils import timezone

from fees.actions import carry, credit, hand_over, issue_run, read_answers, remind, simulation_paper
from fees.bank_days import is_bank_day
from fees.models import Dispatch
from network import scope

__all__ = ["credit", "hand_over", "issue_run", "remind", "simulation_paper"]
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


@shared_task(name="fees.carry_invoices")
def carry_invoices() -> None:
    """Hand over the e-invoices whose turn it is, and read what the access point answered."""
    for network_id in scope.each_network():
        with scope.enter_system(network_id):
            waiting = list(Dispatch.objects.to_carry(timezone.now()).values_list("pk", flat=True))
        for dispatch_id in waiting:
            carry.carry(network_id, dispatch_id)
        read_answers.look(network_id)
