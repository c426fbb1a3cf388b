"""Letters to the standing guests of a body: its meetings, which they come to without a vote."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from governance.meetings.emails import Addressee, agenda_lines, post
from governance.models import Guest, GuestContact, Meeting
from members.models import Person
from network.addresses import network_url


def guests_of(meeting: Meeting) -> list[Guest]:
    """The standing guests of the meeting's body on its day."""
    day = timezone.localdate(meeting.starts)
    return list(Guest.objects.on(day).filter(body=meeting.body_id).order_by("name", "pk"))


def invited(meeting: Meeting) -> list[Addressee]:
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
            language = person.language if person else settings.LANGUAGE_CODE
            who = f"guest-{guest.pk}"
            found.append(Addressee(who, guest.name, email, guest.person_id, language))
    return found


def key_of(meeting: Meeting, to: Addressee, what: str, revision: int) -> str:
    """The key of a guest's letter in the outbox."""
    return f"meeting_{to.who}-{meeting.pk}-{what}-{revision}"


def tell(meeting: Meeting, to: Addressee, what: str) -> None:
    """The notice, first or changed, or that the meeting is off; there is nothing to answer."""
    key = key_of(meeting, to, what, meeting.revision)
    # Without a place in the portal there is no page to show them.
    has_place = to.person_id is not None
    if what == "off":
        facts: dict[str, Any] = {
            "why_off": meeting.cancelled_because,
            "why": "off",
            "url": network_url(meeting.network, "meetings") if has_place else "",
        }
        post(meeting, to, key, "meeting_called_off", facts, method="CANCEL")
        return
    facts = {
        "guest": True,
        "what": what,
        "instead_of": "",
        "agenda": agenda_lines(meeting),
        "papers": meeting.papers.filter(confidential=False).count() if has_place else 0,
        "linked": False,
        "url": network_url(meeting.network, "meeting", pk=meeting.pk) if has_place else "",
    }
    post(meeting, to, key, "meeting_notice", facts, method="REQUEST")
