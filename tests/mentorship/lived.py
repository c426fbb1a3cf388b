"""A round that was lived through, for the tests of its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from members.models import Membership, Person
from mentorship.models import (
    Contact,
    Interest,
    ManagerAnswer,
    MentorRound,
    Pair,
    PairAnswer,
    PairEnd,
    PairEvaluation,
)
from mentorship.rules import MENTEE, MENTOR
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_round


@dataclass(frozen=True)
class Lived:
    """What became of a pair: who, from where, how it ended, and what both answered at the end."""

    mentee: str  # member
    mentor: str
    end: str = "completed"  # "" while it runs, "asked" before it starts
    said: tuple[int, int] | None = (5, 4)
    days: int = 2


def lived_round(cast: Cast, pairs: Sequence[Lived], **changes: object) -> int:
    """A round of pairs, each of a mentee and a mentor of its own; gives the round's id."""
    pk = make_round(cast.vn, **{"title": "Rapportrundan", "mentee_price": 1500, **changes})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = MentorRound.objects.get(pk=pk)
        for place, one in enumerate(pairs):
            _live(cast, found, place, one)
    return pk


def ask(
    cast: Cast, found: MentorRound, who: str, key: str, role: str, yes: bool | None
) -> Interest:
    """Somebody new at a member who asks, and what the manager says; in the open scope."""
    member = Membership.objects.get(pk=cast.memberships[VN, key])
    person = Person.objects.create(membership=member, name=who, email=f"{found.pk}{who}@x.example")
    asked: Interest = Interest.objects.create(
        round=found, person=person, membership=member, role=role, areas=["talks"], goals="Hemligt"
    )
    if yes is not None:
        ManagerAnswer.objects.create(
            interest=asked, person=person, approved=yes, why="" if yes else "Nej", user_id=1
        )
    return asked


def _live(cast: Cast, found: MentorRound, place: int, one: Lived) -> None:
    now = timezone.now()
    mentee = ask(cast, found, f"Kanarieadept{place}", one.mentee, MENTEE, True)
    mentor = ask(cast, found, f"Kanariementor{place}", one.mentor, MENTOR, True)
    pair: Pair = Pair.objects.create(
        round=found,
        mentee=mentee,
        mentor=mentor,
        mentee_person_id=mentee.person_id,
        mentor_person_id=mentor.person_id,
        mentee_membership_id=mentee.membership_id,
        mentor_membership_id=mentor.membership_id,
        asked_at=now,
    )
    if one.end == "asked":
        return
    for interest in (mentee, mentor):
        PairAnswer.objects.create(pair=pair, person_id=interest.person_id, accepted=True)
    pair.started_at = now
    pair.save(update_fields=["started_at"])
    for number in range(one.days):
        for interest in (mentee, mentor):
            Contact.objects.create(
                pair=pair,
                person_id=interest.person_id,
                day=date(2026, 3, 1) + timedelta(days=30 * number),
                goes_well=True,
            )
    for interest, figure in zip((mentee, mentor), one.said or (), strict=False):
        PairEvaluation.objects.create(
            pair=pair,
            person_id=interest.person_id,
            kind="closing",
            satisfaction=figure,
            effect=figure,
            goals=3,
            again=True,
        )
    if one.end:
        PairEnd.objects.create(pair=pair, kind=one.end, on=timezone.localdate())
