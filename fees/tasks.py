"""The worker's part: importing the actions declares the room's jobs."""

from celery import shared_task
from django.utils import timezone

from fees.actions import credit, hand_over, read_answers, run
from fees.models import Dispatch
from network import scope

__all__ = ["credit", "run"]


@shared_task(name="fees.carry_invoices")
def carry_invoices() -> None:
    """Hand over the e-invoices whose turn it is, and read what the access point answered."""
    for network_id in scope.each_network():
        with scope.enter_system(network_id):
            waiting = list(Dispatch.objects.to_carry(timezone.now()).values_list("pk", flat=True))
        for dispatch_id in waiting:
            hand_over.carry(network_id, dispatch_id)
        read_answers.look(network_id)
