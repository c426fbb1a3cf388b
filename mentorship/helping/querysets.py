"""Named reads of the questions that would help, and of the exceptions from rules."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class HelpQuestionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for the coordinators, one's own for the others; the lock says the same."""
        return self if seat.scope.whole else self.of(seat)

    def of(self, seat: Seat) -> Self:
        """Those that one is asked oneself."""
        return self.filter(person__in=seat.scope.people)

    def waiting(self) -> Self:
        """Those that are neither answered nor taken back."""
        return self.filter(answered_at=None, taken_back_at=None)

    def with_all(self) -> Self:
        """With round, mentee and who is asked, in one question."""
        return self.select_related("round", "mentee__person", "person", "asked")


class RuleExceptionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The coordinators' alone; the report tells the others what was excepted and why."""
        return self if seat.scope.whole else self.none()

    def standing(self) -> Self:
        """Those that are not taken back."""
        return self.filter(taken_back_at=None)

    def with_all(self) -> Self:
        """With round and person, in one question."""
        return self.select_related("round", "interest__person")
