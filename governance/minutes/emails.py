"""Letters on minutes and written procedures: one function a letter, in the system's scope."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from governance.minutes.receivers import Receiver, keepers_of, members_of
from governance.models import Approver, Meeting
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

ANSWER = "governance.written_answer"
APPROVE = "governance.minutes_approval"
HOLDS = timedelta(days=60)


def written_asked(meeting: Meeting, to: Receiver, *, reminder: bool) -> None:
    """What a mandate is asked to decide in writing, with a link to answer without signing in."""
    if to.person is None or to.holder is None:
        return
    url = write_link(
        ANSWER,
        meeting.pk,
        network=meeting.network,
        person_id=to.person.pk,
        expires_at=max(meeting.ends, timezone.now()) + timedelta(hours=1),
    )
    titles = list(meeting.items.order_by("position", "pk").values_list("title", flat=True))
    facts = {"items": titles, "until": meeting.ends, "reminder": reminder, "url": url}
    kind = "reminder" if reminder else "first"
    _write("written_asked", meeting, to, facts, key=f"{kind}-{to.holder.pk}")


def to_approve(approver: Approver, to: Receiver) -> None:
    """The minutes wait for somebody's approval, with a link to read and answer."""
    if to.person is None or approver.asked_at is None:
        return
    meeting = approver.meeting
    url = write_link(
        APPROVE,
        approver.pk,
        network=meeting.network,
        person_id=to.person.pk,
        expires_at=timezone.now() + HOLDS,
    )
    facts = {"chairs": approver.chairs, "url": url}
    key = f"{approver.pk}-{approver.asked_at:%Y%m%d%H%M%S}"
    _write("minutes_to_approve", meeting, to, facts, key=key)


def sent_back(approver: Approver) -> None:
    """To those who keep the body: what should be otherwise in the minutes."""
    meeting = approver.meeting
    facts = {
        "who": approver.name,
        "comment": approver.comment,
        "url": network_url(meeting.network, "minutes_writing", pk=meeting.pk),
    }
    for person in keepers_of(meeting.body_id):
        key = f"{approver.pk}-{approver.answered_at:%Y%m%d%H%M%S}"
        _write("minutes_sent_back", meeting, _person(person), facts, key=key)


def approved(meeting: Meeting) -> None:
    """To everybody in the body: the minutes are approved, and where they are read."""
    facts = {"url": network_url(meeting.network, "minutes", pk=meeting.pk)}
    for to in members_of(meeting.body_id):
        _write("minutes_approved", meeting, to, facts, key="all")


def _person(person: Person) -> Receiver:
    return Receiver(None, person.name, person.email, person.language, person)


def _write(name: str, meeting: Meeting, to: Receiver, facts: dict[str, Any], *, key: str) -> None:
    who = f"p{to.person.pk}" if to.person else f"h{to.holder.pk if to.holder else 0}"
    letter.send(
        f"{name}-{meeting.pk}-{key}-{who}".replace("_", "-"),
        name,
        {
            "body": meeting.body,
            "day": timezone.localdate(meeting.starts),
            "written": meeting.kind == "written",
            **facts,
        },
        to=to.email,
        language=to.language,
        network=meeting.network,
        name=f"governance.{name}",
        person_id=to.person.pk if to.person else None,
        membership_id=to.person.membership_id if to.person else None,
    )
