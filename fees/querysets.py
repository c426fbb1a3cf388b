"""Named reads of fees, charges and invoices."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from members.querysets import DatedQuerySet
from network.seat import Seat


class FeeModelQuerySet(DatedQuerySet):
    def adopted(self) -> Self:
        """Those that are decided, and bill."""
        return self.filter(adopted=True)

    def proposals(self) -> Self:
        """Those that are reckoned on and not decided."""
        return self.filter(adopted=False)

    def seen_by(self, seat: Seat) -> Self:
        """The models that bill are known to every member; proposals to those who keep them."""
        if seat.scope.whole or seat.scope.money or seat.scope.reports:
            return self.all()
        return self.filter(adopted=True)

    def with_use(self) -> Self:
        """With how many charges it priced, and until which day they reach."""
        return self.annotate(charged=Count("charges"), charged_until=Max("charges__period_until"))


class IssuerQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """Every issuer for those who keep, follow or audit the network's money."""
        sees = seat.scope.whole or seat.scope.money or seat.scope.reports
        return self.all() if sees else self.none()


class VatRuleQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """Every VAT rule for those who keep, follow or audit the network's money."""
        sees = seat.scope.whole or seat.scope.money or seat.scope.reports
        return self.all() if sees else self.none()


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

    def charged_until(self, day: date | None) -> Self:
        """Those laid no later than a day; None: all of them."""
        if day is None:
            return self
        midnight = datetime.combine(
            day + timedelta(days=1), time(), timezone.get_current_timezone()
        )
        return self.filter(created_at__lt=midnight)

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

    def in_preparation(self) -> Self:
        """Those whose list may still change."""
        return self.filter(approved_at=None, cancelled_at=None)

    def with_sums(self) -> Self:
        """With how many invoices it has issued, and their sum."""
        return self.annotate(issued=Count("invoices", distinct=True), sum=Sum("invoices__total"))


class ExclusionQuerySet(models.QuerySet[Any]):
    def holding(self) -> Self:
        """Those that are not undone."""
        return self.filter(undone_at=None)


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


class CorrectionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep or follow the network's money."""
        return self.all() if seat.scope.whole or seat.scope.money else self.none()

    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(state="waiting")

    def for_another_than(self, user_id: int) -> Self:
        """Those that wait for a second pair of eyes, and not that one's."""
        return self.waiting().exclude(asked_by=user_id)


class PaymentQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep or follow the network's money."""
        return self.all() if seat.scope.whole or seat.scope.money else self.none()

    def unplaced(self) -> Self:
        """Payments of which something is not set against any invoice."""
        return self.exclude(left=0).filter(set_aside=False)


class BudgetQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The budget, for those who keep, follow or audit the network's money."""
        sees = seat.scope.whole or seat.scope.money or seat.scope.reports
        return self.all() if sees else self.none()


class RespiteQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Those that keep reminders back on a day."""
        return self.filter(ended_on=None, until__gte=day)

    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep or follow the network's money."""
        return self.all() if seat.scope.whole or seat.scope.money else self.none()
