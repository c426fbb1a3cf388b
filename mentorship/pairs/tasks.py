"""The recurring work of pairs, network by network, each step in a transaction of its own."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from mentorship.actions import evaluate
from mentorship.actions.forget import due, forget
from network import scope
from network.actions.errand import send_each

log = logging.getLogger(__name__)


@shared_task(name="mentorship.look_after_pairs")
def look_after_pairs() -> None:
    """Ask for the checks whose day has come, and complete the pairs whose round has ended."""
    for network in scope.each_network():
        with scope.enter_system(network):
            evaluate.ask_due(timezone.localdate())
            over = {f"{pk}:end": {"pair_id": pk} for pk in evaluate.over(timezone.localdate())}
            send_each("mentorship.complete_pair", over)


@shared_task(name="mentorship.forget_rounds")
def forget_rounds() -> None:
    """Forget the people of rounds that ended long enough ago; one that fails stops no other."""
    for network in scope.each_network():
        today = timezone.localdate()
        with scope.enter_system(network):
            rounds = due(today)
        for pk in rounds:
            try:
                with scope.enter_system(network):
                    forget(pk, today)
            except DatabaseError:
                log.exception("The people of round %s were not forgotten.", pk)
