"""Where a user has a place: the only question that is asked across networks."""

from typing import Any

from django.db import connection

from network.models import Network, User
from network.seat import Seat


def networks_of(user: User) -> list[Network]:
    """The networks that a user is in today, by name; the database answers from the grants."""
    return list(
        Network.objects.raw(
            "SELECT n.* FROM network_network n WHERE n.id IN"
            " (SELECT network_id FROM app.places(%s)) ORDER BY n.name",
            [user.pk],
        )
    )


def who_and_where(seat: Seat) -> tuple[str, str, list[dict[str, Any]]]:
    """What every page's head says: the person, their authority, and the user's networks.

    One question, since every page asks it. The networks as `networks_of` gives them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.name, trim(a.short_name || ' ' || m.part),"
            " (SELECT json_agg(json_build_object("
            "    'id', n.id, 'slug', n.slug, 'short_name', n.short_name) ORDER BY n.name)"
            "    FROM network_network n"
            "   WHERE n.id IN (SELECT network_id FROM app.places(%s)))"
            " FROM members_person p"
            " JOIN members_membership m ON m.network_id = p.network_id AND m.id = p.membership_id"
            " JOIN members_authority a ON a.id = m.authority_id WHERE p.id = %s",
            [seat.user.pk, seat.person_id],
        )
        name, workplace, networks = cursor.fetchone()
    return name, workplace, networks or []
