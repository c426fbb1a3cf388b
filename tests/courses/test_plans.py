"""A year's plan as variants: computed by a job, adjusted by hand, laid side by side, frozen."""


import pytest

from courses.models import (
    Plan,
    PlannedRun,
    PlannedSeats,
)
from network import scope
from tests.cast import VN, Cast
from tests.courses.plans import compute, make_needs, make_variant


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A variant on 18 seats asked for: 10 of Excel and 5 of Lean in spring, 3 in autumn."""
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_variant(make_needs(cast))


def test_a_variant_is_computed_by_a_job_and_its_seats_are_those_asked_for(
    cast: Cast, plan: Plan
) -> None:
    assert compute(cast, plan).state == "done"
    with scope.enter(cast.users["jonas"], cast.vn):
        found = Plan.objects.get(pk=plan.pk)
        runs = {
            (run.candidate.title_sv, run.term): run.seats
            for run in PlannedRun.objects.filter(plan=found).select_related("candidate")
        }
        # Three in autumn are too few for a group of four, so they go to a second one in spring
        # or stay without; all others get their seats.
        assert runs[("Lean", "spring")] == 5
        assert found.result["measures"]["asked"] == 18
        seats = PlannedSeats.objects.filter(planned_run__plan=found)
        by_member = {}
        for one in seats:
            by_member[one.membership_id] = by_member.get(one.membership_id, 0) + one.seats
        assert by_member[cast.memberships[VN, "csn"]] == 11
        assert found.result["proved"] is True
        hosts = set(PlannedRun.objects.filter(plan=found).values_list("host", flat=True))
        assert None not in hosts
