"""Named reads of induction programmes and of those who take part."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class ProgrammeQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of the network's for who keeps them; else those that are published."""
        if seat.may("keep_induction"):
            return self.filter(network_id=seat.network.pk)
        return self.filter(network_id=seat.network.pk, published_at__isnull=False)


class ParticipationQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own and one's staff's; an authority's for who answers for it; all for the whole."""
        if seat.scope.whole:
            return self.all()
        return self.filter(
            models.Q(person__in=seat.scope.people | seat.scope.staff)
            | models.Q(membership__in=seat.scope.memberships)
        )
