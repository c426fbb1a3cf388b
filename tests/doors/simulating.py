"""The simulations and contributions in kind that their doors are tried with."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from fees.models import Contribution, ContributionKind, Simulation
from tests.cast import Cast
from tests.doors.making import Maker, made_in


def simulation(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: Simulation.objects.create(name=f"Avgifter {network} {who}", year=2027, made_by=0),
    )


def kind(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast, network, lambda: ContributionKind.objects.create(name_sv=f"Slag {network} {who}")
    )


def _contribution(state: str) -> Maker:
    def make(cast: Cast, network: str, who: str, key: str) -> int:
        member = cast.memberships[network, key]
        settled = {"settled_by": 0, "settled_at": timezone.now()} if state != "reported" else {}

        def lay() -> Any:
            given = ContributionKind.objects.get_or_create(name_sv=f"Slag {who}")[0]
            return Contribution.objects.create(
                membership_id=member,
                kind=given,
                what=f"Insats {network}",
                since=date(2026, 3, 1),
                quantity=Decimal(2),
                unit="hour",
                rate=Decimal(500),
                value=Decimal(1000),
                state=state,
                reported_by=0,
                **settled,
            )

        return made_in(cast, network, lay)

    return make


SIMULATING: Mapping[str, Maker] = {
    "contribution": _contribution("reported"),
    "contribution_kind_change": kind,
    "contribution_reversal": _contribution("accepted"),
    "contribution_settlement": _contribution("reported"),
    "contribution_withdrawal": _contribution("reported"),
    "simulation": simulation,
    "simulation_change": simulation,
    "simulation_copy": simulation,
    "simulation_facts": simulation,
    "simulation_facts_removal": simulation,
    "simulation_paper": simulation,
    "simulation_removal": simulation,
    "simulation_renewal": simulation,
}
