"""Named reads of notices, interests and loans."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from loans.rules import Stage
from members.models import Person
from network.seat import Seat
from network.sought import holding


class NoticeQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """What is on the board or was; one's own authority's and one's own drafts besides."""
        if seat.scope.whole:
            return self.all()
        return self.filter(
            Q(published_at__isnull=False)
            | Q(membership__in=seat.scope.memberships)
            | Q(written_by__in=seat.scope.people)
        )

    def with_rules(self) -> Self:
        """With whose it is and which rules it has, in one question."""
        return self.select_related("membership__authority__legal_person", "party")

    def open_on(self, day: date) -> Self:
        """Those that one may answer on a day."""
        return self.filter(published_at__isnull=False, closed_at=None, answer_by__gte=day)

    def of(self, seat: Seat) -> Self:
        """Those of one's own authority and those that one wrote."""
        return self.filter(
            Q(membership__in=seat.scope.memberships) | Q(written_by__in=seat.scope.people)
        )

    def with_owner(self) -> Self:
        """With whose it is and which rules it has; its name and kind as columns too."""
        return self.select_related("membership__authority__legal_person", "party").annotate(
            owner_name=Coalesce("membership__authority__name", "party__name"),
            owner_kind=Coalesce("membership__authority__kind", "party__kind"),
        )

    def holding(self, words: str) -> Self:
        """Those whose title, tasks, place or authority hold each of the words."""
        owner = ("membership__authority__name", "membership__authority__short_name", "party__name")
        return holding(self, words, "title", "tasks", "place", "membership__part", *owner)


class ApproachQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own authority's, and those to one's own authority's offers."""
        if seat.scope.whole:
            return self.all()
        ours = seat.scope.memberships
        return self.filter(Q(membership__in=ours) | Q(notice__membership__in=ours))

    def standing(self) -> Self:
        """Those that are not declined."""
        return self.filter(declined_at=None)

    def answered_for_by(self, seat: Seat) -> Self:
        """Approaches to the offers of the seat's own authorities, with both parties."""
        ours = self.filter(notice__membership__in=seat.scope.memberships)
        return ours.select_related(
            "notice__membership__authority__legal_person",
            "membership__authority__legal_person",
            "party",
        )


def _managerless(seat: Seat) -> Q:
    """About people of the seat's own authorities for whom no manager is registered."""
    ours = seat.scope.memberships
    return Q(
        membership__in=ours, person__in=Person.objects.filter(membership__in=ours, manager=None)
    )


class LoanInterestQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own and one's staff's; after the manager's yes the notice's owner's as well."""
        theirs = Q(person__in=seat.scope.people | seat.scope.staff) | _managerless(seat)
        theirs |= Q(approach__isnull=False, membership__in=seat.scope.memberships)
        agreed = Q(consent__given=True, consent__withdrawn_at=None)
        near = (
            Q(notice__membership__in=seat.scope.memberships)
            | Q(approach__membership__in=seat.scope.memberships)
            | Q(membership__in=seat.scope.memberships)
        )
        if seat.scope.whole:
            near = Q()
        return self.filter(theirs | (agreed & near))

    def waiting_for(self, seat: Seat) -> Self:
        """Those that the seat answers for, as manager or where none is registered."""
        return self.filter(
            Q(person__in=seat.scope.staff) | _managerless(seat),
            consent=None,
            withdrawn_at=None,
            agreed_at__isnull=False,
        ).exclude(person__in=seat.scope.people)

    def of(self, seat: Seat) -> Self:
        """One's own."""
        return self.filter(person__in=seat.scope.people)

    def agreed(self) -> Self:
        """Those that the person and the manager stand by."""
        return self.filter(
            withdrawn_at=None,
            agreed_at__isnull=False,
            consent__given=True,
            consent__withdrawn_at=None,
        )

    def with_standing(self) -> Self:
        """With notice, both parties, consent, and whether a loan was begun (`chosen`)."""
        loans = self.model._meta.get_field("loans").related_model.objects
        begun = loans.filter(interest=OuterRef("pk")).exclude(stage=Stage.BROKEN)
        joined = self.select_related(
            "notice__membership__authority__legal_person",
            "notice__party",
            "approach__membership__authority__legal_person",
            "approach__party",
            "person",
            "membership__authority__legal_person",
            "party",
            "consent",
        )
        return joined.annotate(chosen=Exists(begun))


class CrisisCallQuerySet(models.QuerySet[Any]):
    def answered_for_by(self, seat: Seat) -> Self:
        """Those to the seat's own authorities; all for the coordinators, who write down answers."""
        if seat.scope.whole:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)


class JobAdvertisementQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Everybody in the network reads them."""
        return self.filter(network_id=seat.network.pk)

    def open_on(self, day: date) -> Self:
        """Those that one may apply for on a day."""
        return self.filter(ended_at=None, apply_by__gte=day)


class LoanQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Both sides' HR, the person, their manager, who leads the work, and the coordinators."""
        if seat.scope.whole:
            return self.all()
        return self.filter(
            Q(lender__in=seat.scope.memberships)
            | Q(borrower__in=seat.scope.memberships)
            | Q(person__in=seat.scope.people | seat.scope.staff)
            | Q(leader__in=seat.scope.people)
        )
