"""Named reads of procurements and suppliers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import DateField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from courses.procurements.purchasing import BuyingForm, BuyingState
from network.seat import Seat
from network.sought import holding


class SupplierQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who read the procurements."""
        return self.all() if seat.may("see_procurements") else self.none()

    def active(self, day: date) -> Self:
        """Those that new contracts may be made with."""
        return self.filter(Q(ended=None) | Q(ended__gt=day))


class ProcurementQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All for those who read the procurements; else contracts that one may call off from."""
        if seat.may("see_procurements") or seat.scope.system:
            return self.all()
        return self.called_off_by(seat.scope.memberships)

    def called_off_by(self, memberships: Any) -> Self:
        """Those that one of the members may call off from."""
        rights = self.model._meta.get_field("rights").related_model.objects
        return self.filter(pk__in=rights.filter(membership__in=memberships).values("procurement"))

    def for_candidate(self, candidate: Any, parts: Iterable[Any] = ()) -> Self:
        """Those that are for a candidate, for parts of it, or for the course that they became."""
        purposes = self.model._meta.get_field("purposes").related_model.objects
        family = [candidate, *parts]
        about = Q(candidate__in=[one.pk for one in family])
        if courses := [one.course_id for one in family if one.course_id]:
            about |= Q(course__in=courses)
        return self.filter(pk__in=purposes.filter(about).values("procurement"))

    def matching(self, words: str) -> Self:
        """Those whose title, number, framework or supplier hold the words."""
        columns = ("title", "registry_number", "framework_name", "supplier__name")
        return holding(self, words, *columns)

    def with_facts(self) -> Self:
        """With buyer, kind, supplier and options."""
        return self.select_related("buyer__authority", "same_kind", "supplier").prefetch_related(
            "options"
        )

    def with_last_day(self) -> Self:
        """With `holds_until`: the contract's last day with the options that were used."""
        options = self.model._meta.get_field("options").related_model.objects
        used = (
            options.filter(procurement=OuterRef("pk"), used_on__isnull=False)
            .values("procurement")
            .annotate(last=Max("until"))
            .values("last")
        )
        return self.annotate(holds_until=Greatest("ends", Subquery(used, output_field=DateField())))

    def contracted(self) -> Self:
        """Those with a contract that nobody has ended."""
        return self.filter(state=BuyingState.CONTRACTED)

    def direct_awards(self, buyer: int, kind: int, year: int) -> Self:
        """The direct awards that are summed: of one buyer, of the same kind, of one year."""
        return self.filter(
            form=BuyingForm.DIRECT, buyer=buyer, same_kind=kind, starts__year=year
        ).exclude(state=BuyingState.STOPPED)
