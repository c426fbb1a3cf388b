"""The crises, outside parties and sister networks that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from loans.models import Crisis, CrisisCall, Notice, OutsideParty, SisterNetwork
from tests.cast import JL, VN, Cast
from tests.doors.boarding import notice, offer
from tests.doors.making import Maker, made_in


def crisis(cast: Cast, network: str, who: str, key: str) -> int:
    """One that is on: there is one at a time, so it is made once in a network."""
    today = timezone.localdate()

    def make() -> Any:
        facts = {"title": "Storm", "about": "El borta", "since": today}
        return Crisis.objects.get_or_create(ended_on=None, defaults=facts)[0]

    return made_in(cast, network, make)


def call(cast: Cast, network: str, who: str, key: str) -> int:
    """The question to the authority."""
    row = {"crisis_id": crisis(cast, network, who, key)}
    row["membership_id"] = cast.memberships[network, key]
    return made_in(cast, network, lambda: CrisisCall.objects.create(**row))


def party(cast: Cast, network: str, who: str, key: str) -> int:
    """One that is let in; the same whoever looks."""
    facts = {"kind": "region", "contact": "G", "email": "g@example.org", "why": "Kris"}
    return made_in(
        cast,
        network,
        lambda: OutsideParty.objects.get_or_create(
            organisation_number="2321000198", name="Region Gävleborg", defaults=facts
        )[0],
    )


def party_notice(cast: Cast, network: str, who: str, key: str) -> int:
    """A crisis need of a party."""
    pk, owner = notice(cast, network, who, key), party(cast, network, who, key)

    def make() -> Any:
        Notice.objects.filter(pk=pk).update(membership=None, party=owner, occasion="crisis")
        return Notice.objects.get(pk=pk)

    return made_in(cast, network, make)


def sister(cast: Cast, network: str, who: str, key: str) -> int:
    """That the other network may look in."""
    other = cast.networks[JL if network == VN else VN]
    since = timezone.localdate()
    return made_in(
        cast,
        network,
        lambda: SisterNetwork.objects.get_or_create(sister_id=other, defaults={"since": since})[0],
    )


OUTSIDING: Mapping[str, Maker] = {
    "crisis": crisis,
    "crisis_answer": call,
    "crisis_ending": crisis,
    "crisis_reminder": crisis,
    "outside_interest_new": notice,
    "outside_party_change": party,
    "party_approach_new": offer,
    "party_notice_change": party_notice,
    "party_notice_new": party,
    "sister_network_removal": sister,
}
