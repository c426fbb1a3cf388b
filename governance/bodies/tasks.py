"""The bodies' recurring work: whoever has left their authority leaves its mandates too."""

import logging
from datetime import date

from celery import shared_task
from django.db import DatabaseError
from django.db.models import F, Q
from django.utils import timezone

from governance.actions.follow_mandates import follow_mandates
from governance.models import Guest, Holder, Mandate, MandateRole, Office
from network import scope

log = logging.getLogger(__name__)


@shared_task(name="governance.look_after_bodies")
def look_after_bodies() -> None:
    """End what people who have left still hold, and let roles follow; network by network."""
    for pk in scope.each_network():
        try:
            with scope.enter_system(pk):
                end_for_those_who_left()
        except DatabaseError:
            log.exception("The bodies of network %s were not looked after.", pk)


def _end_of_members(today: date) -> int:
    """End the mandates of authorities that have left the network, and the terms in them."""
    gone = Mandate.objects.filter(
        Q(until=None) | Q(until__gt=F("membership__until")), membership__until__lt=today
    ).select_related("membership")
    ended = 0
    for mandate in gone:
        last = max(mandate.since, mandate.membership.until)
        terms = mandate.holders.filter(Q(until=None) | Q(until__gt=last))
        for holder in terms:
            holder.until = max(holder.since, last)
            holder.save(update_fields=["until"])
        mandate.until = last
        mandate.save(update_fields=["until"])
        ended += 1
    return ended


def end_for_those_who_left() -> int:
    """End mandates of members that have left, and what people who have left still hold.

    Terms, offices and guests' days end on the last day at work; returns how many rows ended.
    """
    today = timezone.localdate()
    ended = _end_of_members(today)
    for model in (Holder, Office, Guest):
        left = model.objects.filter(
            Q(until=None) | Q(until__gt=F("person__until")), person__until__lt=today
        ).select_related("person")
        for row in left:
            last = row.person.until
            # A term that would begin after the last day begins and ends on its first.
            row.until = max(row.since, last)
            row.save(update_fields=["until"])
            ended += 1
    follow_mandates(
        {
            *Holder.objects.exclude(until__lt=today).values_list("person", flat=True),
            *MandateRole.objects.exclude(role__until__lt=today).values_list(
                "role__person", flat=True
            ),
        }
    )
    return ended
