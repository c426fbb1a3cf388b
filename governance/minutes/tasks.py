"""The recurring work of written procedures, network by network; one that fails stops no other."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from governance.actions.written import count_in_writing
from governance.minutes import deeds, errands, papers, replies
from governance.models import Meeting
from governance.rules import MeetingKind, MeetingState
from network import scope
from network.actions.errand import send_each
from network.refusals import Refused

log = logging.getLogger(__name__)

REMINDED_BEFORE = timedelta(days=2)

__all__ = ["deeds", "errands", "look_after_written", "papers", "replies"]


@shared_task(name="governance.look_after_written")
def look_after_written() -> None:
    """Remind of written procedures that end within two days, and count those that have ended."""
    now = timezone.now()
    for network in scope.each_network():
        with scope.enter_system(network):
            rows = Meeting.objects.filter(kind=MeetingKind.WRITTEN, state=MeetingState.OPEN)
            over = list(rows.filter(ends__lt=now).values_list("pk", flat=True))
            near = rows.filter(ends__gte=now, ends__lt=now + REMINDED_BEFORE)
            send_each(
                "governance.remind_in_writing",
                {str(pk): {"meeting_id": pk} for pk in near.values_list("pk", flat=True)},
            )
        for pk in over:
            try:
                with scope.enter_system(network):
                    count_in_writing(Meeting.objects.select_related("body").get(pk=pk))
            except (DatabaseError, Refused):
                log.exception("Written procedure %s could not be counted.", pk)
