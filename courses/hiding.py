"""People with protected identity are named to their own authority, and to nobody else."""

from django.utils.translation import gettext as _

from members.models import Person
from network.seat import Seat


def is_hidden(person: Person, seat: Seat) -> bool:
    """Whether the seat may know that somebody is there, but not who."""
    return person.protected and person.membership_id not in seat.scope.memberships


def shown_name(person: Person, seat: Seat) -> str:
    """The name, or that it is protected."""
    return _("Protected identity") if is_hidden(person, seat) else person.name


def shown_email(person: Person, seat: Seat) -> str:
    """The mail address, or nothing."""
    return "" if is_hidden(person, seat) else person.email
