"""The room's front: the network's bodies by kind, with next meetings and vacancies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from governance.bodies.forms import BodyFilter
from governance.models import Body, Guest, Holder, Mandate, Meeting
from governance.places import Places
from governance.rules import MeetingKind, Rank
from members.querysets import covering
from network.sorting import swedish_key


@dataclass(frozen=True)
class Row:
    """A body in the list, and whether it is one's own."""

    body: Body
    seats: int
    vacant: int
    next_at: datetime | None
    sits: bool
    reads: bool


def rows_of(asked: BodyFilter, seen: QuerySet[Any], today: date) -> QuerySet[Any]:
    """The bodies that fit, with `seats`, `vacant` and `next_at`, by kind and name."""
    rows: Any = seen.named_like(asked.asked("q"))  # type: ignore[attr-defined]
    rows = rows.filter(until__lt=today) if asked.asked("ended") else rows.exclude(until__lt=today)
    if asked.asked("kind"):
        rows = rows.filter(kind=asked.asked("kind"))
    rows = with_counts(rows, today)
    if asked.asked("vacant"):
        rows = rows.filter(vacant__gt=0)
    ordered: QuerySet[Any] = rows.order_by("kind_id", swedish_key("name"), "pk")
    return ordered.select_related("kind")


def with_counts(rows: Any, today: date) -> Any:
    """With `seats` and `vacant` of a day, and the next meeting that the reader may see."""
    held = Holder.objects.filter(covering(today), mandate=OuterRef("pk"), rank=Rank.MEMBER)
    mandates = Mandate.objects.filter(covering(today), body=OuterRef("pk")).order_by()
    counted = mandates.annotate(vacant=~Exists(held)).values("body")
    meetings = Meeting.objects.to_come().filter(
        body=OuterRef("pk"), kind=MeetingKind.MEETING, ends__gte=_midnight(today)
    )
    return rows.annotate(
        seats=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0),
        vacant=Coalesce(
            Subquery(counted.annotate(n=Count("pk", filter=Q(vacant=True))).values("n")), 0
        ),
        next_at=Subquery(meetings.order_by("starts").values("starts")[:1]),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def drawn(rows: Iterable[Body], places: Places) -> list[Row]:
    """The bodies of a page as their list shows them."""
    return [
        Row(
            body,
            body.seats,  # type: ignore[attr-defined]
            body.vacant,  # type: ignore[attr-defined]
            body.next_at,  # type: ignore[attr-defined]
            body.pk in places.sits,
            body.pk in places.reads,
        )
        for body in rows
    ]


def guest_in(people: Iterable[int], today: date) -> set[int]:
    """The bodies that somebody is a standing guest of."""
    found = Guest.objects.on(today).filter(person__in=people)
    return set(found.values_list("body", flat=True))
