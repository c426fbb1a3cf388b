"""What the courses move at a hand-over: lists of names and the calendar address."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.actions.names_job import JOB
from courses.models import CalendarAddress, NameList
from members.receivers import answered_for_by
from network.handing import Hand, Part, declare, leave


def _lists(hand: Hand) -> Any:
    """Lists of names that were brought for the network, not for their own authority."""
    rows = NameList.objects.filter(user_id=hand.user_id).select_related("run__course")
    return rows.exclude(membership__in=answered_for_by(hand.person_id))


def _own_lists(hand: Hand) -> Callable[[Mapping[str, Any]], bool]:
    own = NameList.objects.filter(
        user_id=hand.user_id, membership__in=answered_for_by(hand.person_id)
    )
    lists = set(own.values_list("pk", flat=True))
    return lambda facts: facts.get("names") in lists


def _addresses(hand: Hand) -> Any:
    kind = CalendarAddress.Kind.NETWORK
    return CalendarAddress.objects.filter(person=hand.person_id, kind=kind, ended_at=None)


def _move_lists(giver: Hand, receiver: Hand, on: date) -> None:
    moving = list(_lists(giver).values_list("pk", flat=True))
    NameList.objects.filter(pk__in=moving).update(user_id=receiver.user_id)


def _end_addresses(giver: Hand, receiver: Hand, on: date) -> None:
    _addresses(giver).update(ended_at=timezone.now())


declare(
    "name_lists",
    Part(_("Lists of names"), lambda hand: [str(row.run) for row in _lists(hand)], _move_lists),
)
declare(
    "course_calendar",
    Part(
        _("Calendar address of all course days"),
        lambda hand: [str(row.get_kind_display()) for row in _addresses(hand)],
        _end_addresses,
        closed=True,
    ),
)
leave(JOB, _own_lists)
