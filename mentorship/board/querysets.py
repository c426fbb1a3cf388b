"""Named reads of what was done on the board."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class BoardStepQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The coordinators' alone; the lock says the same."""
        return self if seat.scope.whole else self.none()

    def standing(self) -> Self:
        """Those that are not undone, last first."""
        return self.filter(undone_at=None).order_by("-made_at", "-pk")
