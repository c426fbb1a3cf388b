"""The recurring work of meetings.

Whose seat it is now, who has not answered, what was put off, and which actions are due.
"""

from datetime import date, timedelta

from celery import shared_task
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from governance.actions.agenda import bring_back
from governance.meetings import emails
from governance.meetings.seats import follow_seats
from governance.models import ActionPoint, AgendaItem, Meeting, NoticeAnswer, Resolution
from governance.rules import MeetingState, Outcome
from network import scope
from network.actions.errand import send_each

REMIND_BEFORE = timedelta(days=3)
AGAIN = timedelta(days=14)


@shared_task(name="governance.look_after_meetings")
def look_after_meetings() -> None:
    """Each hour, network by network: follow the seats, remind, open anew what was put off."""
    for network in scope.each_network():
        today = timezone.localdate()
        with scope.enter_system(network):
            follow_seats()
            remind_of_notices(today)
            open_what_was_put_off()
            remind_of_actions(today)


def remind_of_notices(today: date) -> int:
    """Ask again, once, who has not answered three days before; gives how many."""
    rows = NoticeAnswer.objects.filter(
        coming="",
        meeting__state=MeetingState.CALLED,
        meeting__starts__date__gt=today,
        meeting__starts__date__lte=today + REMIND_BEFORE,
        asked_at__date__lt=today,
    ).select_related("meeting__body", "meeting__network", "person__user")
    found = list(rows)
    for row in found:
        emails.notice(row, "again", key="again")
    return len(found)


def open_what_was_put_off() -> int:
    """Items that a closed meeting put off come back to the body's open ones."""
    put_off = Resolution.objects.filter(
        ~Exists(AgendaItem.objects.filter(follows=OuterRef("item"))),
        outcome=Outcome.DEFERRED,
        meeting__state__in=[MeetingState.CLOSED, MeetingState.APPROVED],
    ).values("meeting")
    return sum(bring_back(meeting) for meeting in Meeting.objects.filter(pk__in=put_off))


def remind_of_actions(today: date) -> int:
    """Write of each action some days before it is due, the day after, and then each fortnight."""
    rows = ActionPoint.objects.filter(
        done_at=None, dropped_at=None, person__isnull=False, due__isnull=False
    )
    soon = rows.filter(due__gte=today, due__lte=today + REMIND_BEFORE, reminded_on=None)
    late = rows.filter(due__lt=today).filter(Q(reminded_on=None) | Q(reminded_on__lt=today - AGAIN))
    late_first = rows.filter(due=today - timedelta(days=1)).exclude(reminded_on=today)
    told = {row.pk: "before" for row in soon} | {row.pk: "after" for row in late | late_first}
    ActionPoint.objects.filter(pk__in=told).update(reminded_on=today)
    send_each(
        "governance.tell_action",
        {
            f"{pk}:{what}:{today.isoformat()}": {"action_id": pk, "what": what}
            for pk, what in told.items()
        },
    )
    return len(told)
