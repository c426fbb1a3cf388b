"""Named reads of contributions in kind."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Sum

from fees.rules import ContributionState
from network.seat import Seat
from network.sought import holding


class ContributionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for the network's money and coordination; one's own authority's else."""
        if seat.scope.whole or seat.scope.money or seat.scope.system:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)

    def waiting(self) -> Self:
        """Reported, and neither accepted nor declined."""
        return self.filter(state=ContributionState.REPORTED)

    def accepted(self) -> Self:
        """What counts; what was taken back counts below zero."""
        return self.filter(state=ContributionState.ACCEPTED)

    def with_taken_back(self) -> Self:
        """With `taken_back`: whether a later row takes it back."""
        later = self.model._default_manager.filter(reverses=OuterRef("pk"))
        return self.annotate(taken_back=Exists(later))

    def matching(self, words: str) -> Self:
        """Those whose doing, giver or member hold the words."""
        member = "membership__authority"
        return holding(self, words, "what", "person", f"{member}__name", f"{member}__short_name")

    def sums(self) -> dict[str, Any]:
        """What they are worth together."""
        return self.aggregate(value=Sum("value"))
