"""Secret addresses of calendars: made, shown again to their owner, and ended."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import CalendarAddress
from members.models import Person
from network.models.journal import note
from network.seat import Seat
from network.secret_addresses import digest_of, new_nonce, secret_of

PURPOSE = "calendar"
Kind = CalendarAddress.Kind


def kinds_for(seat: Seat) -> list[CalendarAddress.Kind]:
    """What a seat may subscribe to: its own, its authority's for who answers for it, and all."""
    if seat.scope.memberships and "local_coordinator" in seat.roles:
        return [Kind.OWN, Kind.AUTHORITY, Kind.NETWORK]
    return [Kind.OWN, Kind.NETWORK]


def make(kind: CalendarAddress.Kind, *, by: Seat) -> CalendarAddress:
    """A new address; the one before ends at once, wherever it was written down."""
    person = Person.objects.get(pk=by.person_id)
    for there in CalendarAddress.objects.filter(person=person, kind=kind, ended_at=None):
        end(there, by=by)
    nonce = new_nonce()
    made = CalendarAddress(
        person=person,
        membership_id=person.membership_id,
        kind=kind,
        nonce=nonce,
        digest=digest_of(secret_of(PURPOSE, nonce)),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # a twin of the same click was first
        return there_is(person, kind)
    note("make_calendar_address", made, person_id=person.pk, membership_id=person.membership_id)
    return made


def there_is(person: Person, kind: CalendarAddress.Kind) -> CalendarAddress:
    """The address that holds now."""
    found: CalendarAddress = CalendarAddress.objects.get(person=person, kind=kind, ended_at=None)
    return found


def end(address: CalendarAddress, *, by: Seat) -> None:
    """From now on the address leads nowhere."""
    by.require("end_calendar_address", address)
    address.ended_at = timezone.now()
    address.save(update_fields=["ended_at"])
    note(
        "end_calendar_address",
        address,
        person_id=address.person_id,
        membership_id=address.membership_id,
    )


def secret_part(address: CalendarAddress) -> str | None:
    """The secret to show to its owner; None when the portal has another key by now."""
    secret = secret_of(PURPOSE, address.nonce)
    return secret if digest_of(secret) == bytes(address.digest) else None
