"""How a record for the doors is made: in its network, as the system."""

from collections.abc import Callable
from typing import Any

from network import scope
from tests.cast import Cast
from tests.databases import acting_as

# Of the cast: the network, whose record it is, and the authority's key.
Maker = Callable[[Cast, str, str, str], int]


def made_in(cast: Cast, network: str, make: Callable[[], Any]) -> int:
    """What is made in the network, by its key."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(make().pk)
