"""Joint meetings as calendars hold them: in the files of letters and in one's own address."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time

from django.utils import timezone

from members.models import Person
from mentorship.models import JointMeeting, MeetingCall
from network.addresses import network_url
from network.calendar import Happening, Method, Party, course_days, together, uid
from network.calendar_feed import Listed, feed_own
from network.letters import host
from network.models import Network
from network.scope import Scope


def happening(meeting: JointMeeting, call: MeetingCall, network: Network) -> Happening:
    """A meeting in one person's calendar; the same identity for ever, for that person."""
    return Happening(
        uid=uid("joint", f"{meeting.pk}-{call.person_id}", host=host()),
        sequence=call.sequence,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        stamp=timezone.now(),
        summary=meeting.title,
        place=meeting.place or meeting.link,
        description="\n\n".join(part for part in (meeting.about, meeting.link) if part),
        url=network_url(network, "mentor_round", pk=meeting.round_id),
    )


def called(
    happenings: Sequence[Happening], *, method: Method, guest: Person, organiser: Network
) -> str:
    """The meetings in one file, to be put into a calendar or taken out."""
    files = course_days(
        happenings,
        organiser=Party(organiser.name, organiser.contact_email),
        guest=Party(guest.name, guest.email),
        method=method,
        stem="meeting",
    )
    return together([file.content.decode() for file in files])


def own_meetings(network: Network, granted: Scope) -> Iterator[Listed]:
    """The joint meetings of those whose calendar is fetched; never a link to take part.

    Stamped with the day, not the second: the same days are the same file until midnight.
    """
    stamp = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    calls = MeetingCall.objects.filter(person__in=granted.people).select_related("meeting")
    for call in calls.order_by("meeting__starts_at", "pk"):
        meeting = call.meeting
        listed = replace(
            happening(meeting, call, network),
            stamp=stamp,
            place=meeting.place,
            description=meeting.about,
        )
        yield Listed(listed, cancelled=not call.stands or meeting.cancelled_at is not None)


feed_own(own_meetings)
