"""The decisions, proposals, applications and notices that their doors are tried with."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from governance.models import MembershipApplication, MembershipTerms, Resignation
from members.actions.decision import enter_decision, enter_effect
from members.models import DecisionEffect, Membership, ProposedStanding, ProposedStandingLine
from tests.cast import Cast
from tests.deciding import a_decision
from tests.doors.making import Maker, made_in


def _decision(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        return enter_decision(f"Beslut {who}", body="Styrgruppen", decided_on=date(2026, 1, 9))

    return made_in(cast, network, make)


def _proposal(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        made = ProposedStanding.objects.create(name=f"Nivå {who}")
        ProposedStandingLine.objects.create(
            proposal=made, membership_id=cast.memberships[network, key], kind="member", level="1"
        )
        return made

    return made_in(cast, network, make)


def _failed(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        made = enter_decision(f"Fel {who}", body="Styrgruppen", decided_on=date(2026, 1, 9))
        effect = enter_effect(made, "standing", 999_999, "borta")
        DecisionEffect.objects.filter(pk=effect.pk).update(state="failed", fault="borta")
        return effect

    return made_in(cast, network, make)


def _application(state: str) -> Maker:
    def maker(cast: Cast, network: str, who: str, key: str) -> int:
        def make() -> Any:
            return MembershipApplication.objects.create(
                state=state,
                name=f"Myndigheten {who}",
                kind="state_agency",
                contact_name="Någon",
                contact_email="nagon@example.org",
                since=date(2027, 1, 1),
            )

        return made_in(cast, network, make)

    return maker


def _terms() -> MembershipTerms:
    found: MembershipTerms | None = MembershipTerms.objects.first()
    return found or MembershipTerms.objects.create(
        notice_months=6,
        at_years_end=True,
        source="Överenskommelsen",
        since=date(2014, 1, 1),
        by_decision=a_decision(),
    )


def _member(make_ready: Callable[[], Any]) -> Maker:
    def maker(cast: Cast, network: str, who: str, key: str) -> int:
        def make() -> Any:
            make_ready()
            return Membership.objects.get(pk=cast.memberships[network, key])

        return made_in(cast, network, make)

    return maker


def _resignation(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        member = cast.memberships[network, key]
        Resignation.objects.filter(membership=member, withdrawn_at=None).update(
            withdrawn_at="2026-01-01T00:00Z"
        )
        return Resignation.objects.create(
            membership_id=member,
            given_on=date(2026, 1, 1),
            last_day=date(2099, 12, 31),
            terms=_terms(),
            by_name=who,
        )

    return made_in(cast, network, make)


DECIDING: Mapping[str, Maker] = {
    "decision": _decision,
    "decision_extract": _decision,
    "decision_effect_attempt": _failed,
    "proposed_standing": _proposal,
    "proposed_standing_removal": _proposal,
    "application": _application("received"),
    "application_preparation": _application("received"),
    "application_agenda": _application("prepared"),
    "application_declination": _application("prepared"),
    "application_withdrawal": _application("prepared"),
    "resignation_new": _member(_terms),
    "membership_certificate": _member(lambda: None),
    "resignation": _resignation,
    "resignation_withdrawal": _resignation,
}
MORE = {
    "open_members": {"language": "sv"},
    "open_membership": {"language": "sv"},
    "open_application": {"language": "sv", "secret": "x" * 43},
}
