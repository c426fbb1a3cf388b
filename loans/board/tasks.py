"""The board's recurring work, network by network, one person in a transaction of its own."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from loans.board.weekly import latest_monday, tell, waiting
from network import scope
from network.models import Network

log = logging.getLogger(__name__)


@shared_task(name="loans.tell_searches")
def tell_searches() -> None:
    """Write the week's letters about saved searches that are not written; one fails alone."""
    due = latest_monday(timezone.now())
    for pk in scope.each_network():
        with scope.enter_system(pk):
            network, people = Network.objects.get(pk=pk), waiting(due)
        for person in people:
            try:
                with scope.enter_system(pk):
                    tell(person, network, due)
            except DatabaseError:
                log.exception("The letter of person %s was not written.", person)
