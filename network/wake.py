"""Wake the worker when there is something to do; a sweep finds it in any case."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(network_id: int) -> None:
    """Ask the worker, after the commit, to look at a network's outbox at once.

    The row is the truth: a broker that is down, or a death between commit and this message,
    costs a few seconds until the sweep, never the errand.
    """

    def ask() -> None:
        try:
            current_app.send_task("network.relay", kwargs={"network_id": network_id}, retry=False)
        except (OperationalError, OSError):
            log.warning("The broker did not answer; the sweep will take the outbox.")

    transaction.on_commit(ask)
