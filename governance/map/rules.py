"""Words of the network map, and what is found in it: overlaps, gaps and what could merge."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CircleKind(models.TextChoices):
    """What a circle is."""

    NETWORK = "network", pgettext_lazy("of the map", "network")
    GROUP = "group", pgettext_lazy("of the map", "group")
    PATH = "path", _("contact path")


CLUSTERS: Final[Sequence[tuple[str, str]]] = (
    ("It", "IT"),
    ("Juridik", "Law"),
    ("Arkiv", "Archives"),
    ("Bank, pension och försäkring", "Banking, pensions and insurance"),
)
"""What a network begins with; its coordinators change it. Swedish and English."""

MANY: Final = 0.5
"""Two circles overlap when this share of the smaller one's members is in both."""
FEWEST: Final = 3
"""Fewer members than this say nothing of an overlap."""
MERGE: Final = 0.75
"""From this share of all members of the two that are in both, a merger is worth asking about."""


@dataclass(frozen=True)
class Overlap:
    """Two circles of one cluster with many members in common.

    `common` of `smaller`, the count of the smaller circle's members; `share_of_all` of those in
    any of the two, between 0 and 1.
    """

    first: int
    second: int
    common: int
    smaller: int
    share_of_all: float

    @property
    def could_merge(self) -> bool:
        """Whether the two have nearly the same members."""
        return self.share_of_all >= MERGE


@dataclass(frozen=True)
class Gaps:
    """Clusters without a circle, and members that are in none; by their keys, in order."""

    clusters: tuple[int, ...]
    members: tuple[int, ...]


def overlaps(
    members: Mapping[int, frozenset[int]], clusters: Mapping[int, int | None]
) -> list[Overlap]:
    """The circles that overlap, most alike first; those without a cluster are not compared.

    `members` gives each circle's memberships, `clusters` each circle's cluster.
    """
    found = []
    for first, second in combinations(sorted(members), 2):
        if clusters.get(first) is None or clusters.get(first) != clusters.get(second):
            continue
        smaller = min(len(members[first]), len(members[second]))
        common = len(members[first] & members[second])
        if smaller < FEWEST or common < MANY * smaller:
            continue
        whole = len(members[first] | members[second])
        found.append(Overlap(first, second, common, smaller, common / whole))
    return sorted(found, key=lambda row: (-row.share_of_all, row.first, row.second))


def gaps(
    members: Mapping[int, frozenset[int]],
    clusters: Mapping[int, int | None],
    *,
    every_cluster: Iterable[int],
    every_member: Iterable[int],
) -> Gaps:
    """What no circle covers; in the order that the clusters and members were given."""
    covered = {clusters[circle] for circle in members if members[circle]}
    placed = frozenset[int]().union(*members.values())
    return Gaps(
        tuple(key for key in every_cluster if key not in covered),
        tuple(key for key in every_member if key not in placed),
    )
