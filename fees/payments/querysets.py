"""Named reads of payments and bank files."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth

from fees.audiences import ForKeepers
from network.seat import Seat


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
        found = self
        for word in words.split():
            asked = (
                Q(reference__icontains=word)
                | Q(payer_name__icontains=word)
                | Q(payer_account__icontains=word)
                | Q(message__icontains=word)
                | Q(key__icontains=word)
                | Q(allocations__invoice__code__icontains=word)
            )
            amount = word.replace(",", ".")
            if amount.replace(".", "", 1).isdecimal() and len(amount) < 12:
                asked |= Q(amount=amount)
            found = found.filter(asked)
        return found.distinct()

    def sums(self) -> dict[str, Any]:
        """How many, what they add up to, and how much of it is not placed."""
        return self.aggregate(
            count=Count("pk"),
            total=Sum("amount"),
            left=Sum("left", filter=Q(set_aside=False)),
        )

    def by_month(self, since: date) -> dict[date, Any]:
        """What came in since a day, summed by the first day of its month."""
        rows = self.filter(day__gte=since).annotate(month=TruncMonth("day"))
        return dict(rows.values_list("month").annotate(Sum("amount")).order_by("month"))
