"""Rounds that are ready to be matched, for the tests of the matching page and the board."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from members.models import Person
from mentorship.models import Interest, ManagerAnswer, MentorRound, Pair
from network import scope
from network.seat import Seat
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_round, seat

MANAGER = date(2010, 1, 1)
MENTEES = ("amina", "berit", "tove")
MENTORS = ("karin", "miriam")


def make_approved(
    cast: Cast, round_id: int, who: str, role: str, *, capacity: int = 1, areas: str = "talks"
) -> int:
    """Somebody's approved expression of interest; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person(who)).update(manager_since=MANAGER)
        person = Person.objects.get(pk=cast.person(who))
        made = Interest.objects.create(
            round_id=round_id,
            person=person,
            membership_id=person.membership_id,
            role=role,
            areas=areas.split(),
            manager_since=MANAGER,
            capacity=capacity,
        )
        ManagerAnswer.objects.create(
            interest=made, person=person, approved=True, user_id=cast.users["karin"]
        )
        return int(made.pk)


class Table:
    """A round with three mentees and two mentors of one place each; their interests by name."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.round_id = make_round(cast.vn)
        self.of = {who: make_approved(cast, self.round_id, who, "mentee") for who in MENTEES}
        self.of |= {who: make_approved(cast, self.round_id, who, "mentor") for who in MENTORS}

    @contextmanager
    def coordinator(self, who: str = "karin") -> Iterator[Seat]:
        """A coordinator's seat, in the coordinator's own scope."""
        with scope.enter(self.cast.users[who], self.cast.vn) as granted:
            yield seat(self.cast, who, granted)

    def round(self) -> MentorRound:
        """The round as it is now."""
        found: MentorRound = MentorRound.objects.get(pk=self.round_id)
        return found

    def proposed(self) -> dict[str, str]:
        """Who is proposed to whom, by name of the cast; in whatever scope is open."""
        names = {pk: who for who, pk in self.of.items()}
        rows = Pair.objects.standing().filter(round_id=self.round_id, asked_at=None)
        return {names[row.mentee_id]: names[row.mentor_id] for row in rows}

    def pair(self, mentee: str) -> Pair:
        """The pair of a mentee that has not ended."""
        found: Pair = Pair.objects.standing().select_related("round").get(mentee=self.of[mentee])
        return found
