"""Who asks in a round, as the register knows them: what they may ask for, and what is prefilled."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from members.models import Membership, Person
from mentorship.models import MentorRound
from mentorship.rules import Verdict
from network.seat import Seat


@dataclass(frozen=True)
class Asker:
    """Somebody with the kind of their authority and how it takes part in the network today."""

    person: Person
    kind: str
    standing: str

    def verdict(self, found: MentorRound, role: str, since: date | None = None) -> Verdict:
        """Whether they may take a role in a round; `since` when they say more than the register."""
        return found.verdict(
            role,
            since or self.person.manager_since,
            kind=self.kind,
            standing=self.standing,
        )


def asker(seat: Seat) -> Asker:
    """The seat's own person, in two questions."""
    return asker_of(Person.objects.get(pk=seat.person_id))


def asker_of(person: Person) -> Asker:
    """Somebody with their authority as of today."""
    members = Membership.objects.with_standing(timezone.localdate()).select_related("authority")
    member = members.get(pk=person.membership_id)
    return Asker(person, member.authority.kind, member.kind or "")
