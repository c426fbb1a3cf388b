"""The bodies that their doors are tried with: the mandate is the authority's, the holder theirs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from governance.models import (
    Body,
    BodyKind,
    Guest,
    Holder,
    HolderProposal,
    Mandate,
    Office,
    RotationPlace,
    RotationRule,
)
from tests.cast import Cast
from tests.doors.making import Maker, made_in

SINCE = date(2020, 1, 1)


def _body(key: str) -> Body:
    """A body that only those who sit there read, one for each authority."""
    kind, _new = BodyKind.objects.get_or_create(name="Arbetsgrupp", defaults={"nature": "group"})
    body: Body
    body, _new = Body.objects.get_or_create(
        name=f"Gruppen {key}", defaults={"kind": kind, "since": SINCE}
    )
    return body


def _mandate(cast: Cast, network: str, key: str) -> Mandate:
    mandate: Mandate
    mandate, _new = Mandate.objects.get_or_create(
        body=_body(key), membership_id=cast.memberships[network, key], defaults={"since": SINCE}
    )
    return mandate


def _holder(cast: Cast, network: str, who: str, key: str, rank: str = "member") -> Holder:
    holder: Holder
    holder, _new = Holder.objects.get_or_create(
        mandate=_mandate(cast, network, key),
        person_id=cast.people[network, who] if rank == "member" else None,
        rank=rank,
        defaults={"name": f"Innehavaren {who}", "since": SINCE},
    )
    return holder


def body_of(cast: Cast, network: str, who: str, key: str) -> int:
    """A body in which the person sits."""
    return made_in(cast, network, lambda: _holder(cast, network, who, key).mandate.body)


def mandate_of(cast: Cast, network: str, who: str, key: str) -> int:
    """The authority's mandate."""
    return made_in(cast, network, lambda: _mandate(cast, network, key))


def holder_of(cast: Cast, network: str, who: str, key: str) -> int:
    """The person's term."""
    return made_in(cast, network, lambda: _holder(cast, network, who, key))


def deputy_of(cast: Cast, network: str, who: str, key: str) -> int:
    """A deputy of the authority's mandate."""
    return made_in(cast, network, lambda: _holder(cast, network, who, key, "deputy"))


def _kind(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: _body(key).kind)


def _office(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: Office.objects.create(
            body=_body(key),
            duty="host",
            membership_id=cast.memberships[network, key],
            name="Värden",
            since=SINCE,
        ),
    )


def _guest(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: Guest.objects.create(body=_body(key), name="Gästen", since=SINCE),
    )


def _rule(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> RotationRule:
        rule: RotationRule
        rule, new = RotationRule.objects.get_or_create(
            body=_body(key), duty="host", defaults={"months": 6, "starts": SINCE}
        )
        if new:
            RotationPlace.objects.create(
                rule=rule, membership_id=cast.memberships[network, key], position=1
            )
        return rule

    return made_in(cast, network, make)


def _proposal(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> HolderProposal:
        proposal: HolderProposal
        proposal, _new = HolderProposal.objects.get_or_create(
            mandate=_mandate(cast, network, key),
            membership_id=cast.memberships[network, key],
            name="Den föreslagna",
            defaults={"since": SINCE},
        )
        return proposal

    return made_in(cast, network, make)


BODY: Maker = body_of
SEATING: Mapping[str, Any] = {
    "body": BODY,
    "body_addresses": BODY,
    "body_calendar": BODY,
    "body_calendar_end": BODY,
    "body_change": BODY,
    "body_kind_change": _kind,
    "body_letter_new": BODY,
    "body_letters": BODY,
    "guest_end": _guest,
    "guest_new": BODY,
    "holder_end": holder_of,
    "holder_new": mandate_of,
    "holder_place": deputy_of,
    "holder_proposal_answer": _proposal,
    "holder_proposal_new": mandate_of,
    "holder_proposal_withdrawal": _proposal,
    "holder_undoing": holder_of,
    "mandate_change": mandate_of,
    "mandate_end": mandate_of,
    "mandate_new": BODY,
    "mandates_each": BODY,
    "office_end": _office,
    "office_new": BODY,
    "rotation": _rule,
    "rotation_change": _rule,
    "rotation_end": _rule,
    "rotation_new": BODY,
    "rotation_turn": _rule,
}
