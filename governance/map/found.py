"""The network map as it is read: rows, lines, and what is said of overlaps and gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import ngettext

from governance.map.forms import NONE
from governance.map.picture import Node
from governance.map.rules import Overlap, gaps, overlaps
from governance.models import Circle, CircleMember, Cluster
from members.models import Membership
from network.seat import Seat


@dataclass(frozen=True)
class NetworkMap:
    """The circles that are shown, every member of the network, and the lines between, by key."""

    circles: Sequence[Circle]
    members: Sequence[Membership]
    clusters: Sequence[Cluster]
    lines: frozenset[tuple[int, int]]

    @property
    def member_nodes(self) -> list[Node]:
        """The members of the picture."""
        return [Node(row.pk, row.short_name or row.name) for row in self.members]

    @property
    def circle_nodes(self) -> list[Node]:
        """The circles of the picture, with their clusters."""
        return [Node(row.pk, row.name, row.cluster_id or 0) for row in self.circles]

    def of_circles(self) -> dict[int, frozenset[int]]:
        """Each circle's memberships."""
        return {
            row.pk: frozenset(member for member, circle in self.lines if circle == row.pk)
            for row in self.circles
        }


def network_map(
    seat: Seat,
    day: date,
    asked: dict[str, Any],
    members: Sequence[Membership],
    clusters: Sequence[Cluster],
) -> NetworkMap:
    """The map on a day, narrowed; two questions, however large it is."""
    there = CircleMember.objects.on(day).order_by("pk")
    rows = Circle.objects.seen_by(seat).on(day).select_related("cluster")
    rows = rows.named_like(asked.get("q", ""))
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    if cluster := asked.get("cluster"):
        rows = rows.filter(cluster=None if cluster == NONE else cluster)
    if asked.get("member"):
        rows = rows.filter(pk__in=there.filter(membership=asked["member"]).values("circle"))
    circles = list(rows.prefetch_related(Prefetch("members", there, to_attr="there")))
    known = {row.pk for row in members}
    lines = frozenset(
        (one.membership_id, row.pk)
        for row in circles
        for one in row.there
        if one.membership_id in known
    )
    return NetworkMap(circles, members, clusters, lines)


def said_of_overlaps(found: NetworkMap) -> list[tuple[str, bool]]:
    """Each overlap in a sentence, and whether the two could merge."""
    names = {row.pk: row.name for row in found.circles}
    clusters = {row.pk: row.cluster_id for row in found.circles}
    return [(_said(row, names), row.could_merge) for row in overlaps(found.of_circles(), clusters)]


def _said(row: Overlap, names: dict[int, str]) -> str:
    return ngettext(
        "%(first)s and %(second)s: %(common)s member is in both, of %(smaller)s in the smaller.",
        "%(first)s and %(second)s: %(common)s members are in both, of %(smaller)s in the smaller.",
        row.common,
    ) % {
        "first": names[row.first],
        "second": names[row.second],
        "common": row.common,
        "smaller": row.smaller,
    }


def found_gaps(found: NetworkMap) -> tuple[list[Cluster], list[Membership]]:
    """Clusters that no circle with members covers, and members that are in none."""
    holes = gaps(
        found.of_circles(),
        {row.pk: row.cluster_id for row in found.circles},
        every_cluster=[row.pk for row in found.clusters],
        every_member=[row.pk for row in found.members],
    )
    return (
        [row for row in found.clusters if row.pk in holes.clusters],
        [row for row in found.members if row.pk in holes.members],
    )
