"""Courses among what somebody could move on to: runs that are open for enrolment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.models import Approval, Enrolment, Run
from courses.rules import RunState
from network.openings import Mine, Provider, Wish, columns, declare
from network.seat import Seat
from network.sought import holding


def _title() -> Any:
    """The course's title in the reader's language, the Swedish one where it has no other."""
    if get_language() != "en":
        return F("course__title_sv")
    return Coalesce(NullIf("course__title_en", Value("")), "course__title_sv")


def _rows(seat: Seat, wish: Wish) -> QuerySet[Any, Any]:
    runs = Run.objects.seen_by(seat).filter(state=RunState.OPEN, begins_at__date__gte=wish.today)
    runs = runs.filter(Q(closes_at=None) | Q(closes_at__date__gte=wish.today))
    if wish.since:
        runs = runs.filter(begins_at__date__gte=wish.since)
    if wish.place:
        runs = runs.filter(Q(town__icontains=wish.place) | Q(place__icontains=wish.place))
    found = holding(
        runs,
        wish.words,
        *("course__title_sv", "course__title_en", "town", "place", "host__authority__name"),
    )
    return columns(
        found,
        "course",
        title=_title(),
        by=Coalesce("host__authority__short_name", Value("")),
        place=F("town"),
        starts=TruncDate("begins_at"),
        ends=TruncDate("ends_at"),
        answer_by=TruncDate(Coalesce("closes_at", "begins_at")),
    )


def _mine(seat: Seat, runs: Iterable[int]) -> Mapping[int, Mine]:
    yes = Approval.objects.filter(
        enrolment=OuterRef("pk"), kind=Approval.Kind.MANAGER, state=Approval.State.YES
    )
    own = Enrolment.objects.of(seat).active().filter(run__in=list(runs))
    return {
        row.run_id: Mine(_("Your manager has agreed"), good=True)
        if row.agreed
        else Mine(str(row.get_state_display()).capitalize())
        for row in own.annotate(agreed=Exists(yes))
    }


declare(
    "course",
    Provider(gettext_lazy("course"), _rows, lambda pk: reverse("run", args=[pk]), _mine),
)
