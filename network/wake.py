"""Wake the worker when there is something to do; a sweep finds it in any case."""

import logging

from celery import current_app
from django.core.cache import cache
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

ASKED_FOR = 2  # seconds after which a question that nobody heard is asked again


def wake(network_id: int) -> None:
    """Ask the worker, after the commit, to look at a network's outbox at once.

    The row is the truth: a broker that is down, or a death between commit and this message,
    costs a few seconds until the sweep, never the errand. Until the worker has begun to look,
    it is asked once: what is committed meanwhile lies in the outbox that it reads then.
    """

    def ask() -> None:
        try:
            if not cache.add(_asked(network_id), 1, ASKED_FOR):
                return
            current_app.send_task("network.relay", kwargs={"network_id": network_id}, retry=False)
        except (OperationalError, RedisError, OSError):
            log.warning("The broker did not answer; the sweep will take the outbox.")

    transaction.on_commit(ask)


def awake(network_id: int) -> None:
    """The worker begins to look: who commits from now on asks it again."""
    cache.delete(_asked(network_id))


def _asked(network_id: int) -> str:
    return f"wake:{network_id}"
