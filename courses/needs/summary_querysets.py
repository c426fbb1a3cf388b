"""Named reads of what was made of a needs assessment."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class SummaryQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of it for those who oversee the needs; of members' pages, one's authority's."""
        if seat.scope.system or seat.may("oversee_needs"):
            return self.all()
        if any(field.name == "membership" for field in self.model._meta.fields):
            return self.filter(membership__in=seat.scope.memberships)
        return self.none()
