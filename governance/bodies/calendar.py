"""A body's meetings as a calendar that programs fetch again and again."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db import connection
from django.utils import timezone

from governance.rules import MeetingState
from network.addresses import network_url
from network.calendar import Happening, uid
from network.calendar_feed import Listed
from network.letters import host
from network.models import Network
from network.secret_addresses import digest_of

TIMES = (
    "SELECT body, meeting_id, title, starts, ends, place, state, revision"
    " FROM app.body_calendar(%s, %s)"
)


def times_behind(network: Network, secret: str) -> tuple[str, list[Listed]] | None:
    """The calendar's name and times; None for an address that is unknown, ended or outlived.

    The database finds them by the address alone, in no scope: it opens nothing else.
    """
    with connection.cursor() as cursor:
        cursor.execute(TIMES, [network.pk, digest_of(secret)])
        rows = cursor.fetchall()
    if not rows:
        return None
    return f"{rows[0][0]}, {network.short_name}", list(_times(network, rows))


def _times(
    network: Network,
    rows: Iterable[tuple[str, int | None, str, datetime, datetime, str, str, int]],
) -> Iterable[Listed]:
    # Stamped with the day: the same times are the same file until midnight.
    stamp = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    for body, meeting, title, starts, ends, place, state, revision in rows:
        if meeting is None:
            continue
        it = Happening(
            uid=uid("meeting", str(meeting), host=host()),
            sequence=revision,
            starts=starts,
            ends=ends,
            stamp=stamp,
            summary=f"{body}: {title}" if title else body,
            place=place,
            description="",
            url=network_url(network, "meeting", pk=meeting),
        )
        yield Listed(it, cancelled=state == MeetingState.CANCELLED)
