"""Who wrote something of a statement, by name, as it stands on the paper."""

from network.naming import names_of_users
from network.seat import Seat


def name_of(by: Seat) -> str:
    """What somebody is called in the network; the sign-in address where no name is registered."""
    return names_of_users([by.user.pk]).get(by.user.pk, by.user.email)[:120]
