"""Pairs at each step for the tests: Amina of CSN asks, Tove of Timrå is the mentor."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mentorship.models import (
    Agreement,
    AgreementAssent,
    Interest,
    MentorRound,
    Pair,
    PairAnswer,
    PairEnd,
)
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_interest, make_round

AT = f"/{VN}/mentorship"
WORDING = {
    "goals": "Våga säga nej",
    "rhythm": "Var tredje vecka",
    "trust": "Allt stannar mellan oss",
    "ending": "Säg bara till",
}
SECRET_GOALS = "Hemliga mål"  # what tests.mentorship.rounds writes


def running_round(cast: Cast, **changes: Any) -> int:
    """A round that began sixty days ago."""
    today = timezone.localdate()
    days = {
        "opens": today - timedelta(days=120),
        "closes": today - timedelta(days=80),
        "starts": today - timedelta(days=60),
        "ends": today + timedelta(days=240),
    }
    return make_round(cast.vn, **days | changes)


def asked_pair(
    cast: Cast,
    *,
    mentee: str = "amina",
    mentor: str = "tove",
    round_id: int | None = None,
    words: str = "Lyssnar hellre än talar",
) -> int:
    """Two who were asked if they want to be a pair, by the portal itself; gives its id."""
    found = round_id or running_round(cast)
    sides = [make_interest(cast, found, mentee), make_interest(cast, found, mentor, "mentor")]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        first, second = (Interest.objects.get(pk=pk) for pk in sides)
        Interest.objects.filter(pk=second.pk).update(words=words, capacity=3)
        made: Pair = Pair.objects.create(
            round_id=found,
            mentee=first,
            mentor=second,
            mentee_person_id=first.person_id,
            mentor_person_id=second.person_id,
            mentee_membership_id=first.membership_id,
            mentor_membership_id=second.membership_id,
            asked_at=timezone.now() - timedelta(days=50),
            answer_by=timezone.localdate() + timedelta(days=10),
        )
        return made.pk


def accepted_pair(cast: Cast, *, days_ago: int = 50, **whose: Any) -> int:
    """Two who have both said yes, so many days ago."""
    pk = asked_pair(cast, **whose)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pair = Pair.objects.get(pk=pk)
        for person in (pair.mentee_person_id, pair.mentor_person_id):
            at = timezone.now() - timedelta(days=days_ago)
            PairAnswer.objects.create(pair=pair, person_id=person, accepted=True, at=at)
    return pk


def agreed_pair(cast: Cast, *, days_ago: int = 50, **whose: Any) -> int:
    """Two who have agreed, and started so many days ago."""
    pk = accepted_pair(cast, days_ago=days_ago, **whose)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pair = Pair.objects.get(pk=pk)
        wording = Agreement.objects.create(
            pair=pair, written_by_id=pair.mentee_person_id, **WORDING
        )
        for person in (pair.mentee_person_id, pair.mentor_person_id):
            AgreementAssent.objects.create(agreement=wording, person_id=person)
        Pair.objects.filter(pk=pk).update(started_at=timezone.now() - timedelta(days=days_ago))
    return pk


def completed_pair(cast: Cast, **whose: Any) -> int:
    """Two whose time is over."""
    pk = agreed_pair(cast, **whose)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        PairEnd.objects.create(pair_id=pk, kind=PairEnd.Kind.COMPLETED, on=timezone.localdate())
    return pk


def the_pair(cast: Cast, pk: int) -> Pair:
    """A pair as the portal itself sees it."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Pair = Pair.objects.with_standing().get(pk=pk)
        return found


def change_round(cast: Cast, pair_id: int, **changes: Any) -> None:
    """Change the round of a pair, whatever the forms would allow."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        MentorRound.objects.filter(pairs=pair_id).update(**changes)


def in_days(days: int) -> date:
    """The day so many days from now."""
    return timezone.localdate() + timedelta(days=days)
