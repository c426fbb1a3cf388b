"""Named reads of payments and bank files."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q, Sum

from fees.audiences import ForKeepers
from fees.querysets import by_month
from network.seat import Seat
from network.sought import holding


def _of_amount(word: str) -> Q:
    """Payments of exactly the sum that a word writes, if it writes one."""
    amount = word.replace(",", ".")
    is_sum = amount.replace(".", "", 1).isdecimal() and len(amount) < 12
    return Q(amount=amount) if is_sum else Q()


class PaymentFileQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them, without their bytes, for those who keep or follow the network's money."""
        if not (seat.scope.whole or seat.scope.money):
            return self.none()
        return self.defer("content")

    def with_sums(self) -> Self:
        """With how many payments it brought, their sum, and how much of it is not placed."""
        unplaced = Q(payments__left__gt=0, payments__set_aside=False)
        return self.annotate(
            count=Count("payments"),
            total=Sum("payments__amount"),
            to_look_at=Count("payments", filter=unplaced),
        )


class PaymentQuerySet(ForKeepers):
    def unplaced(self) -> Self:
        """Payments of which something is not set against any invoice."""
        return self.exclude(left=0).filter(set_aside=False)

    def placed(self) -> Self:
        """Payments that invoices have taken all of."""
        return self.filter(left=0)

    def partly(self) -> Self:
        """Payments that invoices have taken something of, and not all."""
        return self.unplaced().exclude(left=F("amount"))

    def matching(self, words: str) -> Self:
        """Those whose reference, payer, message, key or amount hold the words."""
        said = ("reference", "payer_name", "payer_account", "message", "key")
        columns = (*said, "allocations__invoice__code")
        return holding(self, words, *columns, also=_of_amount).distinct()

    def sums(self) -> dict[str, Any]:
        """How many, what they add up to, and how much of it is not placed."""
        return self.aggregate(
            count=Count("pk"),
            total=Sum("amount"),
            left=Sum("left", filter=Q(set_aside=False)),
        )

    def by_month(self, since: date) -> dict[date, Decimal]:
        """What came in since a day, summed by the first day of its month."""
        return by_month(self, "amount", since)
