"""The rooms that members lend for courses."""

from courses.models import Venue
from network.models.journal import note
from network.seat import Seat


def keep(venue: Venue, *, by: Seat) -> Venue:
    """Keep a room, new or changed."""
    by.require("keep_plans")
    venue.save()
    note("keep_venue", venue, membership_id=venue.membership_id, name=venue.name)
    return venue


def remove(venue: Venue, *, by: Seat) -> None:
    """Take a room away; plans that were made with it keep their hosts."""
    by.require("keep_plans")
    note("remove_venue", venue, membership_id=venue.membership_id, name=venue.name)
    venue.delete()
