"""Where somebody names people for their authority's own seats: in the portal, or by a link."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from courses.models import Allotment
from members.models import Person
from network.addresses import network_url
from network.links import write_link

NAMES = "courses.names"  # the page behind the link
OPEN_FOR = timedelta(days=90)  # where nothing else ends it


def naming_address(person: Person, lot: Allotment) -> str:
    """The page of the portal for those with an account, else a link of their own."""
    if person.user_id:
        return network_url(lot.run.network, "allotment", pk=lot.pk)
    ends = timezone.now() + OPEN_FOR
    if lot.release_on:
        ends = timezone.make_aware(datetime.combine(lot.release_on, time()))
    elif lot.run.begins_at:
        ends = lot.run.begins_at
    return write_link(NAMES, lot.pk, network=lot.run.network, person_id=person.pk, expires_at=ends)
