"""Named reads of fee simulations."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from network.seat import Seat


class SimulationQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep, follow or steer by the network's money."""
        scope = seat.scope
        return self.all() if scope.whole or scope.money or scope.reports else self.none()

    def matching(self, words: str) -> Self:
        """Those whose name, note or models hold the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word) | Q(note__icontains=word) | Q(schemes__name__icontains=word)
            )
        return found.distinct()
