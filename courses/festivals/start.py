"""What of the festival and the lookouts waits for whom, for the start page."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.festivals.rules import COUNTED, FestivalState, ItemState
from courses.models import Festival, FestivalItem, LookoutTurn
from network.seat import Seat
from network.start import ToDo

ASKED_AHEAD = timedelta(weeks=10)


def festival_todos(seat: Seat) -> list[ToDo]:
    """Items to propose, to change and to answer, and meetings to host."""
    if seat.may("keep_festivals"):
        return _to_answer()
    if not seat.scope.memberships:
        return _sent_back(seat)
    return _to_propose(seat) + _sent_back(seat) + _to_host(seat)


def _to_answer() -> list[ToDo]:
    waiting = (
        FestivalItem.objects.filter(state=ItemState.SENT)
        .values("festival")
        .annotate(n=Count("pk"))
        .values_list("festival", "n")
    )
    return [
        ToDo(
            ngettext(
                "%(n)s festival item waits for your answer",
                "%(n)s festival items wait for your answer",
                n,
            )
            % {"n": n},
            _("The authorities want to know before they plan further."),
            _("Answer"),
            reverse("festival_items", args=[festival]) + "?state=sent",
        )
        for festival, n in waiting
    ]


def _to_propose(seat: Seat) -> list[ToDo]:
    today = timezone.localdate()
    own = Q(items__membership__in=seat.scope.memberships, items__state__in=COUNTED)
    calls = Festival.objects.filter(
        state=FestivalState.CALL, call_opens__lte=today, call_closes__gte=today
    ).annotate(n=Count("items", filter=own))
    return [
        ToDo(
            _("Propose what you show in %(festival)s") % {"festival": festival.name},
            _("The theme is %(theme)s.") % {"theme": festival.theme},
            _("Propose an item"),
            reverse("festival_item_new", args=[festival.pk]),
            festival.call_closes,
        )
        for festival in calls
        if festival.n == 0
    ]


def _sent_back(seat: Seat) -> list[ToDo]:
    items = FestivalItem.objects.filter(
        Q(person__in=seat.scope.people) | Q(membership__in=seat.scope.memberships),
        state=ItemState.CHANGE_ASKED,
    ).select_related("festival")
    return [
        ToDo(
            _("Change %(item)s") % {"item": item.title},
            _("The coordinator has sent it back."),
            _("Change"),
            reverse("festival_item_change", args=[item.pk]),
            item.festival.first_day,
        )
        for item in items
    ]


def _to_host(seat: Seat) -> list[ToDo]:
    today = timezone.localdate()
    turns = LookoutTurn.objects.filter(
        membership__in=seat.scope.memberships,
        filled=0,
        day__gte=today,
        day__lte=today + ASKED_AHEAD,
        series__ended=False,
    ).select_related("series")
    return [
        ToDo(
            _("You host %(series)s on %(day)s")
            % {"series": turn.series.name, "day": date_format(turn.day, "j F")},
            _("Nobody knows yet what it is about."),
            _("Say what it is about"),
            reverse("lookout_turn", args=[turn.pk]),
            turn.day,
        )
        for turn in turns
    ]
