"""The ways to a seat one by one: own seats, groups, last hours, releases, sessions, approvals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.actions import allotment as lots
from courses.actions.enrol import NotPossible, enrol
from courses.actions.group import SomebodyMayNot, enrol_group
from courses.actions.hand_over import hand_over
from courses.actions.offer import accept, take_free_seat
from courses.actions.session_seat import choose_sessions
from courses.actions.withdraw import withdraw
from courses.models import (
    Approval,
    ApprovalRule,
    Enrolment,
    Offer,
    Run,
    SeatCount,
    Session,
    SessionCount,
)
from courses.rules import Fault, Reason, RunFacts, faults
from courses.seats import SeatRefused, ask
from courses.tasks import pass_offers_on, release_allotments
from members.models import Membership, Person
from network import scope
from network.models import Errand
from tests.cast import Cast
from tests.courses.makers import make_run, seat, states
from tests.databases import acting_as


def planned(cast: Cast, capacity: int = 1, **fields: object) -> Run:
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=capacity, **fields)  # type: ignore[arg-type]


def enrol_as(cast: Cast, who: str, run: Run) -> Enrolment:
    with scope.enter(cast.users[who], cast.vn):
        return enrol(Run.objects.get(pk=run.pk), Person.objects.get(pk=cast.person(who)), by=seat())


def withdraw_as(cast: Cast, who: str, enrolment: Enrolment) -> None:
    with scope.enter(cast.users[who], cast.vn):
        withdraw(Enrolment.objects.get(pk=enrolment.pk), by=seat())


def member(cast: Cast, key: str) -> Membership:
    found: Membership = Membership.objects.get(pk=cast.memberships["vasternorrland", key])
    return found


def test_an_authoritys_own_seat_is_its_peoples_even_when_others_wait(cast: Cast) -> None:
    run = planned(cast, 2)
    with scope.enter(cast.users["jonas"], cast.vn):
        lot = lots.allot(run, member(cast, "csn"), 1, by=seat())
    assert [enrol_as(cast, who, run).state for who in ("tove", "miriam")] == [
        "enrolled", "waiting"
    ]  # fmt: skip
    amina = enrol_as(cast, "amina", run)
    assert (amina.state, amina.seat_by, amina.allotment_id) == ("enrolled", "allotment", lot.pk)
    assert enrol_as(cast, "berit", run).state == "waiting"
    withdraw_as(cast, "amina", amina)  # to its own line, past Miriam who came before
    with scope.enter(cast.users["jonas"], cast.vn):
        assert states(run) == ["enrolled", "waiting", "withdrawn", "enrolled"]


@pytest.mark.parametrize(("groups", "newcomer"), [("strict", "waiting"), ("fill", "enrolled")])
def test_a_group_that_does_not_fit_stops_the_line_or_is_passed_by(
    cast: Cast, groups: str, newcomer: str
) -> None:
    run = planned(cast, 2, groups=groups)
    enrol_as(cast, "tove", run)
    with scope.enter(cast.users["lena"], cast.vn):
        people = list(Person.objects.filter(pk__in=[cast.person("amina"), cast.person("berit")]))
        made = enrol_group(Run.objects.get(pk=run.pk), people, by=seat())
        assert {row.state for row in made} == {"waiting"}
        with pytest.raises(SomebodyMayNot):
            enrol_group(run, people, by=seat())
    assert enrol_as(cast, "miriam", run).state == newcomer


@pytest.mark.parametrize(("mode", "becomes"), [("first_come", "waiting"), ("draw", "applied")])
def test_a_group_that_wants_all_or_none_is_not_torn_apart_by_one_own_seat(
    cast: Cast, mode: str, becomes: str
) -> None:
    run = planned(cast, 1, mode=mode)
    with scope.enter(cast.users["jonas"], cast.vn):
        lots.allot(run, member(cast, "csn"), 1, by=seat())
    with scope.enter(cast.users["lena"], cast.vn):
        people = list(Person.objects.filter(pk__in=[cast.person("amina"), cast.person("berit")]))
        made = enrol_group(Run.objects.get(pk=run.pk), people, by=seat())
    assert [row.state for row in made] == [becomes] * 2


def test_in_the_last_hours_nobody_is_asked_and_the_first_to_take_it_has_the_seat(
    cast: Cast,
) -> None:
    run = planned(cast, 1, in_days=10, queue="offers", offer_stops_hours=12)
    amina, tove, miriam = (enrol_as(cast, who, run) for who in ("amina", "tove", "miriam"))
    soon = timezone.now() + timedelta(hours=2)
    with scope.enter(cast.users["jonas"], cast.vn):
        day = Session.objects.filter(run=run).earliest("starts_at")
        day.starts_at, day.ends_at = soon, soon + timedelta(hours=7)
        day.save()
    with scope.enter(cast.users["tove"], cast.vn), pytest.raises(SeatRefused):
        take_free_seat(Enrolment.objects.get(pk=tove.pk), by=seat())
    withdraw_as(cast, "amina", amina)
    with scope.enter(cast.users["miriam"], cast.vn):
        assert take_free_seat(Enrolment.objects.get(pk=miriam.pk), by=seat()) == "enrolled"
    with scope.enter(cast.users["tove"], cast.vn), pytest.raises(SeatRefused):
        take_free_seat(Enrolment.objects.get(pk=tove.pk), by=seat())


def test_seats_without_names_go_to_the_line_on_their_day(cast: Cast) -> None:
    run = planned(cast, 1)
    today = timezone.localdate()
    with scope.enter(cast.users["jonas"], cast.vn):
        lot = lots.allot(run, member(cast, "csn"), 1, by=seat(), release_on=today)
        with pytest.raises(SeatRefused, match="courses_never_oversold"):
            lots.allot(run, member(cast, "timra"), 1, by=seat())
    assert enrol_as(cast, "tove", run).state == "waiting"
    with acting_as("portal_worker"):
        release_allotments()
        release_allotments()
        pass_offers_on()
    with scope.enter(cast.users["jonas"], cast.vn):
        assert states(run) == ["enrolled"]
        lot.refresh_from_db()
        assert lot.unnamed == 0
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Errand.objects.filter(name="courses.tell_moved_up").count() == 1


def test_who_applies_is_neither_seated_nor_in_line_before_seats_are_given_out(
    cast: Cast,
) -> None:
    run = planned(cast, 1, mode="draw", draws_at=timezone.now() + timedelta(days=2))
    assert [enrol_as(cast, who, run).state for who in ("tove", "amina")] == ["applied"] * 2
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(draws_at=timezone.now())
    with pytest.raises(NotPossible) as refused:
        enrol_as(cast, "miriam", run)
    assert refused.value.reasons == [Reason.BEING_GIVEN]


def test_a_seat_on_another_run_of_the_course_comes_first(cast: Cast) -> None:
    run = planned(cast, 1)
    enrol_as(cast, "amina", run)
    with scope.enter(cast.users["jonas"], cast.vn):
        other = make_run(course=run.course, number=2)
    with pytest.raises(NotPossible) as refused:
        enrol_as(cast, "amina", other)
    assert refused.value.reasons == [Reason.ELSEWHERE]


def test_a_session_with_few_seats_takes_no_more_and_goes_back_with_the_seat(cast: Cast) -> None:
    run = planned(cast, 2)
    with scope.enter(cast.users["jonas"], cast.vn):
        day = Session.objects.filter(run=run).earliest("starts_at")
        day.capacity = 1
        day.save()
    amina, tove, miriam = (enrol_as(cast, who, run) for who in ("amina", "tove", "miriam"))

    def choose(who: str, enrolment: Enrolment) -> None:
        with scope.enter(cast.users[who], cast.vn):
            choose_sessions(Enrolment.objects.get(pk=enrolment.pk), [day.pk], by=seat())

    choose("amina", amina)
    with pytest.raises(SeatRefused, match="courses_session_never_oversold"):
        choose("tove", tove)
    with pytest.raises(SeatRefused, match="courses_session_needs_seat"):
        choose("miriam", miriam)
    withdraw_as(cast, "amina", amina)
    choose("tove", tove)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert SessionCount.objects.get(session=day).taken == 1


def test_rows_of_one_statement_share_the_last_seat_no_more_than_others(cast: Cast) -> None:
    run = planned(cast, 1)
    with scope.enter(cast.users["jonas"], cast.vn):
        people = [cast.person(who) for who in ("amina", "tove", "miriam")]
        Enrolment.objects.bulk_create(
            [Enrolment(run=run, person_id=pk, membership_id=0) for pk in people]
        )
        assert states(run) == ["enrolled", "waiting", "waiting"]
        numbers = Enrolment.objects.filter(run=run).values_list("number", flat=True)
        assert sorted(numbers) == [1, 2, 3]


def test_a_yes_to_an_offer_or_a_colleagues_seat_still_needs_its_approvals(cast: Cast) -> None:
    run = planned(cast, 1, queue="offers")
    with scope.enter(cast.users["jonas"], cast.vn):
        ApprovalRule.objects.create(membership=member(cast, "csn"), manager=True)
    tove, amina, miriam = (enrol_as(cast, who, run) for who in ("tove", "amina", "miriam"))
    withdraw_as(cast, "tove", tove)
    with scope.enter(cast.users["amina"], cast.vn):
        assert accept(Offer.objects.get(enrolment=amina.pk), by=seat()) == "pending"
        colleague = Person(pk=cast.person("berit"), membership_id=amina.membership_id)
        made = hand_over(Enrolment.objects.get(pk=amina.pk), colleague, by=seat())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Enrolment.objects.get(pk=made).state == "pending"
        ask("decide_approval", Approval.objects.get(enrolment=made).pk, False, "Inte i år")
        assert Enrolment.objects.get(pk=made).state == "refused"
        assert Enrolment.objects.get(pk=miriam.pk).state == "offered"


def test_a_seat_handed_over_stays_the_authoritys_own(cast: Cast) -> None:
    run = planned(cast, 2)
    with scope.enter(cast.users["jonas"], cast.vn):
        lot = lots.allot(run, member(cast, "csn"), 1, by=seat())
    amina = enrol_as(cast, "amina", run)
    with scope.enter(cast.users["amina"], cast.vn):
        colleague = Person(pk=cast.person("berit"), membership_id=amina.membership_id)
        made = hand_over(Enrolment.objects.get(pk=amina.pk), colleague, by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.get(pk=made).allotment_id == lot.pk
        assert SeatCount.objects.get(run=run).reserved == 0


@pytest.mark.parametrize(
    ("who", "asked"), [("amina", [("manager", "mats")]), ("mats", [("local", None)])]
)
def test_where_no_manager_is_known_the_local_coordinator_is_asked(
    cast: Cast, who: str, asked: list[tuple[str, str | None]]
) -> None:
    run = planned(cast, 1)
    with scope.enter(cast.users["jonas"], cast.vn):
        ApprovalRule.objects.create(membership=member(cast, "csn"), manager=True)
    made = enrol_as(cast, who, run)
    assert (made.state, made.awaits) == ("pending", 1)
    with scope.enter(cast.users["lena"], cast.vn):
        found = Approval.objects.filter(enrolment=made.pk).values_list("kind", "asked")
        assert list(found) == [
            (kind, cast.person(boss) if boss else None) for kind, boss in asked
        ]  # fmt: skip


def test_rules_of_a_run_that_can_never_work_are_named() -> None:
    now = timezone.now()
    later = now + timedelta(days=9)
    sound = RunFacts("open", "draw", now, now + timedelta(days=2), later, now + timedelta(days=3))
    asked = {"queue": "offers", "offer_stops_hours": 24, "begins_at": later}
    assert faults(sound, **asked) == []  # type: ignore[arg-type]
    broken = RunFacts("open", "first_come", later, later + timedelta(1), later, now)
    assert set(faults(broken, **asked)) == {  # type: ignore[arg-type]
        Fault.DRAW_UNUSED,
        Fault.DRAW_BEFORE_CLOSING,
        Fault.WINDOW_AFTER_START,
        Fault.CLOSES_AFTER_START,
        Fault.NO_TIME_FOR_OFFERS,
    }
    late = RunFacts("open", "draw", None, None, later, later)
    assert faults(late, **asked) == [Fault.DRAW_AFTER_START]  # type: ignore[arg-type]
    assert Fault.NO_DRAW in faults(RunFacts("open", "shares", None, None, None), **asked)  # type: ignore[arg-type]
