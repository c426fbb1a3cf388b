"""The line of mentees in a round whose places are all asked for: by the time of asking."""

from django.db import connection
from django.utils import timezone

from mentorship.models import Interest, MentorRound
from mentorship.rules import MENTEE, place_in_line

LAST = 2**62


def line_place(found: MentorRound, interest: Interest | None = None) -> int:
    """Which place in line a request has, or a new one would get; 0 with a place of its own."""
    if found.places is None or (interest is not None and interest.role != MENTEE):
        return 0
    at, pk = (interest.asked_at, interest.pk) if interest else (timezone.now(), LAST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.mentees_before(%s, %s, %s)", [found.pk, at, pk])
        (before,) = cursor.fetchone()
    return place_in_line(before, found.places)
