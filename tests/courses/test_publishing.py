"""Publishing a decided plan: one set of runs, whatever is killed, and only what differs later."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Sum

from courses.actions import publish
from courses.actions.procure import set_purposes
from courses.models import (
    Allotment,
    CostLine,
    Course,
    Plan,
    PlannedRun,
    PlannedSeats,
    Procurement,
    Run,
    SeatCount,
)
from courses.plans.publication import pairs_of
from courses.plans.publishing import Fresh, Gone, Kept, Planned, monday, pairs
from courses.procurements.purchasing import BuyingState
from courses.rules import RunState
from network import scope
from network.actions import job
from network.models import Job, Letter
from tests.cast import VN, Cast
from tests.courses.decided import (
    adopt_as_jonas,
    decided_plan,
    make_plan,
    make_planned,
    next_version,
)
from tests.courses.makers import seat
from tests.courses.outbox import do_errands, do_jobs
from tests.courses.procurements import make_price, make_procurement
from tests.databases import acting_as

pytestmark = pytest.mark.django_db


def order(cast: Cast, plan: Plan) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        publish.order(Plan.objects.select_related("campaign").get(pk=plan.pk), by=seat())


def published(cast: Cast, plan: Plan) -> Plan:
    """The plan after its job."""
    order(cast, plan)
    for done in do_jobs(cast):
        assert done.state == Job.State.DONE, done.error
    with scope.enter(cast.users["jonas"], cast.vn):
        found: Plan = Plan.objects.get(pk=plan.pk)
        assert found.state == Plan.State.PUBLISHED
        return found


def as_jonas(cast: Cast, ask: Callable[[], Any]) -> Any:
    with scope.enter(cast.users["jonas"], cast.vn):
        return ask()


def test_a_decided_plan_becomes_announced_runs_with_seats_for_each_authority(cast: Cast) -> None:
    plan = published(cast, decided_plan(cast))
    with scope.enter(cast.users["jonas"], cast.vn):
        runs = list(Run.objects.filter(planned__plan=plan).order_by("week_of"))
        assert [run.course.title_sv for run in runs] == ["Excel grund", "Klarspråk"]
        year = plan.campaign.year
        for week, run in enumerate(runs, start=12):
            assert run.state == RunState.TENTATIVE
            assert (run.capacity, run.minimum, run.expected) == (20, 8, 14)
            assert run.price == 2143  # 30 000 kr by 14, upwards
            assert run.week_of == monday(year, week)
            assert run.begins_at is None
            lots = Allotment.objects.filter(run=run).order_by("-seats")
            assert [(lot.seats, lot.kind) for lot in lots] == [(10, "firm"), (4, "firm")]
            cost = CostLine.objects.get(run=run)
            assert (cost.amount, cost.stage) == (30_000, "estimated")


def test_ordered_twice_and_run_twice_it_is_one_set(cast: Cast) -> None:
    plan = decided_plan(cast)
    order(cast, plan)
    order(cast, plan)
    assert len(do_jobs(cast)) == 1
    left = as_jonas(cast, lambda: pairs_of(plan))
    with scope.enter(cast.users["jonas"], cast.vn):
        for pair in left:  # a worker that read the list before the other one was ready
            publish.publish_pair(plan.pk, pair, by=seat())
        publish.finish(plan.pk, by=seat())
        assert Run.objects.filter(planned__plan=plan).count() == 2
        assert Run.objects.count() == 2
        assert Allotment.objects.count() == 4
    letters = [letter for letter in do_errands(cast) if letter.name == "courses.plan_published"]
    assert sorted(letter.to for letter in letters) == ["lars@example.org", "lena@example.org"]


class Killed(Exception):
    """The worker is gone."""


@pytest.mark.parametrize("after", range(1, 4))
@pytest.mark.parametrize("where", ["save_run", "estimate", "share_out", "move"])
def test_killed_between_statements_it_goes_on_and_comes_to_one_set(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, where: str, after: int
) -> None:
    plan = decided_plan(cast)
    order(cast, plan)
    from courses.actions import publish_run

    real = getattr(publish_run, where)
    calls = 0

    def dies(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == after:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(publish_run, where, dies)
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = Job.objects.get(name=publish.JOB)
        job.run(cast.vn, waiting.pk)
    monkeypatch.setattr(publish_run, where, real)
    if after <= 2:
        order(cast, plan)
        do_jobs(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Run.objects.count() == 2
        assert Course.objects.count() == 2
        assert Allotment.objects.count() == 4
        assert CostLine.objects.count() == 2
        assert Plan.objects.get(pk=plan.pk).state == Plan.State.PUBLISHED
        assert not PlannedRun.objects.filter(plan=plan, run=None).exists()


def contracted(cast: Cast, plan: Plan, *, last_month: int = 12) -> Procurement:
    """A contract for the plan's first course, 2 000 kr a seat; until the plan's year is over."""
    with scope.enter(cast.users["jonas"], cast.vn):
        first = PlannedRun.objects.get(plan=plan, week=12)
        year = plan.campaign.year
        it = make_procurement(
            cast.memberships[VN, "spv"],
            state=BuyingState.CONTRACTED,
            starts=date(year - 1, 1, 1),
            ends=date(year, last_month, 28),
        )
        make_price(it, 2_000, "seat")
        set_purposes(it, [first.candidate_id], [], by=seat())
    return it


def estimates(run: Run) -> list[tuple[Any, int]]:
    lines = CostLine.objects.filter(run=run, stage="estimated").order_by("pk")
    return [(line.procurement_id, int(line.amount)) for line in lines]


def test_a_contract_in_force_gives_the_estimate_instead_of_the_plan(cast: Cast) -> None:
    plan = decided_plan(cast)
    it = contracted(cast, plan)
    plan = published(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        first, second = Run.objects.filter(planned__plan=plan).order_by("week_of")
        assert estimates(first) == [(it.pk, 28_000)]  # 2 000 for each of 14 expected
        assert first.price == 2_000
        assert PlannedRun.objects.get(run=first).procurement_id == it.pk
        assert estimates(second) == [(None, 30_000)]


def test_a_contract_that_ends_before_the_week_gives_no_estimate(cast: Cast) -> None:
    plan = decided_plan(cast)
    contracted(cast, plan, last_month=2)
    plan = published(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        first = Run.objects.filter(planned__plan=plan).earliest("week_of")
        assert estimates(first) == [(None, 30_000)]


def test_own_staff_are_not_paid_by_a_contract(cast: Cast) -> None:
    plan = decided_plan(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        variant = make_plan(plan.campaign, "Egna")
        row = PlannedRun.objects.get(plan=plan, week=12)
        make_planned(variant, row.candidate, week=12, teaching="own", host_id=row.host_id)
    contracted(cast, plan)
    plan = published(cast, adopt_as_jonas(cast, variant))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert estimates(Run.objects.get(planned__plan=plan)) == [(None, 30_000)]


def test_a_later_version_keeps_the_contract_and_what_somebody_wrote(cast: Cast) -> None:
    first = decided_plan(cast)
    it = contracted(cast, first)
    first = published(cast, first)
    with scope.enter(cast.users["jonas"], cast.vn):
        run = Run.objects.filter(planned__plan=first).earliest("week_of")
        CostLine.objects.create(run=run, kind="teacher", price=500, note="Assistent")
    variant = next_version(cast, first)
    with scope.enter(cast.users["jonas"], cast.vn):
        PlannedRun.objects.filter(plan=variant, week=12).update(cost=45_000)
    published(cast, adopt_as_jonas(cast, variant))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert sorted(estimates(run), key=lambda row: row[1]) == [(None, 500), (it.pk, 28_000)]
        assert Run.objects.get(pk=run.pk).price == 2_036  # 28 500 kr by 14, upwards


def test_seats_given_out_never_exceed_those_that_there_are(cast: Cast) -> None:
    plan = published(cast, decided_plan(cast))
    with scope.enter(cast.users["jonas"], cast.vn):
        for run in Run.objects.filter(planned__plan=plan):
            given = Allotment.objects.filter(run=run).aggregate(s=Sum("seats"))["s"]
            assert given <= SeatCount.objects.get(run=run).capacity


def test_a_plan_that_gives_out_more_seats_than_a_run_has_is_refused_in_words(cast: Cast) -> None:
    plan = decided_plan(cast)
    variant = next_version(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        PlannedSeats.objects.filter(planned_run__plan=variant, seats=4).update(seats=11)
    adopted = adopt_as_jonas(cast, variant)
    with pytest.raises(publish.NotPublished, match="21"):
        order(cast, adopted)


def test_a_variant_and_an_overtaken_version_are_not_published(cast: Cast) -> None:
    plan = decided_plan(cast)
    variant = next_version(cast, plan)
    with pytest.raises(publish.NotPublished):
        order(cast, variant)
    adopt_as_jonas(cast, variant)
    with pytest.raises(publish.NotPublished):
        order(cast, plan)


def test_a_later_version_changes_only_what_differs(cast: Cast) -> None:
    first = published(cast, decided_plan(cast))
    with scope.enter(cast.users["jonas"], cast.vn):
        kept, moved = Run.objects.filter(planned__plan=first).order_by("week_of")
        Run.objects.filter(pk=kept.pk).update(place="Sal A", capacity=24)
    variant = next_version(cast, first)
    with scope.enter(cast.users["jonas"], cast.vn):
        late = PlannedRun.objects.get(plan=variant, week=13)
        late.week, late.seats = 20, 16
        late.save()
        PlannedSeats.objects.filter(planned_run=late, seats=10).update(seats=12)
    second = published(cast, adopt_as_jonas(cast, variant))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Run.objects.count() == 2
        same = Run.objects.get(pk=kept.pk)
        assert (same.place, same.capacity) == ("Sal A", 24)
        changed = Run.objects.get(pk=moved.pk)
        assert (changed.capacity, changed.week_of) == (16, monday(second.campaign.year, 20))
        lots = Allotment.objects.filter(run=changed).order_by("-seats").values_list("seats")
        assert [seats for (seats,) in lots] == [12, 4]
        assert Plan.objects.get(pk=first.pk).state == Plan.State.REPLACED
        assert set(second.runs.values_list("run", flat=True)) == {kept.pk, moved.pk}


def test_a_run_that_the_new_version_lacks_is_called_off_if_nobody_is_on_it(cast: Cast) -> None:
    first = published(cast, decided_plan(cast))
    variant = next_version(cast, first)
    with scope.enter(cast.users["jonas"], cast.vn):
        PlannedRun.objects.get(plan=variant, week=13).delete()
    second = published(cast, adopt_as_jonas(cast, variant))
    with scope.enter(cast.users["jonas"], cast.vn):
        gone = Run.objects.exclude(planned__plan=second).get()
        assert gone.state == RunState.CANCELLED
        assert second.result.get(publish.HAND, {}) == {}


def test_a_run_with_people_on_it_is_left_to_a_person(cast: Cast) -> None:
    from courses.actions.enrol import enrol
    from members.models import Person

    first = published(cast, decided_plan(cast))
    with scope.enter(cast.users["jonas"], cast.vn):
        run = Run.objects.get(planned__plan=first, planned__week=13)
        run.state = RunState.OPEN
        run.save()
        enrol(run, Person.objects.get(pk=cast.person("amina")), by=seat())
    variant = next_version(cast, first)
    with scope.enter(cast.users["jonas"], cast.vn):
        PlannedRun.objects.get(plan=variant, week=13).delete()
    second = published(cast, adopt_as_jonas(cast, variant))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Run.objects.get(pk=run.pk).state == RunState.OPEN
        assert second.result[publish.HAND] == {str(run.pk): {"why": "enrolled", "people": 1}}


def test_only_members_whose_seats_changed_hear_of_a_later_version(cast: Cast) -> None:
    first = published(cast, decided_plan(cast))
    do_errands(cast)
    variant = next_version(cast, first)
    with scope.enter(cast.users["jonas"], cast.vn):
        PlannedSeats.objects.filter(planned_run__plan=variant, seats=4).update(seats=5)
    second = published(cast, adopt_as_jonas(cast, variant))
    letters: list[Letter] = [
        letter for letter in do_errands(cast) if letter.name == "courses.plan_published"
    ]
    told = {letter.to for letter in letters if letter.key.startswith(f"plan-{second.pk}-")}
    assert told == {"lars@example.org"}


def test_the_letter_says_of_each_need_what_became_of_it(cast: Cast) -> None:
    published(cast, decided_plan(cast))
    letters = {letter.to: letter for letter in do_errands(cast) if "plan" in letter.name}
    text = letters["lena@example.org"].text
    assert "Excel grund" in text
    assert "Klarspråk" in text
    assert f"/{VN}/courses/plans/outcome/" in text


def test_runs_are_matched_alike_first_then_by_week_number_and_turn() -> None:
    old = [
        Planned(1, 7, "spring", 1, 20, 12, run=101),
        Planned(2, 7, "spring", 2, 20, 15, run=102),
        Planned(3, 7, "spring", 3, 20, 18, run=103),
    ]
    new = [
        Planned(11, 7, "spring", 1, 20, 18),
        Planned(12, 7, "spring", 2, 16, 12),
        Planned(13, 7, "autumn", 1, 20, 40),
    ]
    assert pairs(old, new) == [
        Kept(old[2], new[0]),
        Kept(old[0], new[1]),
        Gone(old[1]),
        Fresh(new[2]),
    ]
