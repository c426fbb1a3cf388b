"""The wheel turns: each year's tasks appear by themselves, network by network."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from governance.actions.wheel import turn
from network import scope

log = logging.getLogger(__name__)


@shared_task(name="governance.turn_wheel")
def turn_wheel() -> None:
    """Each hour: make what it is time for, and give what nobody holds any more to the next."""
    for network in scope.each_network():
        try:
            with scope.enter_system(network):
                turn(timezone.localdate())
        except DatabaseError:
            log.exception("The year wheel of network %s did not turn.", network)
