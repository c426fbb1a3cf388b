"""A year's plan as variants: computed by a job, given rules, stale, stopped, killed, frozen."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.actions import plan as variants
from courses.actions import plan_job
from courses.models import (
    Candidate,
    Costing,
    NeedsAnswer,
    Plan,
    PlannedRun,
    PlannedSeats,
    PlanRule,
    Venue,
)
from network import scope
from network.actions import job
from network.models import Job
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.courses.needs import make_answer, make_candidate, make_costing
from tests.courses.plans import compute, make_needs, make_variant
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.signing_in import sign_in


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A variant on 18 seats: of Excel 10 in spring and 3 in autumn, of Lean 5 in spring."""
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_variant(make_needs(cast))


def runs_of(plan: Plan) -> Counter[tuple[str, str, int]]:
    """(course, term, seats) of a plan's runs."""
    found = PlannedRun.objects.filter(plan=plan).select_related("candidate")
    return Counter((run.candidate.title_sv, run.term, run.seats) for run in found)


def in_words(client: Client, plan: Plan, who: str = "jonas", more: str = "") -> str:
    """The plan's page as text, in English."""
    sign_in(client, who)
    client.cookies["language"] = "en"
    answer = client.get(f"/vasternorrland/courses/plans/{plan.pk}/{more}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_computed_variant_gives_nobody_more_than_they_asked_for_and_every_run_a_host(
    cast: Cast, plan: Plan
) -> None:
    assert compute(cast, plan).state == "done"
    with scope.enter(cast.users["jonas"], cast.vn):
        found = Plan.objects.get(pk=plan.pk)
        assert runs_of(found)["Lean", "spring", 5] == 1
        rows = PlannedSeats.objects.filter(planned_run__plan=found)
        got = Counter[int]()
        for member, seats in rows.values_list("membership", "seats"):
            got[member] += seats
        assert got[cast.memberships[VN, "csn"]] == 11
        assert got[cast.memberships[VN, "timra"]] <= 7
        assert found.result["proved"] is True
        assert not PlannedRun.objects.filter(plan=found, host=None).exists()


def test_the_same_needs_give_the_same_plan_and_a_repetition_says_so(cast: Cast, plan: Plan) -> None:
    compute(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        first = Plan.objects.get(pk=plan.pk).result["digest"]
    assert compute(cast, plan, again=True).state == "done"
    compute(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        found = Plan.objects.get(pk=plan.pk)
        assert found.result["digest"] == first
        found.result["digest"] = "0" * 64
        found.save()
    again = compute(cast, plan, again=True)
    assert (again.state, "Something else" in again.error or "annat" in again.error) == (
        "failed",
        True,
    )


def test_a_plan_says_what_has_changed_since_it_was_computed(
    cast: Cast, plan: Plan, client: Client
) -> None:
    compute(cast, plan)
    assert "Something has changed" not in in_words(client, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        Costing.objects.filter(candidate__title_sv="Lean").update(run_cost=99_000)
        Venue.objects.filter(membership=cast.memberships[VN, "timra"]).update(seats=8)
    page = in_words(client, plan)
    assert "New since then: costings, rooms." in page


def test_two_rules_that_cannot_stand_together_are_named(
    cast: Cast, plan: Plan, client: Client
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        lean = Candidate.objects.get(title_sv="Lean")
        for least, most, term in ((1, None, ""), (0, 0, "spring"), (0, 0, "autumn")):
            variants.lay_rule(
                PlanRule(
                    plan=plan, candidate=lean, term=term, least=least, most=most, reason="Rådet"
                ),
                by=seat(),
            )
    assert compute(cast, plan).state == "done"
    page = in_words(client, plan)
    assert "These cannot stand together" in page
    assert "at least 1 run of Lean in the year" in page
    assert "no run of Lean in" in page
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not runs_of(plan)


def test_a_budget_that_nothing_fits_names_the_cheapest_run(
    cast: Cast, plan: Plan, client: Client
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Plan.objects.filter(pk=plan.pk).update(budget=5_000)
    assert compute(cast, plan).state == "done"
    page = in_words(client, plan)
    assert "Nothing fits the budget" in page
    assert "The cheapest is Lean" in page


def test_a_course_without_costing_is_not_planned_and_is_named(
    cast: Cast, plan: Plan, client: Client
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Costing.objects.filter(candidate__title_sv="Lean").delete()
    compute(cast, plan)
    assert "It has no costing" in in_words(client, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert {title for title, _term, _seats in runs_of(plan)} == {"Excel grund"}
    sign_in(client, "jonas")
    listed = client.get("/vasternorrland/courses/plans/").content.decode()
    assert "Some courses have no costing" in listed
    assert "Lean" in listed


def test_a_rule_that_could_not_be_followed_says_why(cast: Cast, plan: Plan, client: Client) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        lean = Candidate.objects.get(title_sv="Lean")
        asked = PlanRule(plan=plan, candidate=lean, least=1, reason="Rådet")
        variants.lay_rule(asked, by=seat())
        Costing.objects.filter(candidate=lean).delete()
    compute(cast, plan)
    assert "Not followed: the course has no costing." in in_words(client, plan, more="rules/")


def test_needs_that_nobody_approved_give_no_plan_but_a_sentence(cast: Cast, plan: Plan) -> None:
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        NeedsAnswer.objects.update(state="sent", approved_at=None)
    refused = compute(cast, plan)
    assert refused.state == "failed"
    assert refused.error


def test_a_worker_that_dies_leaves_the_variant_as_it_was_and_the_next_one_makes_it_once(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        before = sorted(PlannedRun.objects.filter(plan=plan).values_list("pk", flat=True))
        ordered = plan_job.order(Plan.objects.get(pk=plan.pk), by=seat())

    class Killed(BaseException):
        pass

    def die(*args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, acting_as("portal_worker"):
        patch.setattr(plan_job, "_add_runs", die)
        with pytest.raises(Killed):
            job.run(cast.vn, ordered.pk)
    with scope.enter(cast.users["jonas"], cast.vn):
        after = sorted(PlannedRun.objects.filter(plan=plan).values_list("pk", flat=True))
        assert after == before
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            Job.objects.filter(pk=ordered.pk).update(lease_until=timezone.now())
        assert job.run(cast.vn, ordered.pk)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Job.objects.get(pk=ordered.pk).state == "done"
        assert PlannedRun.objects.filter(plan=plan).count() == len(before)


def test_a_computation_that_is_stopped_changes_nothing(cast: Cast, plan: Plan) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        ordered = plan_job.order(Plan.objects.get(pk=plan.pk), by=seat())
        assert plan_job.stop(plan, by=seat())
    with acting_as("portal_worker"):
        job.run(cast.vn, ordered.pk)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Job.objects.get(pk=ordered.pk).state == "cancelled"
        assert not runs_of(plan)
        assert not plan_job.stop(plan, by=seat())


def decide(plan: Plan) -> None:
    """As the council's action does it, in the least."""
    Plan.objects.filter(pk=plan.pk).update(
        state=Plan.State.DECIDED, version=1, decided_at=timezone.now(), by_decision=a_decision()
    )


def test_a_decided_plan_stands_in_python_and_in_the_database(cast: Cast, plan: Plan) -> None:
    compute(cast, plan)
    with scope.enter(cast.users["jonas"], cast.vn):
        decide(plan)
        found = Plan.objects.get(pk=plan.pk)
        run = PlannedRun.objects.filter(plan=found).earliest("pk")
        with pytest.raises(variants.PlanStands):
            plan_job.order(found, by=seat())
        with pytest.raises(variants.PlanStands):
            variants.remove(found, by=seat())
        for act in (
            lambda: PlannedRun.objects.filter(pk=run.pk).update(seats=1),
            lambda: PlannedSeats.objects.filter(planned_run=run).delete(),
            lambda: PlanRule.objects.create(plan=found, candidate=run.candidate, least=1),
        ):
            with pytest.raises(DatabaseError, match="stands still"), transaction.atomic():
                act()


def test_only_coordinators_keep_plans_and_only_those_who_oversee_the_needs_read_them(
    cast: Cast, plan: Plan, client: Client
) -> None:
    compute(cast, plan)
    for who in ("lena", "amina", "mats", "erik", "styrbjorn", "ulla"):
        with scope.enter(cast.users[who], cast.vn), pytest.raises(PermissionDenied):
            variants.remove(plan, by=seat())
    for who, shown in (("ulla", 200), ("styrbjorn", 200), ("lena", 403), ("erik", 403)):
        sign_in(client, who)
        answer = client.get(f"/vasternorrland/courses/plans/{plan.pk}/")
        assert answer.status_code == shown, who
        # Neither who makes plans nor anybody else is named to those who only read.
        assert "Jonas" not in answer.content.decode()


def test_a_plan_page_asks_as_many_questions_for_many_courses_as_for_two(
    cast: Cast, plan: Plan, client: Client
) -> None:
    compute(cast, plan)
    sign_in(client, "jonas")
    address = f"/vasternorrland/courses/plans/{plan.pk}/"
    client.get(address)
    counts = []
    for more in (0, 12):
        with scope.enter(cast.users["jonas"], cast.vn):
            made = [make_candidate(plan.campaign, f"Kurs {n}") for n in range(more)]
            for one in made:
                make_costing(one, smallest=2, largest=10)
            if made:
                spv = cast.memberships[VN, "spv"]
                make_answer(plan.campaign, spv, dict.fromkeys(made, (5, 5)), "approved")
        compute(cast, plan)
        for path in (address, "/vasternorrland/courses/plans/"):
            with CaptureQueriesContext(connection) as questions:
                assert client.get(path).status_code == 200
            counts.append(len(questions))
    assert counts[:2] == counts[2:]
