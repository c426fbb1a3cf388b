"""Named reads of an authority's collected wishes."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum

from courses.needs.rules import CampaignState, Term
from network.seat import Seat


class WishCallQuerySet(models.QuerySet[Any]):
    def kept_by(self, seat: Seat) -> Self:
        """Those of the authorities that one answers for."""
        return self.filter(membership__in=seat.scope.memberships)

    def open_on(self, day: date) -> Self:
        """Those that still take wishes."""
        return self.filter(ended_at=None, closes_on__gte=day, campaign__state=CampaignState.OPEN)

    def for_people_of(self, memberships: Any) -> Self:
        """Those that ask the people of some authorities."""
        return self.filter(membership__in=memberships)


class WishQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own, and those of the authorities that one answers for."""
        if seat.scope.system:
            return self.all()
        return self.filter(
            Q(membership__in=seat.scope.memberships) | Q(person__in=seat.scope.people)
        )

    def of(self, seat: Seat) -> Self:
        """One's own."""
        return self.filter(person__in=seat.scope.people)

    def by_candidate(self) -> Any:
        """How many seats are wished for of each course: in all, in spring, in autumn."""
        listed = self.filter(candidate__isnull=False).order_by()
        return listed.values("candidate").annotate(
            wished=Sum("seats"),
            in_spring=Sum("seats", filter=Q(term=Term.SPRING), default=0),
            in_autumn=Sum("seats", filter=Q(term=Term.AUTUMN), default=0),
        )
