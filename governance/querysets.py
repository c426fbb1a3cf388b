"""Named reads of bodies and their meetings."""

from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from governance.places import kept, read, sat_in
from governance.rules import MeetingState
from governance.wheel.rules import USUAL
from members.querysets import DatedQuerySet
from network.seat import Seat
from network.sought import holding


class BodyQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """That a body exists, and who sits there, is open to everyone in the network."""
        return self.filter(network_id=seat.network.pk)

    def kept_by(self, seat: Seat) -> Self:
        """The bodies whose meetings the seat calls: all for the network's coordinators."""
        return self if seat.scope.whole else self.filter(pk__in=kept())

    def named_like(self, words: str) -> Self:
        """Bodies whose name, in either language, holds each of the words."""
        return holding(self, words, "name", "name_en", "purpose")


class MandateQuerySet(DatedQuerySet):
    """Mandates on a day."""


class HolderQuerySet(DatedQuerySet):
    """Holders on a day, and named as the body knows them."""


class MeetingQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Meetings of bodies that the seat sits in or reads; the database holds the same words."""
        if seat.scope.whole:
            return self
        return self.filter(body_id__in=read())

    def kept_by(self, seat: Seat) -> Self:
        """Meetings that the seat calls, and writes the minutes of."""
        return self if seat.scope.whole else self.filter(body_id__in=kept())

    def to_come(self) -> Self:
        """Those that are not over."""
        return self.filter(state__in=[MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN])


class AgendaItemQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The items of the bodies that the seat reads; open ones only for the body itself."""
        if seat.scope.whole:
            return self
        return self.filter(Q(body_id__in=sat_in()) | Q(body_id__in=read(), meeting__isnull=False))

    def open(self) -> Self:
        """Items that no meeting has taken up yet."""
        return self.filter(meeting=None)


class ApplicationQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Those whose address is confirmed, for the coordinators and those who read reports."""
        if not (seat.scope.whole or seat.scope.reports):
            return self.none()
        return self.exclude(state="asked")

    def named_like(self, words: str) -> Self:
        """Applications whose authority, contact or reason holds each of the words."""
        return holding(self, words, "name", "short_name", "contact_name", "number")


class OperationalPlanQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Adopted plans are open; a draft to those who answer for a member, or read reports."""
        if seat.scope.whole or seat.scope.reports or seat.scope.memberships:
            return self
        return self.filter(state="adopted")


class PlanActivityQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The activities of the plans that the seat sees."""
        if seat.scope.whole or seat.scope.reports or seat.scope.memberships:
            return self
        return self.filter(plan__state="adopted")

    def with_progress(self) -> Self:
        """With `progress`, `progress_words` and `progress_on`: the newest status."""
        statuses: Any = self.model._meta.get_field("statuses").related_model
        newest = statuses.objects.filter(activity=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            progress=Coalesce(Subquery(newest.values("progress")[:1]), Value("not_begun")),
            progress_words=Subquery(newest.values("words")[:1]),
            progress_on=Subquery(newest.values("on")[:1]),
        )


class HandOverQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """For the coordinators, the steering committee, and the two that it is between."""
        if seat.scope.whole or seat.scope.reports:
            return self
        people = seat.scope.people
        return self.filter(Q(giver__in=people) | Q(receiver__in=people))


class IdeaQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Ideas are open to everyone in the network; who proposed them may be hidden."""
        return self.filter(network_id=seat.network.pk)

    def named_like(self, words: str) -> Self:
        """Ideas that hold each of the words."""
        return holding(self, words, "what", "why", "gains")


class WheelStepQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The year of the network is open to everyone in it."""
        return self.filter(network_id=seat.network.pk)

    def lasting(self) -> Self:
        """The steps that still come back."""
        return self.filter(ended_at=None)

    def usual(self) -> list[Any]:
        """The usual year, not kept yet: what a network shows until its own is laid."""
        return [
            self.model(
                usual=one.key,
                title=one.title,
                title_en=one.title_en,
                first_month=one.first_month,
                first_day=one.first_day,
                last_month=one.last_month,
                last_day=one.last_day,
                role=one.role,
                link=one.link,
            )
            for one in USUAL
        ]

    def lay_usual(self) -> None:
        """Give a network that never had a step the usual year."""
        if not self.exists():
            self.bulk_create(self.usual(), ignore_conflicts=True)


class WheelTaskQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """For the coordinators, those who read reports, and who does it."""
        if seat.scope.whole or seat.scope.reports:
            return self
        return self.filter(person__in=seat.scope.people)

    def open(self) -> Self:
        """Those that are neither done nor skipped."""
        return self.filter(state="open")

    def named_like(self, words: str) -> Self:
        """Tasks whose title, in either language, who, or words hold each of the words."""
        return holding(self, words, "title", "title_en", "name", "words")
