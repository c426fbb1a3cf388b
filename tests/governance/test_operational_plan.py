"""The operational plan: laid, given to, adopted by a decision, and then standing still."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from governance.actions import follow_plan, operational_plan
from governance.models import (
    ActivityStatus,
    Commitment,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
    PlanText,
)
from governance.plans.rules import progress_on, quarters
from members.models import DecisionEffect
from network import scope
from network.models import Network, User
from network.refusals import Refused
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.planning import make_adopted, make_commitment, make_plan, make_status
from tests.governance.test_meeting_pages import signed_in

NEXT = timezone.localdate().year + 1


def seat_of(cast: Cast, who: str) -> Seat:
    user = User.objects.get(pk=cast.users[who])
    return Seat(user, Network.objects.get(pk=cast.vn), scope.current())


def page(client: Client, path: str = "", status: int = 200) -> str:
    answer = client.get(f"/{VN}/governance/plan/{path}")
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def post(client: Client, path: str, status: int = 302, **data: object) -> str:
    answer = client.post(f"/{VN}/governance/plan/{path}", data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return str(answer.get("Location", answer.content.decode()))


def test_the_coordinator_lays_a_plan_and_a_member_gives_to_it(cast: Cast) -> None:
    karin = signed_in("karin")
    assert "/governance/plan/new/" in page(karin)
    plan = post(karin, "new/", year=NEXT).rstrip("/").rpartition("/")[2]
    post(karin, f"{plan}/goals/new/", title="Fler kurser tillsammans", measure="Tolv kurser")
    with scope.enter(cast.users["karin"], cast.vn):
        goal = PlanGoal.objects.get(plan=plan).pk
    where = post(
        karin, f"goals/{goal}/activities/new/", goal=goal, title="Gemensam dag", budget="12000"
    )
    activity = where.rstrip("/").rpartition("/")[2]
    lena = signed_in("lena")
    page(lena, f"activities/{activity}/")
    member = cast.memberships[VN, "csn"]
    giving = f"activities/{activity}/giving/"
    post(lena, giving, membership=member, hours="8", kronor="0")
    other = cast.memberships[VN, "timra"]
    post(lena, giving, status=200, membership=other, hours="8", kronor="0")
    body = page(lena, f"{plan}/")
    assert "Centrala studiestödsnämnden" in body
    assert "Timrå" not in body
    assert signed_in("karin").get(f"/{VN}/governance/plan/{plan}/?format=csv").status_code == 200
    page(signed_in("amina"), f"{plan}/", status=404)  # a draft


def test_a_year_has_one_plan_and_the_refusal_is_a_sentence(cast: Cast) -> None:
    make_plan(cast)
    answer = post(signed_in("karin"), "new/", status=200, year=NEXT)
    assert "redan" in answer or "already" in answer


def test_a_plan_is_adopted_only_by_a_decision_about_it(cast: Cast) -> None:
    plan, _activity = make_plan(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):  # noqa: SIM117
        with pytest.raises(IntegrityError), transaction.atomic():
            OperationalPlan.objects.filter(pk=plan).update(
                state="adopted", adopted_on=date(2026, 1, 1)
            )
    other = make_adopted(cast, make_plan(cast, year=NEXT + 1)[0])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):  # noqa: SIM117
        with pytest.raises(IntegrityError, match="by a decision"), transaction.atomic():
            OperationalPlan.objects.filter(pk=plan).update(
                state="adopted", adopted_on=date(2026, 1, 1), decision=other
            )
    decision = make_adopted(cast, plan)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kept = OperationalPlan.objects.get(pk=plan)
        assert (kept.state, kept.decision_id) == ("adopted", decision)
        assert set(DecisionEffect.objects.values_list("state", flat=True)) == {"done"}


def test_what_was_adopted_stands_still_except_how_far_it_has_come(cast: Cast) -> None:
    plan, activity = make_plan(cast)
    commitment = make_commitment(cast, activity)
    make_adopted(cast, plan)
    changes = (
        lambda: PlanGoal.objects.filter(plan=plan).update(title="Något annat"),
        lambda: PlanGoal.objects.create(plan_id=plan, title="Ett till"),
        lambda: PlanActivity.objects.filter(pk=activity).update(budget=1),
        lambda: PlanActivity.objects.filter(pk=activity).delete(),
        lambda: Commitment.objects.filter(pk=commitment).update(hours=1),
        lambda: Commitment.objects.filter(pk=commitment).delete(),
        lambda: OperationalPlan.objects.filter(pk=plan).update(year=2031),
        lambda: PlanText.objects.create(kind="foreword", plan_id=plan, number=1, text="Nytt"),
    )
    for change in changes:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):  # noqa: SIM117
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
    karin = signed_in("karin")
    post(karin, f"activities/{activity}/status/", progress="done", on=timezone.localdate())
    assert "1 av 1" in page(karin, f"{plan}/") or "1 of 1" in page(karin, f"{plan}/")
    with scope.enter(cast.users["karin"], cast.vn):
        goal, seat = PlanGoal.objects.get(plan=plan), seat_of(cast, "karin")
        with pytest.raises(Refused):
            operational_plan.save_goal(goal, by=seat)
    page(signed_in("amina"), f"{plan}/")  # adopted plans lie open in the network


def test_a_plan_copied_from_last_year_brings_goals_and_no_commitments(cast: Cast) -> None:
    plan, activity = make_plan(cast, ends=date(2028, 2, 29), year=2028)
    make_commitment(cast, activity)
    make_status(cast, activity, "done")
    post(signed_in("karin"), "new/", year=2029, copied=plan)
    with scope.enter(cast.users["karin"], cast.vn):
        copied = PlanActivity.objects.with_progress().get(plan__year=2029)
        assert (copied.title, copied.ends) == ("Gemensam introduktion", date(2029, 2, 28))
        assert copied.progress == "not_begun"
        assert not copied.commitments.exists()


def test_a_status_is_never_changed_and_a_stop_has_its_reason(cast: Cast) -> None:
    _plan, activity = make_plan(cast)
    make_status(cast, activity, "under_way")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            ActivityStatus.objects.update(progress="done")
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityStatus.objects.create(activity_id=activity, progress="stopped")


def test_two_who_write_the_manifest_at_once_do_not_lose_a_version(cast: Cast) -> None:
    karin = signed_in("karin")
    post(karin, "texts/manifest/sv/", text="Vi lär tillsammans.", base=0)
    late = post(karin, "texts/manifest/sv/", status=200, text="Något annat.", base=0)
    assert "Något annat." in late  # what was typed is not lost
    post(karin, "texts/manifest/sv/", text="Vi lär av varandra.", base=1)
    assert "Vi lär av varandra." in page(signed_in("amina"), "texts/")
    with scope.enter(cast.users["karin"], cast.vn):
        assert list(PlanText.objects.values_list("number", flat=True)) == [2, 1]
        with pytest.raises(Refused):
            follow_plan.write_text(
                PlanText(kind="manifest", text="x"), base=1, by=seat_of(cast, "karin")
            )


def test_another_authority_never_writes_a_members_commitment(cast: Cast) -> None:
    _plan, activity = make_plan(cast)
    row = make_commitment(cast, activity, "timra")
    post(signed_in("lena"), f"commitments/{row}/removal/", status=403)
    with scope.enter(cast.users["lena"], cast.vn):
        assert Commitment.objects.filter(pk=row).update(hours=99) == 0
    post(signed_in("lars"), f"commitments/{row}/removal/")


def test_a_quarter_shows_the_status_that_held_when_it_ended() -> None:
    days = [(date(2026, 8, 1), "done"), (date(2026, 3, 31), "under_way")]
    ends = [progress_on(days, last) for _n, _first, last in quarters(2026)]
    assert ends == ["under_way", "under_way", "done", "done"]
    assert progress_on(days, date(2026, 3, 31) - timedelta(days=1)) == "not_begun"


def test_the_page_asks_as_many_questions_whatever_the_plan_holds(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    plan, activity = make_plan(cast)
    make_commitment(cast, activity)
    karin = signed_in("karin")
    page(karin, f"{plan}/")
    with CaptureQueriesContext(connection) as few:
        page(karin, f"{plan}/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        goal = PlanGoal.objects.get(plan=plan)
        for n in range(8):
            more = PlanActivity.objects.create(plan_id=plan, goal=goal, title=f"Aktivitet {n}")
            ActivityStatus.objects.create(activity=more, progress="done")
    make_commitment(cast, activity, "timra")
    with CaptureQueriesContext(connection) as many:
        page(karin, f"{plan}/")
    assert len(many) == len(few)


def test_the_paper_is_the_same_bytes_twice(cast: Cast) -> None:
    plan, activity = make_plan(cast)
    make_commitment(cast, activity)
    karin = signed_in("karin")
    first = karin.get(f"/{VN}/governance/plan/{plan}/paper/")
    assert first.status_code == 200
    assert first.content[:5] == b"%PDF-"
    assert first.content == karin.get(f"/{VN}/governance/plan/{plan}/paper/").content
