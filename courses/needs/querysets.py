"""Named reads of needs assessments, their candidates and the answers."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from courses.needs.rules import AnswerState, CampaignState, Verdict
from network.seat import Seat

# An answer counts when the authority has sent it, whether or not it is approved yet.
ANSWERED = (AnswerState.SENT, AnswerState.APPROVED)


class CampaignQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Those that were opened; ones being prepared too for those who keep them."""
        if seat.scope.system or seat.may("keep_campaign"):
            return self.all()
        return self.exclude(state=CampaignState.DRAFT)

    def open(self) -> Self:
        """Those that the members may answer."""
        return self.filter(state=CampaignState.OPEN)

    def overdue(self, now: datetime) -> Self:
        """Open ones whose last time to answer has passed."""
        return self.open().filter(closes_at__lte=now)

    def in_time(self, now: datetime) -> Self:
        """Those where at least one authority still may answer."""
        late = (
            self.model._meta.get_field("answers")
            .related_model.objects.filter(campaign=OuterRef("pk"), until__gte=now)
            .values("pk")
        )
        return self.filter(
            Q(state=CampaignState.OPEN, closes_at__gte=now)
            | Q(Exists(late), ~Q(state=CampaignState.DRAFT))
        )

    def with_answers(self) -> Self:
        """With `asked` members and `answered` ones."""
        answers = self.model._meta.get_field("answers").related_model.objects.filter(
            campaign=OuterRef("pk")
        )
        counted = answers.order_by().values("campaign").annotate(
            n=Count("pk"), sent=Count("pk", filter=Q(state__in=ANSWERED))
        )  # fmt: skip
        return self.annotate(
            asked=Coalesce(Subquery(counted.values("n")), 0),
            answered=Coalesce(Subquery(counted.values("sent")), 0),
        )


class CandidateQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Those of the needs assessments that one may see."""
        if seat.scope.system or seat.may("keep_campaign"):
            return self.all()
        return self.exclude(campaign__state=CampaignState.DRAFT)

    def standing(self) -> Self:
        """Those that are not part of another one."""
        return self.filter(merged_into=None)

    def homes(self) -> dict[int, int]:
        """Which candidate each is planned as: itself, or the one it was put together with."""
        return {pk: whole or pk for pk, whole in self.values_list("pk", "merged_into")}

    def with_verdict(self) -> Self:
        """With the council's last word as `verdict`; None where it has said nothing."""
        last = (
            self.model._meta.get_field("decisions")
            .related_model.objects.filter(candidate=OuterRef("pk"))
            .order_by("-at", "-id")
        )
        return self.annotate(verdict=Subquery(last.values("verdict")[:1]))

    def declined(self) -> Self:
        """Those of which the council's last word was no."""
        return self.with_verdict().filter(verdict=Verdict.DECLINE)

    def with_seats(self) -> Self:
        """With `spring` and `autumn` seats asked for and how many `members` asked, of rows seen."""
        lines = (
            self.model._meta.get_field("lines")
            .related_model.objects.filter(candidate=OuterRef("pk"))
            .order_by()
            .values("candidate")
            .annotate(
                s=Sum("spring"),
                a=Sum("autumn"),
                m=Count("membership", distinct=True, filter=Q(spring__gt=0) | Q(autumn__gt=0)),
            )
        )
        return self.annotate(
            spring=Coalesce(Subquery(lines.values("s")), 0),
            autumn=Coalesce(Subquery(lines.values("a")), 0),
            members=Coalesce(Subquery(lines.values("m")), 0),
        )


class NeedsAnswerQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who oversee; else one's authority's, or one's to approve."""
        if seat.scope.system or seat.may("oversee_needs"):
            return self.all()
        return self.filter(
            Q(membership__in=seat.scope.memberships) | Q(approver__in=seat.scope.people)
        )

    def answered_for_by(self, seat: Seat) -> Self:
        """Those that one may write in: one's authority's, or all for the whole network."""
        return self if seat.scope.whole else self.filter(membership__in=seat.scope.memberships)

    def answered(self) -> Self:
        """Sent or approved."""
        return self.filter(state__in=ANSWERED)

    def silent(self) -> Self:
        """Asked, and nothing sent yet."""
        return self.filter(state=AnswerState.DRAFT)

    def with_seats(self) -> Self:
        """With the `seats` asked for in both terms, and how many `needs`."""
        lines = (
            self.model._meta.get_field("lines")
            .related_model.objects.filter(answer=OuterRef("pk"))
            .order_by()
            .values("answer")
            .annotate(
                s=Sum("spring") + Sum("autumn"),
                n=Count("pk", filter=Q(spring__gt=0) | Q(autumn__gt=0)),
            )
        )
        return self.annotate(
            seats=Coalesce(Subquery(lines.values("s")), 0),
            needs=Coalesce(Subquery(lines.values("n")), 0),
        )


class NeedLineQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """As the answers that they stand in."""
        if seat.scope.system or seat.may("oversee_needs"):
            return self.all()
        return self.filter(
            Q(membership__in=seat.scope.memberships) | Q(answer__approver__in=seat.scope.people)
        )

    def asking(self) -> Self:
        """Those that ask for a seat."""
        return self.filter(Q(spring__gt=0) | Q(autumn__gt=0))
