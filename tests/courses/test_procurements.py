"""Procurements on the real tables: states, sums, options, rights, and prices as estimates."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.actions.contract_price import ContractRefuses, lay_estimates, propose
from courses.actions.procure import (
    IsUsed,
    Lacking,
    NotThere,
    move_procurement,
    save_procurement,
    set_purposes,
    use_option,
)
from courses.actions.purchase_limit import lay_known_limits, lay_limit
from courses.models import (
    CallOffRight,
    ContractPrice,
    Costing,
    CostLine,
    PlannedRun,
    Procurement,
    PurchaseLimit,
    Run,
    Supplier,
)
from courses.needs import lineage
from courses.procurements.buying import Limits, standing_of, standings
from courses.procurements.drawn import drawn_by, runs_for, warnings_of, without_right
from courses.procurements.purchasing import BuyingForm, BuyingState, Lack, Level, LimitKind
from courses.procurements.renewals import guard, renewals_of
from members.models import Person
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run, seat
from tests.courses.procurements import (
    allow_only,
    decide,
    make_contract,
    make_decided,
    make_kind,
    make_limits,
    make_option,
    make_planned_run,
    make_price,
    make_procurement,
)


def member(cast: Cast, key: str = "spv") -> int:
    return cast.memberships[VN, key]


@pytest.fixture
def jonas(cast: Cast) -> Iterator[Cast]:
    """Inside the education coordinator's scope."""
    with scope.enter(cast.users["jonas"], cast.vn):
        yield cast


def test_no_contract_over_the_limit_without_a_reason(jonas: Cast) -> None:
    make_limits()
    make_procurement(member(jonas), 500_000, documentation="Tre tillfrågade.")
    it = make_procurement(member(jonas), 150_000, title="Till", documentation="Två tillfrågade.")
    make_option(it, 700, value=50_000)
    with pytest.raises(Lacking) as refused:
        move_procurement(it, BuyingState.CONTRACTED, by=seat())
    assert refused.value.lacks == [Lack.REASON]
    it.over_reason = "Bara en leverantör kan."
    it.save()
    move_procurement(it, BuyingState.CONTRACTED, by=seat())
    assert Procurement.objects.get(pk=it.pk).state == BuyingState.CONTRACTED


def test_a_direct_award_from_the_limit_is_documented_before_there_is_a_contract(
    jonas: Cast,
) -> None:
    make_limits()
    it = make_procurement(member(jonas), 100_000)
    with pytest.raises(Lacking) as refused:
        move_procurement(it, BuyingState.CONTRACTED, by=seat())
    assert refused.value.lacks == [Lack.DOCUMENTATION]


def test_other_buyers_kinds_and_years_are_no_part_of_the_sum(jonas: Cast) -> None:
    make_limits()
    it = make_procurement(member(jonas), 100_000)
    make_procurement(member(jonas, "csn"), 200_000)
    make_procurement(member(jonas), 200_000, same_kind=make_kind("It"))
    make_procurement(member(jonas), 200_000, form=BuyingForm.TENDER)
    make_procurement(member(jonas), 200_000, state=BuyingState.STOPPED)
    make_procurement(
        member(jonas), 200_000, starts=timezone.localdate().replace(month=1, day=1)
        - timedelta(days=1)
    )  # fmt: skip
    assert standing_of(it).weighing.after == 100_000
    assert [row.weighing.after for row in standings([it])] == [100_000]


def test_the_list_sums_as_the_page_does(jonas: Cast) -> None:
    make_limits()
    found = [make_procurement(member(jonas), 250_000) for _ in range(3)]
    make_option(found[1], 500, value=25_000)
    assert {row.weighing.after for row in standings(found)} == {Decimal(775_000)}
    assert standing_of(found[0]).weighing.level == Level.OVER


def test_a_new_limit_ends_the_one_before_and_is_asked_by_the_contracts_first_day(
    jonas: Cast,
) -> None:
    assert lay_known_limits(by=seat()) == 2
    assert lay_known_limits(by=seat()) == 0
    today = timezone.localdate()
    later = PurchaseLimit(
        kind=LimitKind.DIRECT_AWARD, amount=900_000, since=today, source="Påhittat"
    )
    lay_limit(later, by=seat())
    limits = Limits.read()
    assert limits.amount(LimitKind.DIRECT_AWARD, today) == 900_000
    assert limits.amount(LimitKind.DIRECT_AWARD, today - timedelta(days=1)) == 700_000
    assert limits.amount(LimitKind.DOCUMENTATION, today) == 100_000
    assert limits.amount(LimitKind.DIRECT_AWARD, today.replace(year=2020)) is None


def test_a_signed_contract_has_a_supplier_and_a_last_day_in_the_database_too(
    jonas: Cast,
) -> None:
    it = make_procurement(member(jonas), state=BuyingState.CONTRACTED)
    for name in ("supplier", "ends"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Procurement.objects.filter(pk=it.pk).update(**{name: None})


def test_steps_that_are_none_are_refused(jonas: Cast) -> None:
    it = make_procurement(member(jonas), state=BuyingState.PLANNED)
    with pytest.raises(NotThere):
        move_procurement(it, BuyingState.ENDED, by=seat())
    move_procurement(it, BuyingState.STOPPED, by=seat(), why="Behövs inte.")
    with pytest.raises(NotThere):
        move_procurement(it, BuyingState.CONTRACTED, by=seat())


def test_an_option_is_used_once_and_prolongs_the_contract(jonas: Cast) -> None:
    today = timezone.localdate()
    it = make_procurement(member(jonas), state=BuyingState.CONTRACTED, ends=today)
    option = make_option(it, 365)
    assert it.last_day == today
    use_option(option, today, by=seat())
    with pytest.raises(IsUsed):
        use_option(option, today, by=seat())
    assert Procurement.objects.get(pk=it.pk).last_day == option.until
    kept = save_procurement(it, [], by=seat())
    assert kept.options.count() == 1, "a used option is not taken away"


def test_prices_become_the_estimate_of_a_run_and_a_new_price_replaces_only_its_own(
    jonas: Cast,
) -> None:
    course = make_course("Klarspråk")
    it = make_contract(member(jonas), course)
    run = make_run(course=course, capacity=12, expected=10)
    CostLine.objects.create(run=run, kind="catering", price=Decimal(900))
    assert lay_estimates(it, [run], by=seat()) == 1
    lines = CostLine.objects.filter(run=run, procurement=it).order_by("kind")
    assert [(line.kind, line.quantity, line.price, line.supplier) for line in lines] == [
        ("material", 10, 200, "Exempelutbildning AB"),
        ("teacher", 2, 15_000, "Exempelutbildning AB"),
    ]
    ContractPrice.objects.filter(procurement=it, unit="day").update(amount=20_000)
    proposal = propose(it, Run.objects.filter(pk=run.pk).prefetch_related("sessions"))[0]
    assert (proposal.now, proposal.amount) == (Decimal(32_000), Decimal(42_000))
    assert proposal.changes
    lay_estimates(it, [run], by=seat())
    assert CostLine.objects.filter(run=run).count() == 3
    assert not propose(it, [run])[0].changes


def test_the_plans_own_estimate_goes_when_the_contracts_is_laid_instead(jonas: Cast) -> None:
    candidate = make_decided()
    course = make_course("Svåra samtal")
    Costing.objects.create(candidate=candidate, run_cost=40_000, days=Decimal("1.5"))
    run = Run.objects.create(course=course, number=1, capacity=10, state="tentative")
    make_planned_run(candidate, run, week=20)
    it = make_contract(
        member(jonas), course, ends=timezone.localdate().replace(month=12, day=31)
        + timedelta(days=365),
    )  # fmt: skip
    for kind in ("teacher", "catering"):
        CostLine.objects.create(run=run, kind=kind, price=Decimal(30_000))
    proposal = propose(it, [run])[0]
    assert proposal.extent.day.isocalendar()[:2] == (candidate.campaign.year, 20)
    assert proposal.amount == Decimal("1.5") * 15_000 + 10 * 200
    assert proposal.beside == 30_000
    lay_estimates(it, [run], by=seat(), instead=True)
    assert sorted(CostLine.objects.filter(run=run).values_list("kind", flat=True)) == [
        "catering",
        "material",
        "teacher",
    ]
    assert CostLine.objects.get(kind="teacher").procurement == it


def test_a_run_after_the_contracts_last_day_is_refused_with_the_day(jonas: Cast) -> None:
    today = timezone.localdate()
    course = make_course("Klarspråk")
    it = make_contract(member(jonas), course, ends=today + timedelta(days=5))
    run = make_run(course=course, in_days=30)
    with pytest.raises(ContractRefuses, match=r"Avtalet gick ut|The contract ended"):
        lay_estimates(it, [run], by=seat())
    assert not CostLine.objects.exists()
    make_option(it, 90)
    use_option(it.options.get(), today, by=seat())
    assert lay_estimates(Procurement.objects.get(pk=it.pk), [run], by=seat()) == 1


def test_members_with_seats_and_no_right_to_call_off_are_named(jonas: Cast) -> None:
    course = make_course("Klarspråk")
    it = make_contract(member(jonas), course, form=BuyingForm.CALL_OFF)
    run = make_run(course=course)
    run.allotments.create(membership_id=member(jonas, "csn"), seats=1)
    assert without_right(it, [run.pk]) == {run.pk: ["CSN"]}
    allow_only(it, member(jonas, "csn"))
    assert without_right(it, [run.pk]) == {}
    allow_only(it, member(jonas, "timra"))
    assert drawn_by(it)[0].without_right == ["CSN"]
    lay_estimates(it, [run], by=seat())
    warned = warnings_of(run, CostLine.objects.filter(run=run))
    assert [(one.it, one.refused, one.without_right) for one in warned] == [(it, "", ["CSN"])]


def test_a_planned_run_of_a_decided_plan_learns_its_contract(jonas: Cast) -> None:
    candidate = make_decided()
    run = make_run()
    planned = make_planned_run(candidate, run)
    own = make_planned_run(candidate, teaching="own", number=2)
    decide(candidate)
    it = make_procurement(member(jonas), state=BuyingState.CONTRACTED)
    set_purposes(it, [candidate.pk], [], by=seat())
    assert PlannedRun.objects.get(pk=planned.pk).procurement == it
    assert PlannedRun.objects.get(pk=own.pk).procurement is None
    assert list(runs_for(it)) == [run]
    assert list(Procurement.objects.for_candidate(candidate)) == [it]
    with pytest.raises(IntegrityError, match="stands still"), transaction.atomic():
        PlannedRun.objects.filter(pk=planned.pk).update(seats=99, procurement=None)
    set_purposes(it, [], [], by=seat())
    assert PlannedRun.objects.get(pk=planned.pk).procurement is None
    assert not Procurement.objects.for_candidate(candidate).exists()


def test_a_candidate_finds_the_contracts_of_its_course_too(jonas: Cast) -> None:
    candidate = make_decided()
    course = make_course("Svåra samtal")
    it = make_contract(member(jonas), course)
    assert not Procurement.objects.for_candidate(candidate).exists()
    candidate.course = course
    candidate.save()
    assert list(Procurement.objects.for_candidate(candidate)) == [it]
    assert lineage.of_candidate(candidate, seat()).procurements == [it]


def test_the_guard_says_what_is_bought_under_way_and_missing(jonas: Cast) -> None:
    today = timezone.localdate()
    bought, begun, missing = (make_decided(title=title) for title in ("Köpt", "Påbörjad", "Inget"))
    make_decided("decline", "Avslagen")
    make_decided("carry_out", "Egen")
    for candidate, state in ((bought, BuyingState.CONTRACTED), (begun, BuyingState.UNDER_WAY)):
        it = make_procurement(member(jonas), state=state)
        set_purposes(it, [candidate.pk], [], by=seat())
    over = make_procurement(member(jonas), state=BuyingState.CONTRACTED, ends=today)
    set_purposes(over, [missing.pk], [], by=seat())
    Procurement.objects.filter(pk=over.pk).update(state=BuyingState.ENDED)
    rows = guard(bought.campaign)
    assert [(row.candidate.title, row.best is not None, row.has_contract) for row in rows] == [
        ("Köpt", True, True),
        ("Påbörjad", True, False),
        ("Inget", False, False),
    ]


def test_the_guard_asks_the_same_questions_for_one_and_for_many(
    jonas: Cast,
) -> None:
    counts = []
    for many in (1, 6):
        for place in range(many):
            candidate = make_decided(title=f"Kurs {many} {place}")
            it = make_procurement(member(jonas), title=candidate.title)
            set_purposes(it, [candidate.pk], [], by=seat())
        with CaptureQueriesContext(connection) as asked:
            guard(candidate.campaign)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_contracts_are_told_by_their_last_day_and_half_a_year_before(jonas: Cast) -> None:
    make_limits()
    today = timezone.localdate()
    near = make_contract(member(jonas), make_course("A"), ends=today + timedelta(days=90))
    far = make_contract(member(jonas), make_course("B"), ends=today + timedelta(days=300))
    gone = make_contract(member(jonas), make_course("C"), ends=today - timedelta(days=9))
    rows = renewals_of(seat(), today)
    assert [(row.it, row.due, row.over) for row in rows] == [
        (gone, False, True),
        (near, True, False),
        (far, False, False),
    ]


@pytest.mark.parametrize("who", ["amina", "lena", "erik", "styrbjorn"])
def test_nobody_but_the_coordinators_writes(cast: Cast, who: str) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        it = make_procurement(member(cast))
    with scope.enter(cast.users[who], cast.vn):
        with pytest.raises(PermissionDenied):
            move_procurement(it, BuyingState.STOPPED, by=seat())
        assert Procurement.objects.filter(pk=it.pk).update(title="Ändrad") == 0


def test_an_authority_sees_only_the_contracts_that_it_may_call_off_from(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        ours = make_contract(member(cast), make_course("A"), title="Vårt")
        theirs = make_contract(member(cast), make_course("B"), title="Deras")
        allow_only(ours, member(cast, "csn"))
        allow_only(theirs, member(cast, "timra"))
    with scope.enter(cast.users["lena"], cast.vn):
        assert list(Procurement.objects.all()) == [ours]
        assert {price.procurement_id for price in ContractPrice.objects.all()} == {ours.pk}
        assert set(CallOffRight.objects.values_list("membership", flat=True)) == {
            member(cast, "csn")
        }
        assert Supplier.objects.count() == 1
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Procurement.objects.exists()
        assert not Supplier.objects.exists()
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert Procurement.objects.count() == 2


def test_a_council_member_reads_the_procurements_until_the_role_ends(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_procurement(member(cast))
    with scope.enter(cast.users["karin"], cast.vn):
        mats = Person.objects.get(pk=cast.person("mats"))
        role = mats.roles.create(
            membership_id=mats.membership_id,
            kind="council_member",
            since=timezone.localdate() - timedelta(days=9),
        )
    with scope.enter(cast.users["mats"], cast.vn):
        assert Procurement.objects.count() == 1
        assert seat().may("see_procurements")
    with scope.enter(cast.users["karin"], cast.vn):
        role.until = timezone.localdate() - timedelta(days=1)
        role.save()
    with scope.enter(cast.users["mats"], cast.vn):
        assert not Procurement.objects.exists()


def test_a_price_does_not_hold_twice_in_the_same_time(jonas: Cast) -> None:
    today = timezone.localdate()
    it = make_procurement(member(jonas))
    make_price(it, 100, "day", until=today)
    make_price(it, 120, "day", since=today + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_price(it, 130, "day", since=today)
