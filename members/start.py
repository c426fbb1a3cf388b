"""What the members' room tells the start page and the search."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import HeadCount, HeadCountRound, Membership, Person
from network.seat import Seat
from network.start import Found, RoomCard, ToDo
from network.wording import number

SHOWN = 8
DUE = (1, 31)  # the day by which the year's head count is asked for


def todos(seat: Seat) -> list[ToDo]:
    """Head counts to declare for one's authorities; for the coordinator those that are silent."""
    return _to_declare(seat) + _to_oversee(seat)


def _to_declare(seat: Seat) -> list[ToDo]:
    """The authorities one answers for without a figure for the open round, or this year."""
    if not seat.scope.memberships or "local_coordinator" not in seat.roles:
        return []
    today = timezone.localdate()
    asked = HeadCountRound.objects.open().first()
    last_day = asked.day if asked else date(today.year - 1, 12, 31)
    declared = HeadCount.objects.filter(day__gte=last_day).values("membership")
    waiting = (
        Membership.objects.on(today)
        .filter(pk__in=seat.scope.memberships)
        .exclude(pk__in=declared)
        .select_related("authority")
    )
    return [
        ToDo(
            what=_("Declare how many employees %(name)s has") % {"name": member.short_name},
            why=_("The number decides the membership fee."),
            button=_("Declare head count"),
            url=reverse("head_count_new", args=[member.pk]),
            due=asked.deadline if asked else date(today.year, *DUE),
        )
        for member in waiting
    ]


def _to_oversee(seat: Seat) -> list[ToDo]:
    """Rounds that wait to be opened, to be answered, or to be closed."""
    if not seat.may("keep_head_count_rounds"):
        return []
    counted = HeadCount.objects.filter(
        membership=OuterRef("requests__membership"), day=OuterRef("day")
    )
    rounds = HeadCountRound.objects.filter(closed_at=None).annotate(
        missing=Count("requests", filter=~Exists(counted))
    )
    return [_overseen(one) for one in rounds]


def _overseen(one: Any) -> ToDo:
    url = reverse("head_count_round", args=[one.pk])
    if one.opened_at is None:
        return ToDo(
            what=_("Ask the members for the head counts %(year)s") % {"year": one.year},
            why=_("It is prepared, and nobody has been asked yet."),
            button=_("Look through"),
            url=url,
        )
    if not one.missing:
        return ToDo(
            what=_("Close the head counts %(year)s") % {"year": one.year},
            why=_("Everybody has answered."),
            button=_("Look through"),
            url=url,
        )
    words = ngettext(
        "%(n)s member has not declared its head count",
        "%(n)s members have not declared their head counts",
        one.missing,
    )
    return ToDo(
        what=words % {"n": one.missing},
        why=_("The fees of %(year)s are computed from them.") % {"year": one.year},
        button=_("See which"),
        url=url,
        due=one.deadline,
    )


def cards(seat: Seat) -> list[RoomCard]:
    """How many members there are, and how many a year ago."""
    if not (seat.scope.whole or seat.scope.reports):
        return []
    today = timezone.localdate()
    now = Membership.objects.on(today).count()
    before = Membership.objects.on(today - timedelta(days=365)).count()
    return [
        RoomCard(
            title=_("Members"),
            figure=number(now),
            what=_("authorities in the network"),
            was=_("%(count)s a year ago") % {"count": number(before)},
            url=reverse("members"),
        )
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Members and people whose names hold the words."""
    members = Membership.objects.seen_by(seat).named_like(words).select_related("authority")
    hits = [
        Found(
            kind=_("Member"),
            title=member.name,
            detail=str(member.authority.get_kind_display()),
            url=reverse("member", args=[member.pk]),
        )
        for member in members.order_by("authority__name")[:SHOWN]
    ]
    if not seat.may("see_people"):
        return hits
    people = Person.objects.kept_by(seat).named_like(words).select_related("membership__authority")
    return hits + [
        Found(
            kind=_("Person"),
            title=person.name,
            detail=f"{person.title}, {person.membership.short_name}".strip(", "),
            url=reverse("person", args=[person.pk]),
        )
        for person in people.order_by("name")[:SHOWN]
    ]
