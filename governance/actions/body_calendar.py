"""Secret addresses of a body's calendar: made, shown again to their owner, and ended."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.models import Body, BodyCalendar
from network.models.journal import note
from network.seat import Seat
from network.secret_addresses import digest_of, new_nonce, secret_of

PURPOSE = "body_calendar"


def make_address(body: Body, *, by: Seat) -> BodyCalendar:
    """A new address for the seat; the one before ends at once."""
    by.require("read_meeting", body)
    own = BodyCalendar.objects.filter(body=body, person=by.person_id, ended_at=None)
    own.update(ended_at=timezone.now())
    nonce = new_nonce()
    made = BodyCalendar(
        body=body,
        person_id=by.person_id,
        nonce=nonce,
        digest=digest_of(secret_of(PURPOSE, nonce)),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # a twin of the same click was first
        twin: BodyCalendar = own.get()
        return twin
    note("make_body_calendar", body, person_id=by.person_id, name=body.name)
    return made


def end_address(body: Body, *, by: Seat) -> bool:
    """From now on the seat's address leads nowhere; False when there was none."""
    own = BodyCalendar.objects.filter(body=body, person=by.person_id, ended_at=None)
    ended = bool(own.update(ended_at=timezone.now()))
    if ended:
        note("end_body_calendar", body, person_id=by.person_id, name=body.name)
    return ended


def secret_part(address: BodyCalendar) -> str | None:
    """The secret to show to its owner; None when the portal has another key by now."""
    secret = secret_of(PURPOSE, address.nonce)
    return secret if digest_of(secret) == bytes(address.digest) else None
