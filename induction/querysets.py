"""Named reads of induction programmes and of those who take part."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Subquery

from network.seat import Seat


class ProgrammeQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of the network's for who keeps them; else those that are published."""
        if seat.may("keep_induction"):
            return self.filter(network_id=seat.network.pk)
        return self.filter(network_id=seat.network.pk, published_at__isnull=False)

    def under_way(self, day: date) -> Self:
        """Published, and not over on a day."""
        return self.filter(published_at__isnull=False, ends__gte=day)

    def with_counts(self) -> Self:
        """Newest first, with how many `invited`, and how many `modules` there are."""
        counted = self.annotate(
            invited=Count("participations", distinct=True),
            parts=Count("modules", distinct=True),
        )
        return counted.order_by("-starts", "-pk")


class ParticipationQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own and one's staff's; an authority's for who answers for it; all for the whole."""
        if seat.scope.whole:
            return self.all()
        return self.filter(
            models.Q(person__in=seat.scope.people | seat.scope.staff)
            | models.Q(membership__in=seat.scope.memberships)
        )

    def overseen_by(self, seat: Seat) -> Self:
        """Those of the authorities that the seat answers for; all for the whole network."""
        if seat.scope.whole:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)

    def of(self, seat: Seat) -> Self:
        """One's own."""
        return self.filter(person__in=seat.scope.people)

    def with_all(self) -> Self:
        """With programme, person, authority, end and the latest answer, in one question.

        An answer from before the latest invitation is no answer to it; a yes stands for ever.
        """
        answers = self.model._meta.get_field("answers").related_model.objects.filter(
            models.Q(at__gte=OuterRef("invited_at")) | models.Q(accepted=True),
            participation=OuterRef("pk"),
        )
        latest = answers.order_by("-accepted", "-at", "-pk")
        return self.select_related(
            "programme__mentor_round", "person", "membership__authority", "end"
        ).annotate(
            said=Subquery(latest.values("accepted")[:1]),
            asked_for=Subquery(latest.values("later")[:1]),
        )
