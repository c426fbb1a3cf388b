"""A seat: somebody's place in a network while a request or a job runs."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from network.models import Network, User
from network.permissions import rule_for
from network.scope import Scope


@dataclass(frozen=True)
class Seat:
    """Who acts, where, with which grants. Rows are found through it: `People.seen_by(seat)`."""

    user: User
    network: Network
    scope: Scope

    @property
    def roles(self) -> frozenset[str]:
        """The kinds of role held today."""
        return self.scope.roles

    @property
    def person_id(self) -> int:
        """The person this user is in the network; the first, for the few who are several."""
        return min(self.scope.people)

    def may(self, verb: str, subject: object = None) -> bool:
        """Whether the seat may do something, to a record where one is given."""
        return rule_for(verb).holds(self, subject)

    def require(self, verb: str, subject: object = None) -> None:
        """Refuse with 403 what the seat may not do."""
        if not self.may(verb, subject):
            raise PermissionDenied
