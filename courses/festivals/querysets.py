"""Reads of festivals and of what was sent in to them."""

from typing import Any

from django.db import models
from django.db.models import Q

from courses.festivals.rules import COUNTED, FestivalState, ItemState
from network.seat import Seat


class FestivalQuerySet(models.QuerySet[Any]):
    """Festivals."""

    def seen_by(self, seat: Seat) -> "FestivalQuerySet":
        """All for those who keep the courses; others do not see one that is only planned."""
        if seat.may("keep_festivals"):
            return self.all()
        return self.exclude(state=FestivalState.PLANNED)


class FestivalItemQuerySet(models.QuerySet[Any]):
    """What authorities offer to a festival."""

    def seen_by(self, seat: Seat) -> "FestivalItemQuerySet":
        """One's own, one's authority's, and what was accepted; all for those who keep it."""
        if seat.may("keep_festivals"):
            return self.exclude(~Q(person__in=seat.scope.people), state=ItemState.DRAFT)
        return self.filter(
            Q(person__in=seat.scope.people)
            | Q(membership__in=seat.scope.memberships)
            | Q(state=ItemState.ACCEPTED)
        )

    def counted(self) -> "FestivalItemQuerySet":
        """Those that count towards an authority's share of the programme."""
        return self.filter(state__in=COUNTED)

    def accepted(self) -> "FestivalItemQuerySet":
        """Those that are in the programme."""
        return self.filter(state=ItemState.ACCEPTED)

    def placed(self) -> "FestivalItemQuerySet":
        """Accepted, with a time and a place, in the order of the timetable."""
        return (
            self.accepted()
            .filter(slot__isnull=False, place__isnull=False)
            .order_by("slot__starts_at", "place__name", "id")
        )
