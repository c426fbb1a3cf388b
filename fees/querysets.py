"""Named reads of fees, charges and invoices."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, Sum, When, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils import timezone

from fees.audiences import ForKeepers, ForPayers
from members.querysets import DatedQuerySet
from network.seat import Seat
from network.sought import holding


def by_month(rows: models.QuerySet[Any], amount: str, since: date) -> dict[date, Decimal]:
    """What dated rows add up to since a day, by the first day of the month."""
    monthly = rows.filter(day__gte=since).order_by().values(month=TruncMonth("day"))
    return dict(monthly.annotate(sum=Sum(amount)).values_list("month", "sum"))


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


class DatedRuleQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """Issuers and VAT rules, for those who keep, follow or audit the network's money."""
        sees = seat.scope.whole or seat.scope.money or seat.scope.reports
        return self.all() if sees else self.none()


class IssuerQuerySet(DatedRuleQuerySet):
    def of_lender(self, membership_id: int, day: date) -> Self:
        """How the portal bills the staff loans of a lender on a day; none where it does not."""
        return self.on(day).filter(kind="staff_loan", membership=membership_id)


class ChargeQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Charges that stand on no invoice yet, and are to."""
        return self.filter(invoice=None, settled_in=None)

    def unclaimed(self) -> Self:
        """Charges that no invoice run has taken or settled."""
        return self.filter(run=None, invoice=None, settled_in=None)

    def inside(self) -> Self:
        """Charges of a host that sends itself no invoice, settled inside it."""
        return self.exclude(settled_in=None)

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
        """All of them for the network's money and coordination; else what one's own authority
        pays, or sells as a lender of staff."""
        if seat.scope.whole or seat.scope.money or seat.scope.reports or seat.scope.system:
            return self.all()
        own = seat.scope.memberships
        return self.filter(Q(membership__in=own) | Q(seller__in=own))

    def with_credited(self) -> Self:
        """With what credit notes took back of each, below zero, or nothing."""
        return self.annotate(credited=Sum("lines__credits__net"))

    def _among(self, **clauses: Any) -> Self:
        """Each once, however many of the other table's rows there are."""
        return self.filter(pk__in=self.model.objects.filter(**clauses).values("pk"))

    def standing(self, where: str) -> Self:
        """Those that stand somewhere: waiting, taken, invoiced, inside or credited; else all."""
        if where == "waiting":
            return self.unclaimed()
        if where == "taken":
            return self.filter(invoice=None).exclude(run=None)
        if where == "invoiced":
            return self.exclude(invoice=None)
        if where == "inside":
            return self.inside()
        if where == "credited":
            return self._among(lines__credits__isnull=False)
        return self.all()

    def matching(self, words: str) -> Self:
        """Those whose text, note or payer hold the words."""
        return holding(self, words, "text", "note", "membership__authority__name")


class InvoiceRunQuerySet(ForKeepers):
    def in_preparation(self) -> Self:
        """Those whose list may still change."""
        return self.filter(approved_at=None, cancelled_at=None)

    def with_sums(self) -> Self:
        """With how many invoices it has issued, their sum, and which run of its kind it is."""
        return self.annotate(
            issued=Count("invoices", distinct=True),
            sum=Sum("invoices__total"),
            place=Window(
                RowNumber(), partition_by=["kind", "year"], order_by=["prepared_at", "pk"]
            ),
        )

    def newest_first(self) -> Self:
        """The latest prepared first; sums take the order of the model away."""
        return self.order_by("-prepared_at", "-pk")


class ExclusionQuerySet(models.QuerySet[Any]):
    def holding(self) -> Self:
        """Those that are not undone."""
        return self.filter(undone_at=None)


class InvoiceQuerySet(ForPayers):
    def owed(self) -> Self:
        """Invoices on which something is left to pay."""
        return self.filter(is_credit=False, balance__gt=0)

    def _among(self, **clauses: Any) -> Self:
        """Each once, however many of the other table's rows there are."""
        return self.filter(pk__in=self.model.objects.filter(**clauses).values("pk"))

    def in_state(self, where: str, day: date) -> Self:
        """Those that are open, overdue, paid in part, paid, credited or written off; else all.

        A credit note is open while something is left to give back.
        """
        if where == "open":
            return self.exclude(balance=0)
        if where == "overdue":
            return self.overdue(day)
        if where == "part_paid":
            return self.filter(state="part_paid")
        if where == "credited":
            return self._among(credits__isnull=False)
        if where == "written_off":
            return self._among(allocations__kind="write_off", allocations__undoes=None)
        return self.filter(state="paid") if where == "paid" else self

    def overdue(self, day: date) -> Self:
        """Invoices that should have been paid before a day."""
        return self.owed().filter(due__lt=day)

    def matching(self, words: str) -> Self:
        """Those whose number, payment reference, buyer or reference hold the words."""
        columns = ("code", "payment_reference", "buyer_name", "buyer_reference")
        return holding(self, words, *columns)

    def sums(self) -> dict[str, Any]:
        """How many, and what they add up to."""
        return self.aggregate(
            count=Count("pk"),
            net=Sum("net"),
            vat=Sum("vat"),
            total=Sum("total"),
            open=Sum("balance", filter=Q(is_credit=False)),
            back=Sum("balance", filter=Q(is_credit=True)),
        )

    def by_month(self, since: date) -> dict[date, Decimal]:
        """What was invoiced since a day, less what was credited, by the first of its month."""
        return by_month(self, "total", since)


class CorrectionQuerySet(ForKeepers):
    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(state="waiting")

    def waiting_first(self) -> Self:
        """Those that wait, then the others, newest first."""
        return self.order_by(Case(When(state="waiting", then=0), default=1), "-asked_at", "-pk")

    def for_another_than(self, user_id: int) -> Self:
        """Those that wait for a second pair of eyes, and not that one's."""
        return self.waiting().exclude(asked_by=user_id)


class RespiteQuerySet(ForKeepers):
    def on(self, day: date) -> Self:
        """Those that keep reminders back on a day."""
        return self.filter(ended_on=None, until__gte=day)


class DispatchQuerySet(ForPayers):
    def to_carry(self, now: datetime) -> Self:
        """Those that the portal itself hands over, and whose turn it is."""
        return self.filter(
            state__in=["waiting", "sending"], channel__in=["folder", "mail"], due_at__lte=now
        )

    def to_download(self) -> Self:
        """Those that wait for the economist to take them out."""
        return self.filter(state="waiting", channel="download")

    def to_look_at(self) -> Self:
        """Those that were rejected or failed, and that nobody has sent again or credited."""
        newer = self.model._base_manager.filter(
            network=OuterRef("network"),
            invoice=OuterRef("invoice"),
            attempt__gt=OuterRef("attempt"),
        )
        return self.filter(~Exists(newer), ~Q(invoice__balance=0), state__in=["rejected", "failed"])

    def left(self) -> Self:
        """Those that are with the access point or the buyer, or were."""
        return self.filter(state__in=["sending", "sent", "received", "rejected"])


class HostQuerySet(DatedQuerySet):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep or follow the network's money."""
        return self.all() if seat.scope.whole or seat.scope.money else self.none()


class AccountRuleQuerySet(HostQuerySet):
    def examples(self) -> Self:
        """Rows that were read in to begin with, and that nobody has looked at."""
        return self.filter(example=True)
