"""The costs, settlements and late fees of runs that their doors are tried with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from courses.models import CostLine, Enrolment, LateFee, Settlement, SettlementShare
from tests.cast import Cast
from tests.doors.catalogue import run
from tests.doors.enrolling import enrolment
from tests.doors.making import Maker, made_in


def cost_line(cast: Cast, network: str, who: str, key: str) -> int:
    held = run(cast, network, who, key)
    return made_in(cast, network, lambda: CostLine.objects.create(run_id=held, price=100))


def settled_run(cast: Cast, network: str, who: str, key: str) -> int:
    """A run whose cost one authority bears alone."""
    held = run(cast, network, who, key)

    def lay() -> Any:
        laid = Settlement.objects.create(
            run_id=held, basis="fixed", cost=100, late=0, charged=100, seats=1
        )
        return SettlementShare.objects.create(
            settlement=laid,
            run_id=held,
            membership_id=cast.memberships[network, key],
            seats=1,
            preliminary=100,
            final=100,
            late=0,
        )

    made_in(cast, network, lay)
    return held


def late_fee(cast: Cast, network: str, who: str, key: str) -> int:
    seat = enrolment(cast, network, who, key)

    def lay() -> Any:
        it = Enrolment.objects.get(pk=seat)
        return LateFee.objects.create(
            run_id=it.run_id,
            enrolment=it,
            person_id=it.person_id,
            membership_id=it.membership_id,
            kind="withdrawal",
            amount=100,
            certain_on=date(2026, 1, 1),
        )

    return made_in(cast, network, lay)


COSTING: Mapping[str, Maker] = {
    "cost_change": cost_line,
    "cost_removal": cost_line,
    "late_fee_waiver": late_fee,
    "run_settlement": settled_run,
    "run_settlement_document": settled_run,
}
