"""Named reads of fees, charges and invoices."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from members.querysets import DatedQuerySet
from network.seat import Seat


class FeeModelQuerySet(DatedQuerySet):
    def adopted(self) -> Self:
        """Those that are decided, and bill."""
        return self.filter(adopted=True)

    def proposals(self) -> Self:
        """Those that are reckoned on and not decided."""
        return self.filter(adopted=False)


class ChargeQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Charges that stand on no invoice yet."""
        return self.filter(invoice=None)

    def unclaimed(self) -> Self:
        """Charges that no invoice run has taken."""
        return self.filter(run=None, invoice=None)

    def billable(self, day: date) -> Self:
        """Charges that a run may take on a day."""
        return self.unclaimed().filter(Q(not_before=None) | Q(not_before__lte=day))

    def seen_by(self, seat: Seat) -> Self:
        """All of them for the network's money and coordination; one's own authority's else."""
        if seat.scope.whole or seat.scope.money or seat.scope.reports or seat.scope.system:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)

    def matching(self, words: str) -> Self:
        """Those whose text, note or payer hold the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(text__icontains=word)
                | Q(note__icontains=word)
                | Q(membership__authority__name__icontains=word)
            )
        return found


class InvoiceRunQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Every run for those who keep or follow the network's money."""
        return self if seat.scope.whole or seat.scope.money else self.none()

    def with_sums(self) -> Self:
        """With how many invoices it has issued, and their sum."""
        return self.annotate(issued=Count("invoices", distinct=True), sum=Sum("invoices__total"))


class InvoiceQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for the network's money and coordination; one's own authority's else."""
        if seat.scope.whole or seat.scope.money or seat.scope.reports:
            return self.all()
        return self.filter(membership__in=seat.scope.memberships)

    def owed(self) -> Self:
        """Invoices on which something is left to pay."""
        return self.filter(is_credit=False, balance__gt=0)

    def overdue(self, day: date) -> Self:
        """Invoices that should have been paid before a day."""
        return self.owed().filter(due__lt=day)

    def matching(self, words: str) -> Self:
        """Those whose number, payment reference, buyer or reference hold the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(code__icontains=word)
                | Q(payment_reference__icontains=word)
                | Q(buyer_name__icontains=word)
                | Q(buyer_reference__icontains=word)
            )
        return found

    def sums(self) -> dict[str, Any]:
        """How many, and what they add up to."""
        return self.aggregate(count=Count("pk"), net=Sum("net"), vat=Sum("vat"), total=Sum("total"))

    def by_month(self, since: date) -> dict[date, Any]:
        """What was invoiced since a day, less what was credited, by the first of its month."""
        rows = self.filter(day__gte=since).annotate(month=TruncMonth("day"))
        return dict(rows.values_list("month").annotate(Sum("total")).order_by("month"))
