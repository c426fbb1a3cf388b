"""Letters to the standing guests of a body: its meetings, which they come to without a vote."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from governance.meetings.emails import agenda_lines, calendar_of
from governance.meetings.words import title_of
from governance.models import Guest, GuestContact, Meeting
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.calendar import Party


@dataclass(frozen=True)
class Invited:
    """A standing guest on a meeting's day, and where letters reach them."""

    guest: Guest
    email: str
    person: Person | None


def guests_of(meeting: Meeting) -> list[Guest]:
    """The standing guests of the meeting's body on its day."""
    day = timezone.localdate(meeting.starts)
    return list(Guest.objects.on(day).filter(body=meeting.body_id).order_by("name", "pk"))


def invited(meeting: Meeting) -> Sequence[Invited]:
    """Those of them who can be reached, in the system's scope."""
    guests = guests_of(meeting)
    mails = dict(GuestContact.objects.filter(guest__in=guests).values_list("guest_id", "email"))
    people = Person.objects.select_related("user").in_bulk(
        [one.person_id for one in guests if one.person_id]
    )
    found = []
    for guest in guests:
        person = people.get(guest.person_id or 0)
        email = mails.get(guest.pk) or (person.email if person else "")
        if email:
            found.append(Invited(guest, email, person))
    return found


def tell(meeting: Meeting, one: Invited, what: str) -> None:
    """The notice, first or changed, or that the meeting is off; there is nothing to answer."""
    language = one.person.language if one.person else settings.LANGUAGE_CODE
    off = what == "off"
    method = "CANCEL" if off else "REQUEST"
    with translation.override(language):
        title = title_of(meeting)
        body = meeting.body.in_words
        to = Party(one.guest.name, one.email)
        calendar = calendar_of(meeting, f"guest-{one.guest.pk}", to, method=method, title=title)
    # Without a place in the portal there is no page to show them.
    page = "meetings" if off else "meeting"
    where = {} if off else {"pk": meeting.pk}
    letter.send(
        f"meeting_guest-{one.guest.pk}-{meeting.pk}-{what}-{meeting.revision}",
        "meeting_called_off" if off else "meeting_notice",
        {
            "meeting": meeting,
            "body": body,
            "title": title,
            "guest": True,
            "what": what,
            "instead_of": "",
            "agenda": [] if off else agenda_lines(meeting),
            "papers": meeting.papers.filter(confidential=False).count() if one.person else 0,
            "linked": False,
            "why_off": meeting.cancelled_because,
            "not_needed": False,
            "url": network_url(meeting.network, page, **where) if one.person else "",
        },
        to=one.email,
        language=language,
        network=meeting.network,
        person_id=one.guest.person_id,
        calendar=calendar,
        calendar_method=method,
    )
