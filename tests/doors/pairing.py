"""The pairs that their doors are tried with: the mentee is whom the record concerns."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from members.models import Person
from mentorship.models import Agreement, Contact, Interest, Pair, PairAnswer
from tests.cast import Cast
from tests.doors.making import Maker, made_in
from tests.doors.mentoring import mentor_round
from tests.mentorship.pairings import WORDING


def asked(cast: Cast, network: str, who: str, key: str) -> int:
    """Somebody who was asked, with a mentor of another authority."""
    found = mentor_round(cast, network, who, key)

    def make() -> Any:
        mentee = Person.objects.get(pk=cast.people[network, who])
        others = Person.objects.exclude(membership__authority=mentee.membership.authority)
        mentor = others.order_by("-pk")[0]
        sides = []
        for person, role in ((mentee, "mentee"), (mentor, "mentor")):
            facts = {"membership_id": person.membership_id, "areas": ["talks"]}
            wish = {"round_id": found, "person": person, "role": role}
            side = Interest.objects.get_or_create(**wish, defaults=facts)[0]
            sides.append(side)
        Interest.objects.filter(pk=sides[1].pk).update(capacity=5)
        there = Pair.objects.filter(mentee=sides[0], ended_at=None).first()
        return there or Pair.objects.create(
            round_id=found,
            mentee=sides[0],
            mentor=sides[1],
            mentee_person=mentee,
            mentor_person=mentor,
            mentee_membership_id=mentee.membership_id,
            mentor_membership_id=mentor.membership_id,
            asked_at=timezone.now() - timedelta(days=5),
        )

    return made_in(cast, network, make)


def accepted(cast: Cast, network: str, who: str, key: str) -> int:
    pk = asked(cast, network, who, key)

    def say() -> Any:
        pair = Pair.objects.get(pk=pk)
        for person in (pair.mentee_person_id, pair.mentor_person_id):
            PairAnswer.objects.get_or_create(pair=pair, person_id=person, accepted=True)
        return pair

    return made_in(cast, network, say)


def agreement(cast: Cast, network: str, who: str, key: str) -> int:
    pk = accepted(cast, network, who, key)

    def write() -> Any:
        pair = Pair.objects.get(pk=pk)
        return Agreement.objects.create(pair=pair, written_by_id=pair.mentor_person_id, **WORDING)

    return made_in(cast, network, write)


def worded(cast: Cast, network: str, who: str, key: str) -> int:
    pk = agreement(cast, network, who, key)
    return made_in(cast, network, lambda: Agreement.objects.get(pk=pk).pair)


def running(cast: Cast, network: str, who: str, key: str) -> int:
    pk = accepted(cast, network, who, key)

    def start() -> Any:
        Pair.objects.filter(pk=pk).update(started_at=timezone.now())
        return Pair.objects.get(pk=pk)

    return made_in(cast, network, start)


def contact(cast: Cast, network: str, who: str, key: str) -> int:
    pk = running(cast, network, who, key)
    person = cast.people[network, who]
    day = timezone.localdate()
    return made_in(
        cast,
        network,
        lambda: Contact.objects.create(pair_id=pk, person_id=person, day=day, goes_well=True),
    )


PAIRING: Mapping[str, Maker] = {
    "agreement": worded,
    "agreement_assent": agreement,
    "agreement_new": accepted,
    "agreement_paper": worded,
    "contact_removal": contact,
    "mentor_certificate": running,
    "pair": running,
    "pair_again": running,
    "pair_answer": asked,
    "pair_call": running,
    "pair_contact": running,
    "pair_ending": running,
    "pair_evaluation": running,
    "round_pairs": mentor_round,
}
