"""Named reads of mergers of needs."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class MergerQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them, for those who put needs together."""
        return self.all() if seat.scope.system or seat.may("merge_needs") else self.none()

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)
