"""One's own courses: seats, places in line, what is over, and the calendar."""

from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from courses import after, words
from courses.calendar import run_calendar
from courses.models import Enrolment, Offer, Run, SeatCount, Session, Withdrawal
from courses.querysets import places_in_line
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download

EARLIER_SHOWN = 50


@policy("see_my_courses")
def my_courses(request: NetworkRequest) -> HttpResponse:
    """What one is enrolled on, where one waits, and what is over."""
    ends = Withdrawal.objects.filter(enrolment=OuterRef("pk"))
    sessions = Prefetch("run__sessions", Session.objects.order_by("starts_at"))
    rows = list(
        Enrolment.objects.of(request.seat)
        .select_related("run__course")
        .prefetch_related(sessions)
        .annotate(ended=Subquery(ends.values("kind")[:1]))
        .order_by("run__begins_at", "id")
    )
    now = timezone.now()
    coming = [row for row in rows if row.is_active and (row.run.ends_at or now) >= now]
    earlier = [row for row in reversed(rows) if row not in coming][:EARLIER_SHOWN]
    places = places_in_line([row.pk for row in coming if row.state == "waiting"])
    counts = dict(
        SeatCount.objects.filter(run__in={row.run_id for row in coming}).values_list(
            "run", "waiting"
        )
    )
    follows = after.of_enrolments([*coming, *earlier], request.seat)
    offers = {
        offer.enrolment_id: offer
        for offer in Offer.objects.open().filter(enrolment__in=[row.pk for row in coming])
    }
    return render(
        request,
        "courses/my_courses.html",
        {
            "coming": [
                _shown(
                    row,
                    words.standing(
                        row,
                        places.get(row.pk),
                        counts.get(row.run_id, 0),
                        reply_by=offers[row.pk].reply_by if row.pk in offers else None,
                    ),
                )
                | {"offer": offers.get(row.pk), "after": follows[row.pk]}
                for row in coming
            ],
            "earlier": [
                _shown(row, words.ended(row, row.ended, there=follows[row.pk]["there"]))
                | {"after": follows[row.pk]}
                for row in earlier
            ],
        },
    )


def _shown(row: Enrolment, standing: str) -> dict[str, Any]:
    return {
        "enrolment": row,
        "run": row.run,
        "standing": standing,
        "seated": row.state == Enrolment.State.ENROLLED,
        "when": words.when_of(row.run),
        "where": words.where(row.run),
    }


@policy("see_my_courses")
def run_calendar_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """The days of a run that one has a seat on, for one's own calendar."""
    run = get_object_or_404(Run.objects.seen_by(request.seat).select_related("course"), pk=pk)
    mine = get_object_or_404(Enrolment.objects.of(request.seat).seated(), run=run)
    person = get_object_or_404(Person.objects.seen_by(request.seat), pk=mine.person_id)
    sessions = list(run.sessions.all())
    content = run_calendar(
        run,
        sessions,
        title=run.course.title,
        method="REQUEST",
        enrolment_id=mine.pk,
        guest=person,
        organiser=request.network,
    )
    return download(run.course.title, content.encode(), "ics")
