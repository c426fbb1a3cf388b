"""Named reads of members and people."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from network.seat import Seat


def covering(day: date) -> Q:
    """Dated rows that hold on a day; an empty end is open."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


class MembershipQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Members on a day."""
        return self.filter(covering(day))

    def with_standing(self, day: date) -> Self:
        """With `kind`, `level` and the newest `employees` as of a day."""
        standing = self.model._meta.get_field("standings").related_model.objects.filter(
            covering(day), membership=OuterRef("pk")
        )
        counts = self.model._meta.get_field("head_counts").related_model.objects.filter(
            membership=OuterRef("pk"), day__lte=day
        )
        return self.annotate(
            kind=Subquery(standing.values("kind")[:1]),
            level=Subquery(standing.values("level")[:1]),
            employees=Subquery(counts.order_by("-day").values("count")[:1]),
        )

    def seen_by(self, seat: Seat) -> Self:
        """Every member of the network is known to everyone in it."""
        return self.filter(network_id=seat.network.pk)

    def answered_for_by(self, seat: Seat) -> Self:
        """The members that the seat answers for: all of them for the whole network."""
        return self if seat.scope.whole else self.filter(pk__in=seat.scope.memberships)


class PersonQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """People who work at their authority on a day."""
        return self.filter(covering(day))

    def seen_by(self, seat: Seat) -> Self:
        """Oneself, one's staff, one's authority's people; everyone for the whole network."""
        if seat.scope.whole:
            return self.all()
        return self.filter(
            Q(pk__in=seat.scope.people | seat.scope.staff)
            | Q(membership__in=seat.scope.memberships)
        )
