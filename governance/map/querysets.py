"""Named reads of the network map."""

from typing import Self

from members.querysets import DatedQuerySet
from network.seat import Seat
from network.sought import holding


class CircleQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """The map is open to everyone in the network."""
        return self.filter(network_id=seat.network.pk)

    def named_like(self, words: str) -> Self:
        """Circles whose name or purpose holds each of the words."""
        return holding(self, words, "name", "purpose")


class CircleMemberQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """Open to everyone in the network."""
        return self.filter(network_id=seat.network.pk)

    def kept_by(self, seat: Seat) -> Self:
        """All for the network's coordinators, else those of the authorities one answers for."""
        return self if seat.scope.whole else self.filter(membership__in=seat.scope.memberships)
