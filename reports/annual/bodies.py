"""The network's bodies in a year: their meetings that were held, and who sits in them."""

from datetime import date

from django.db.models import Count, Q

from governance.models import Body, Mandate, Meeting
from governance.rules import MeetingState
from members.querysets import covering
from network.sorting import swedish_order
from reports.annual.facts import BodyYear

HELD = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.APPROVED)


def bodies(year: int, day: date) -> list[BodyYear]:
    """Bodies that existed on some day of a year; members are authorities with a mandate on `day`.

    A written decision between meetings counts as a meeting. Three questions.
    """
    existed = Q(since__lte=date(year, 12, 31)) & (Q(until=None) | Q(until__gte=date(year, 1, 1)))
    meetings = dict(
        Meeting.objects.filter(starts__year=year, state__in=HELD)
        .order_by()
        .values_list("body_id")
        .annotate(n=Count("pk"))
    )
    members = dict(
        Mandate.objects.filter(covering(day), body__in=Body.objects.filter(existed))
        .exclude(membership=None)
        .order_by()
        .values_list("body_id")
        .annotate(n=Count("membership_id", distinct=True))
    )
    found = [
        BodyYear(body.in_words, meetings.get(body.pk, 0), members.get(body.pk, 0))
        for body in Body.objects.filter(existed)
    ]
    return sorted(found, key=lambda one: swedish_order(one.name))
