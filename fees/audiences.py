"""Who sees which rows of the network's money, once for all of its tables."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class ForKeepers(models.QuerySet[Any]):
    """Rows of those who keep or follow the network's money."""

    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep or follow the network's money."""
        return self.all() if seat.scope.whole or seat.scope.money else self.none()


class ForFollowers(models.QuerySet[Any]):
    """Rows that the steering committee and the auditors read as well."""

    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep, follow or audit the network's money."""
        sees = seat.scope.whole or seat.scope.money or seat.scope.reports
        return self.all() if sees else self.none()


class ForPayers(models.QuerySet[Any]):
    """Rows of which a member sees its own."""

    def seen_by(self, seat: Seat) -> Self:
        """All of them for the network's money and coordination; one's own authority's else."""
        if seat.scope.whole or seat.scope.money or seat.scope.reports:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)
