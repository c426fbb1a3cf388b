"""The outbox: what must happen after a commit, done once whatever is killed."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from network import scope
from network.models import Errand
from network.rules import MAX_ATTEMPTS, backoff_seconds
from network.wake import wake

log = logging.getLogger(__name__)

Work = Callable[..., None]
_works: dict[str, Work] = {}


def errand(name: str) -> Callable[[Work], Work]:
    """Declare what an errand does; it runs in the system scope with the errand's facts."""

    def declare(work: Work) -> Work:
        _works[name] = work
        return work

    return declare


def send_on(name: str, *, key: str, **facts: Any) -> None:
    """Write an errand in the running transaction; the same key again changes nothing."""
    send_each(name, {key: facts})


def send_each(name: str, facts_by_key: Mapping[str, Mapping[str, Any]]) -> None:
    """Write an errand for each key, all in one go."""
    # ignore_conflicts asks for no row back: who may leave an errand need not see the outbox.
    Errand.objects.bulk_create(
        [Errand(name=name, key=key, facts=dict(facts)) for key, facts in facts_by_key.items()],
        ignore_conflicts=True,
    )
    wake(scope.current_network_id())


def run(network_id: int, errand_id: int) -> bool:
    """Do one errand in one transaction with its mark; False when somebody else has it.

    A failed try is counted outside that transaction, so that an errand that kills its worker
    is parked after five tries instead of looping.
    """
    with scope.enter_system(network_id):
        tried = Errand.objects.waiting().select_for_update(skip_locked=True).filter(pk=errand_id)
        row = tried.first()
        if row is None:
            return False
        row.attempts += 1
        row.due_at = timezone.now() + timedelta(seconds=backoff_seconds(row.attempts))
        if row.attempts > MAX_ATTEMPTS:
            row.parked_at = timezone.now()
        row.save(update_fields=["attempts", "due_at", "parked_at"])
    if row.parked_at:
        return False
    try:
        with scope.enter_system(network_id):
            taken = (
                Errand.objects.filter(pk=errand_id, done_at=None, parked_at=None)
                .select_for_update(skip_locked=True)
                .first()
            )
            if taken is None:
                return False
            _works[taken.name](**taken.facts)
            taken.done_at = timezone.now()
            taken.error = ""
            taken.save(update_fields=["done_at", "error"])
    except Exception as error:
        log.exception("Errand %s failed.", errand_id)
        with scope.enter_system(network_id):
            tried = Errand.objects.get(pk=errand_id)
            tried.error = f"{type(error).__name__}: {error}"[:2000]
            if tried.attempts >= MAX_ATTEMPTS:
                tried.parked_at = timezone.now()
            tried.save(update_fields=["error", "parked_at"])
        return False
    return True
