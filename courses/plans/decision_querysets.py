"""Named reads of the council's decisions."""

from typing import Any, Self

from django.db import models

from courses.needs.rules import CampaignState
from network.seat import Seat


class DecisionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Everybody may know what the council decided; not of assessments being prepared."""
        if seat.scope.system or seat.may("keep_campaign"):
            return self.all()
        return self.exclude(candidate__campaign__state=CampaignState.DRAFT)

    def in_force(self) -> Self:
        """The one that holds for each candidate; filters that follow do not bring back others."""
        last = self.order_by("candidate_id", "-at", "-id").distinct("candidate_id")
        return self.filter(pk__in=last.values("pk"))
