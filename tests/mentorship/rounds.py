"""Rounds, managers and requests for the tests of the mentoring programmes."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from members.models import Person
from mentorship.models import Interest, MentorRound, Pair
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import Cast
from tests.databases import acting_as


def make_round(network_id: int, **changes: Any) -> int:
    """A round that is open today, as the portal itself makes it; gives its id."""
    today = timezone.localdate()
    facts = {
        "title": "Mentorsprogrammet",
        "opens": today - timedelta(days=10),
        "closes": today + timedelta(days=20),
        "starts": today + timedelta(days=40),
        "ends": today + timedelta(days=340),
    } | changes
    with acting_as("portal_worker"), scope.enter_system(network_id):
        made: MentorRound = MentorRound.objects.create(**facts)
        return made.pk


def make_manager(cast: Cast, who: str, since: date | None, *, under: str | None = None) -> None:
    """Let somebody lead staff since a day, and have a manager."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person(who)).update(
            manager_since=since, manager=cast.person(under) if under else None
        )


def make_interest(cast: Cast, round_id: int, who: str = "amina", role: str = "mentee") -> int:
    """Somebody's request, as the portal itself would write it; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        person = Person.objects.get(pk=cast.person(who))
        made: Interest = Interest.objects.create(
            round_id=round_id,
            person=person,
            membership_id=person.membership_id,
            role=role,
            areas=["talks"],
            goals="Hemliga mål",
        )
        return made.pk


def seat(cast: Cast, who: str, granted: scope.Scope) -> Seat:
    """Somebody's seat in Västernorrland, in the scope that is open."""
    user = User.objects.get(pk=cast.users[who])
    return Seat(user, Network.objects.get(pk=cast.vn), granted)


def make_pair(cast: Cast, mentee: int, mentor: int, *, running: bool = True) -> int:
    """A pair of two expressions of interest that has begun; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        one, other = Interest.objects.get(pk=mentee), Interest.objects.get(pk=mentor)
        now = timezone.now()
        made: Pair = Pair.objects.create(
            round_id=one.round_id,
            mentee=one,
            mentor=other,
            mentee_person_id=one.person_id,
            mentor_person_id=other.person_id,
            mentee_membership_id=one.membership_id,
            mentor_membership_id=other.membership_id,
            asked_at=now,
            started_at=now if running else None,
        )
        return made.pk
