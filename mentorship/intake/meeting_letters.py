"""The letter that puts joint meetings into somebody's calendar, or takes them out."""

from collections.abc import Sequence

from django.utils import timezone

from members.models import Person
from mentorship.intake.calendar import called, happening
from mentorship.models import JointMeeting, MeetingCall, MentorRound
from network.actions import letter
from network.addresses import network_url
from network.calendar import Method

NAME = "mentor_meetings"


def write(found: MentorRound, to: Person, told: Sequence[tuple[JointMeeting, MeetingCall]]) -> None:
    """Tell one person of meetings; all of them are put in, or all are taken out."""
    first = told[0][1]
    method: Method = "REQUEST" if first.stands else "CANCEL"
    network = found.network
    cancelled = any(meeting.cancelled_at for meeting, _call in told)
    letter.send(
        f"{NAME}-{first.pk}-{first.sequence}",
        NAME,
        {
            "round": found,
            "meetings": [
                {
                    "title": meeting.title,
                    "starts": timezone.localtime(meeting.starts_at),
                    "ends": timezone.localtime(meeting.ends_at),
                    "place": meeting.place,
                    "link": meeting.link,
                }
                for meeting, _call in told
            ],
            "put": method == "REQUEST",
            "again": method == "REQUEST" and any(call.sequence for _meeting, call in told),
            "cancelled": cancelled,
            "url": network_url(network, "mentor_round", pk=found.pk),
        },
        to=to.email,
        language=to.language,
        network=network,
        name=NAME,
        person_id=to.pk,
        membership_id=to.membership_id,
        calendar=called(
            [happening(meeting, call, network) for meeting, call in told],
            method=method,
            guest=to,
            organiser=network,
        ),
        calendar_method=method,
    )
