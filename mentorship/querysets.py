"""Named reads of mentoring rounds and expressions of interest."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.models import Competence
from mentorship.rules import MENTEE, MENTOR, PairState, State
from network.seat import Seat
from network.sought import holding


class MentorRoundQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Everybody in the network knows its rounds."""
        return self.filter(network_id=seat.network.pk)

    def open_on(self, day: date) -> Self:
        """Rounds that one may ask for on a day."""
        return self.filter(opens__lte=day, closes__gte=day)

    def with_asked(self) -> Self:
        """Last first, with how many `asked`, and how many of them their managers `approved`."""
        active = Q(interests__withdrawn_at=None)
        counted = self.annotate(
            asked=Count("interests", filter=active),
            approved=Count("interests", filter=active & Q(interests__answer__approved=True)),
        )
        # A counted query has lost the model's own order.
        return counted.order_by("-starts", "-pk")


class InterestQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own and one's staff's; all of them for the whole network."""
        if seat.scope.whole:
            return self.all()
        return self.filter(person__in=seat.scope.people | seat.scope.staff)

    def of(self, seat: Seat) -> Self:
        """One's own."""
        return self.filter(person__in=seat.scope.people)

    def with_all(self) -> Self:
        """With round, person, authority, answer and the names of the areas, in one question."""
        names = Competence.objects.named(OuterRef("areas")).words()
        joined = self.select_related("round", "person", "membership__authority", "answer")
        return joined.annotate(area_names=ArraySubquery(names))

    def in_state(self, state: State) -> Self:
        """Those that have come so far."""
        answers = {
            State.WAITING: Q(withdrawn_at=None, answer=None),
            State.APPROVED: Q(withdrawn_at=None, answer__approved=True),
            State.DECLINED: Q(withdrawn_at=None, answer__approved=False),
            State.WITHDRAWN: Q(withdrawn_at__isnull=False),
        }
        return self.filter(answers[state])

    def waiting_for(self, seat: Seat) -> Self:
        """Those that the seat is to answer: its staff's, and for coordinators the managerless."""
        theirs = Q(person__in=seat.scope.staff)
        if seat.scope.whole:
            theirs |= Q(person__manager=None)
        return self.in_state(State.WAITING).filter(theirs).exclude(person__in=seat.scope.people)

    def matching(self, words: str) -> Self:
        """Those whose person, title or authority hold the words."""
        columns = ("person__name", "person__title", "membership__authority__name")
        return holding(self, words, *columns)

    def active(self) -> Self:
        """Those that are neither withdrawn nor declined."""
        return self.filter(withdrawn_at=None).exclude(answer__approved=False)

    def in_pool(self) -> Self:
        """Of each mentor who stays in the pool, the last offer that was not withdrawn."""
        last = self.filter(role=MENTOR, withdrawn_at=None).exclude(answer__approved=False)
        newest = last.order_by("person", "-asked_at", "-pk").distinct("person").values("pk")
        return self.filter(pk__in=newest, stays=True)

    def with_before(self) -> Self:
        """With how many active mentees of the round asked `before`, as the line goes."""
        others = (
            self.model._default_manager.active()
            .filter(role=MENTEE, round=OuterRef("round"))
            .filter(
                Q(asked_at__lt=OuterRef("asked_at"))
                | Q(asked_at=OuterRef("asked_at"), pk__lt=OuterRef("pk"))
            )
        )
        counted = others.order_by().values("round").annotate(n=Count("pk")).values("n")
        return self.annotate(before=Coalesce(Subquery(counted), 0))


class JointMeetingQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Everybody in the network knows when the rounds meet."""
        return self.filter(network_id=seat.network.pk)

    def standing(self) -> Self:
        """Those that are not cancelled."""
        return self.filter(cancelled_at=None)


class MatchingQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The coordinators' alone; the lock says the same."""
        return self if seat.scope.whole else self.none()


class PairQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own pairs once one was asked; all of them for the whole network."""
        return self if seat.scope.whole else self.of(seat)

    def of(self, seat: Seat) -> Self:
        """Those that one is in and was asked about."""
        own = Q(mentee_person__in=seat.scope.people) | Q(mentor_person__in=seat.scope.people)
        return self.filter(own, asked_at__isnull=False)

    def standing(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def with_both(self) -> Self:
        """With round, both people, their authorities and how it ended, in one question."""
        return self.select_related(
            "round",
            "end",
            "mentee_person",
            "mentor_person",
            "mentee_membership__authority",
            "mentor_membership__authority",
        )

    def with_standing(self) -> Self:
        """With round, authorities and end, how many said yes (`yeses`), and when the last did.

        Without the people: the two of a pair may not see each other's rows in the register.
        """
        said_yes = Q(answers__accepted=True)
        joined = self.select_related(
            "round", "end", "mentee_membership__authority", "mentor_membership__authority"
        )
        return joined.annotate(
            yeses=Count("answers", filter=said_yes),
            accepted_at=Max("answers__at", filter=said_yes),
        )

    def in_state(self, state: PairState) -> Self:
        """Those that have come so far."""
        open_ = Q(ended_at=None)
        both = Q(yeses=2)
        found = self.annotate(yeses=Count("answers", filter=Q(answers__accepted=True)))
        ways = {
            PairState.PROPOSED: open_ & Q(asked_at=None),
            PairState.ASKED: open_ & Q(asked_at__isnull=False, started_at=None) & ~both,
            PairState.ACCEPTED: open_ & Q(started_at=None) & both,
            PairState.RUNNING: open_ & Q(started_at__isnull=False),
            PairState.COMPLETED: Q(end__kind="completed"),
            PairState.ENDED_EARLY: Q(end__kind="early"),
            PairState.DECLINED: Q(end__kind="declined"),
            PairState.UNDONE: Q(end__kind="undone"),
        }
        return found.filter(ways[state])
