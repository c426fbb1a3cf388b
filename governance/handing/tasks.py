"""Hand-overs are carried out by the portal: at once, or on their day."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone, translation

from governance.actions.hand_over import carry_out
from governance.handing import emails
from governance.models import HandOver
from network import scope
from network.actions.errand import errand

log = logging.getLogger(__name__)


@shared_task(name="governance.carry_out_hand_overs")
def carry_out_hand_overs() -> None:
    """Carry out each hand-over whose day has come, each in a transaction of its own."""
    for network in scope.each_network():
        with scope.enter_system(network):
            due = HandOver.objects.filter(
                state=HandOver.State.PLANNED, on__lte=timezone.localdate()
            )
            waiting = list(due.order_by("on", "pk").values_list("pk", flat=True))
        for pk in waiting:
            try:
                with scope.enter_system(network), translation.override("sv"):
                    carry_out(pk)
            except DatabaseError:
                log.exception("Hand-over %s was not carried out.", pk)


@errand("governance.hand_over")
def hand_over_now(hand_over: int) -> None:
    """The same for one that is of today."""
    with translation.override("sv"):
        carry_out(hand_over)


@errand("governance.tell_hand_over")
def tell(hand_over: int) -> None:
    """Tell both of them that it is planned, or what moved."""
    row = HandOver.objects.select_related("network").get(pk=hand_over)
    emails.told(row)
