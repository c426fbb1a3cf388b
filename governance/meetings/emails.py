"""Letters of meetings and of actions, all written by the portal itself, in its system scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from governance.meetings.words import title_of
from governance.models import ActionPoint, AgendaItem, HolderContact, Meeting, NoticeAnswer
from network.actions import letter
from network.addresses import network_url
from network.calendar import Happening, Party, call, uid, withdrawal
from network.letters import host
from network.links import write_link

ANSWER = "governance.notice"
# Why somebody is called no longer, though the meeting is held.
MEMBER_COMES, LEFT = "member_comes", "left"
ACTION = "governance.action"
ACTION_LINK = timedelta(days=120)


@dataclass(frozen=True)
class Addressee:
    """Whom a letter of a meeting goes to; `who` tells their calendar file from the others'."""

    who: str
    name: str
    email: str
    person_id: int | None
    language: str


def notice(row: NoticeAnswer, what: str, *, key: str, instead_of: str = "") -> None:
    """The notice of a meeting, first, changed or again; to a deputy with whom they stand in for."""
    meeting = row.meeting
    url = network_url(meeting.network, "meeting", pk=meeting.pk)
    if row.person_id is not None:
        url = write_link(
            ANSWER,
            row.pk,
            network=meeting.network,
            person_id=row.person_id,
            expires_at=max(meeting.ends, timezone.now() + timedelta(hours=1)),
        )
    facts = {
        "what": what,
        "instead_of": instead_of,
        "agenda": agenda_lines(meeting),
        "papers": meeting.papers.filter(confidential=False).count(),
        "linked": row.person_id is not None,
        "url": url,
    }
    _send(row, f"meeting_notice-{row.pk}-{key}", "meeting_notice", facts, method="REQUEST")


def called_off(row: NoticeAnswer, *, why: str = "off") -> None:
    """The time leaves the calendar: `why` is off, or that one of a seat is called no longer."""
    meeting = row.meeting
    facts = {
        "why_off": meeting.cancelled_because,
        "why": why,
        "url": network_url(meeting.network, "meetings"),
    }
    moment = row.answered_at or row.asked_at
    once = meeting.revision if why == "off" else int(moment.timestamp())
    key = f"meeting_off-{row.pk}-{once}"
    _send(row, key, "meeting_called_off", facts, method="CANCEL")


def agenda_lines(meeting: Meeting) -> list[str]:
    """The items of the agenda, numbered."""
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "id")
    return [f"{place}. {row.title}" for place, row in enumerate(rows, 1)]


def post(
    meeting: Meeting, to: Addressee, key: str, template: str, facts: dict[str, Any], *, method: str
) -> None:
    """One letter of a meeting with its calendar file, all in the receiver's language."""
    with translation.override(to.language):
        title = title_of(meeting)
        calendar = calendar_of(
            meeting, to.who, Party(to.name, to.email), method=method, title=title
        )
    letter.send(
        key,
        template,
        {"meeting": meeting, "body": meeting.body, "title": title, **facts},
        to=to.email,
        language=to.language,
        network=meeting.network,
        person_id=to.person_id,
        calendar=calendar,
        calendar_method=method,
    )


def _send(
    row: NoticeAnswer, key: str, template: str, facts: dict[str, Any], *, method: str
) -> None:
    contact = HolderContact.objects.filter(holder=row.holder_id).first()
    person = row.person
    email = contact.email if contact else (person.email if person else "")
    if email:
        language = person.language if person else settings.LANGUAGE_CODE
        to = Addressee(str(row.holder_id), row.name, email, row.person_id, language)
        post(row.meeting, to, key, template, facts, method=method)


def calendar_of(meeting: Meeting, who: str, guest: Party, *, method: str, title: str) -> str:
    """The meeting as a calendar file of its own for each who is asked; `who` tells them apart."""
    network = meeting.network
    place = ", ".join(part for part in (meeting.place, meeting.online) if part)
    happening = Happening(
        uid=uid("meeting", f"{meeting.pk}-{who}", host=host()),
        sequence=meeting.revision + (1 if method == "CANCEL" else 0),
        starts=meeting.starts,
        ends=meeting.ends,
        stamp=timezone.now(),
        summary=title,
        place=place,
        url=network_url(network, "meeting", pk=meeting.pk),
    )
    make = call if method == "REQUEST" else withdrawal
    made = make(
        happening,
        organiser=Party(network.name, network.contact_email),
        guest=guest,
        name="meeting.ics",
    )
    return made.content.decode()


def action(row: ActionPoint, what: str, *, key: str) -> None:
    """To who shall do an action: given, soon due, or overdue; the link says that it is done."""
    person = row.person
    if person is None or not person.email:
        return
    url = write_link(
        ACTION,
        row.pk,
        network=row.network,
        person_id=person.pk,
        expires_at=_ends(row),
    )
    letter.send(
        f"meeting_action-{row.pk}-{key}",
        "meeting_action",
        {"action": row, "what": what, "body": row.body, "url": url},
        to=person.email,
        language=person.language,
        network=row.network,
        person_id=person.pk,
        membership_id=person.membership_id,
    )


def _ends(row: ActionPoint) -> datetime:
    return timezone.now() + ACTION_LINK


def all_asked(meeting: Meeting) -> Sequence[NoticeAnswer]:
    """Everybody who was asked to come, with what a letter to them needs."""
    return list(
        NoticeAnswer.objects.filter(meeting=meeting)
        .select_related("meeting__body", "meeting__network", "person__user")
        .order_by("id")
    )
