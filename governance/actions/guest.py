"""Standing guests of a body: let in from a day, and out after one."""

from datetime import date

from governance.bodies.refusing import refused_in_words
from governance.models import Guest, GuestContact
from network.models.journal import note
from network.seat import Seat


def invite_guest(guest: Guest, email: str = "", *, by: Seat) -> Guest:
    """Let somebody read what the body reads, from a day; a guest never votes."""
    by.require("keep_bodies")
    with refused_in_words():
        guest.save(force_insert=True)
    if email:
        GuestContact.objects.create(guest=guest, email=email)
    note("invite_guest", guest.body, name=guest.name, since=guest.since.isoformat())
    return guest


def let_out_guest(guest: Guest, until: date, *, by: Seat) -> None:
    """Close the door after a day; whoever has not come yet is taken away."""
    by.require("keep_bodies")
    note("let_out_guest", guest.body, name=guest.name, until=until.isoformat())
    if guest.since > until:
        guest.delete()
        return
    with refused_in_words():
        guest.until = until
        guest.save(update_fields=["until"])
