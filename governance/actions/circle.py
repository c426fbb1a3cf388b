"""The network map is kept: its clusters, its circles, and which members are in them."""

from datetime import date

from django.utils.translation import gettext as _

from governance.map.refusing import refused_in_words
from governance.map.rules import CLUSTERS
from governance.models import Circle, CircleMember, Cluster
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def begin_clusters(*, by: Seat) -> None:
    """Lay in the usual clusters where the network has none; twice is once."""
    by.require("keep_circles")
    if Cluster.objects.exists():
        return
    for place, (name, name_en) in enumerate(CLUSTERS, 1):
        keep_cluster(Cluster(name=name, name_en=name_en, position=place), by=by)


def keep_cluster(cluster: Cluster, *, by: Seat) -> Cluster:
    """Write a cluster, or change one. Raises Refused."""
    by.require("keep_circles")
    with refused_in_words():
        cluster.save()
        note("keep_cluster", cluster, name=cluster.name)
    return cluster


def keep_circle(circle: Circle, *, by: Seat) -> Circle:
    """Write a network, a group or a contact path into the map, or change one. Raises Refused."""
    by.require("keep_circles")
    with refused_in_words():
        circle.save()
        note("keep_circle", circle, name=circle.name)
    return circle


def join(member: CircleMember, *, by: Seat) -> CircleMember:
    """Note that a member is in a circle, and through whom. Raises Refused."""
    by.require("keep_map", member)
    circle: Circle = member.circle
    if circle.until and member.since > circle.until:
        raise Refused(_("It had ended by then."))
    with refused_in_words():
        member.save()
        note("join_circle", member, membership_id=member.membership_id, name=circle.name)
    return member


def leave(member: CircleMember, until: date, *, by: Seat) -> None:
    """Note the last day that a member was in a circle. Raises Refused."""
    by.require("keep_map", member)
    member.until = until
    with refused_in_words():
        member.save(update_fields=["until"])
        name = str(member.circle)
        note("leave_circle", member, membership_id=member.membership_id, name=name)
