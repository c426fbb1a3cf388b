"""Named reads of plans, what they hold, and the premises that members lend."""

from typing import Any, Self

from django.db import models
from django.db.models import Sum

from network.seat import Seat


class PlanQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Every plan for those who oversee the needs; nothing for others."""
        return self if seat.may("see_plans") else self.none()

    def variants(self) -> Self:
        """Plans that are not decided."""
        return self.filter(state="variant")

    def with_totals(self) -> Self:
        """With `run_count`, `seat_count` and `cost_sum` of the runs that each holds."""
        return self.annotate(
            run_count=models.Count("runs"),
            seat_count=Sum("runs__seats", default=0),
            cost_sum=Sum("runs__cost", default=0),
            hour_sum=Sum("runs__hours", default=0),
        )


class PlanPartQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Runs and rules of plans that one sees."""
        return self if seat.may("see_plans") else self.none()


class VenueQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Every room for those who oversee the needs."""
        return self if seat.may("see_plans") else self.none()

    def lent(self) -> Self:
        """Rooms that may be used in some term."""
        return self.exclude(spring=False, autumn=False)
