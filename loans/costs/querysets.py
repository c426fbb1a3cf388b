"""Named reads of cost statements."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from loans.costs.rules import StatementState
from network.seat import Seat
from network.sought import holding

STATES: dict[str, Q] = {
    StatementState.DRAFT: Q(sent_at=None),
    StatementState.SENT: Q(sent_at__isnull=False, approved_at=None, returned_at=None),
    StatementState.RETURNED: Q(returned_at__isnull=False),
    StatementState.APPROVED: Q(approved_at__isnull=False),
}


ORDERS = {"days": "since", "name": "loan__name", "net": "net", "sent": "sent_at"}


class StatementQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The lender's own; what was sent, for the borrower's HR and the economist as well."""
        own = seat.scope.memberships
        sent = Q(sent_at__isnull=False)
        if seat.scope.money:
            return self.filter(sent | Q(loan__lender__in=own))
        return self.filter(Q(loan__lender__in=own) | (sent & Q(loan__borrower__in=own)))

    def in_state(self, state: str) -> Self:
        """Those that have come so far; any other word: all of them."""
        return self.filter(STATES[state]) if state in STATES else self.all()

    def stated(self) -> Self:
        """Those whose days count as stated: all but what was sent back."""
        return self.filter(returned_at=None)

    def lent_by(self, memberships: Iterable[int]) -> Self:
        """Those of some lenders."""
        return self.filter(loan__lender__in=memberships)

    def borrowed_by(self, memberships: Iterable[int]) -> Self:
        """Those that some borrowers have to look at."""
        return self.filter(loan__borrower__in=memberships)

    def matching(self, words: str) -> Self:
        """Those of a person or a party that holds each of the words."""
        return holding(
            self,
            words,
            "loan__name",
            "loan__lender__authority__name",
            "loan__lender__authority__short_name",
            "loan__borrower__authority__name",
            "loan__borrower__authority__short_name",
            "loan__borrower_party__name",
        )

    def in_order(self, asked: str) -> Self:
        """By the column that was asked for; the newest days first otherwise."""
        key = ORDERS.get(asked.removeprefix("-"))
        if key is None:
            return self.order_by("-since", "-pk")
        order = F(key).desc(nulls_last=True) if asked.startswith("-") else F(key).asc()
        return self.order_by(order, "pk")

    def with_parties(self) -> Self:
        """With the loan and both of its parties, in one question."""
        return self.select_related(
            "loan__lender__authority",
            "loan__borrower__authority",
            "loan__lender_party",
            "loan__borrower_party",
        )
