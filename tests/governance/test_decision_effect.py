"""Decisions change what they are about on their day, and nothing of that kind changes without."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import Error, connection, transaction

from courses.models import LateFeePolicy, Plan, ProposedPolicy, SharePolicy
from fees.models import FeeModel, FeeStep
from members.actions.decision import enter_decision, enter_effect
from members.models import (
    Decision,
    DecisionEffect,
    Membership,
    ProposedStanding,
    ProposedStandingLine,
    Standing,
)
from network import scope
from tests.cast import VN, Cast
from tests.courses.decided import decide_all, make_plan, make_planned, make_year
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.fees.makers import furnish
from tests.governance.decision_acts import a_body, an_item, let_pass, resolve

JULY = date(2027, 7, 1)
pytestmark = pytest.mark.django_db


def _levels(cast: Cast) -> dict[str, str]:
    """Each member's level on 30 June and on 1 July, as "2 → 1"."""
    found = {}
    for key in ("spv", "csn", "timra"):
        rows = Membership.objects.filter(pk=cast.memberships[VN, key])
        days = [rows.with_standing(day).get().level for day in (date(2027, 6, 30), JULY)]
        found[key] = " → ".join(days)
    return found


def _model_on(day: date) -> str:
    return str(FeeModel.objects.adopted().on(day).get().name)


def test_merging_levels_is_proposed_decided_and_holds_from_1_july_and_not_before(
    cast: Cast,
) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        laid = a_decision("Nivåer")
        for key, level in (("spv", "1"), ("csn", "2"), ("timra", "2")):
            Standing.objects.filter(membership=cast.memberships[VN, key]).update(
                level=level, by_decision=laid
            )
        model = FeeModel.objects.create(
            name="En nivå", method="levels", since=date(2027, 1, 1), adopted=False
        )
        FeeStep.objects.create(model=model, lower=None, level="1", amount=30_000)
        proposal = ProposedStanding.objects.create(name="Nivå 2 går upp i nivå 1")
        for key in ("csn", "timra"):
            ProposedStandingLine.objects.create(
                proposal=proposal, membership_id=cast.memberships[VN, key], kind="member", level="1"
            )
        body = a_body()
        items = [
            an_item(body, "Avgifter för en nivå", "fee_model", model.pk, JULY),
            an_item(body, "Nivåerna slås samman", "standing", proposal.pk, JULY),
        ]
        decisions = resolve(body, items)
        assert {row.takes_effect_on for row in decisions} == {JULY}
    let_pass(cast, date(2027, 6, 30))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert _levels(cast) == {"spv": "1 → 1", "csn": "2 → 2", "timra": "2 → 2"}
        assert _model_on(JULY) == "Avgiftsnivåer"
    let_pass(cast, JULY)
    let_pass(cast, JULY)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert _levels(cast) == {"spv": "1 → 1", "csn": "2 → 1", "timra": "2 → 1"}
        assert (_model_on(date(2027, 6, 30)), _model_on(JULY)) == ("Avgiftsnivåer", "En nivå")
        effects = DecisionEffect.objects.filter(decision__in=decisions)
        assert set(effects.values_list("state", flat=True)) == {"done"}
        changed = effects.filter(kind="member").values_list("subject_id", flat=True)
        assert set(changed) == {cast.memberships[VN, key] for key in ("csn", "timra")}
        assert FeeModel.objects.get(pk=model.pk).by_decision in decisions


def test_a_decision_that_points_to_a_deleted_thing_says_so_and_stays_in_the_register(
    cast: Cast,
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        model = FeeModel.objects.create(
            name="Försvinner", method="heads", since=JULY, adopted=False
        )
        body = a_body()
        (made,) = resolve(body, [an_item(body, "Ny avgift", "fee_model", model.pk, JULY)])
        model.delete()
    let_pass(cast, JULY)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        effect = DecisionEffect.objects.get(decision=made)
        assert effect.state == "failed"
        assert effect.words == "Ny avgift"
        assert effect.fault
        assert Decision.objects.filter(pk=made.pk).exists()


def test_a_decision_that_was_replaced_before_its_day_changes_nothing(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        proposal = ProposedStanding.objects.create(name="Timrå blir associerad")
        ProposedStandingLine.objects.create(
            proposal=proposal, membership_id=cast.memberships[VN, "timra"], kind="associated"
        )
        first = enter_decision(
            "Timrå", body="Styrgruppen", decided_on=date(2026, 3, 1), takes_effect_on=JULY
        )
        enter_effect(first, "standing", proposal.pk, proposal.name)
        enter_decision("Inte", body="Styrgruppen", decided_on=date(2026, 4, 1), replaces=first)
    let_pass(cast, JULY)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kinds = Standing.objects.filter(membership=cast.memberships[VN, "timra"])
        assert list(kinds.values_list("kind", flat=True)) == ["member"]
        assert DecisionEffect.objects.get(decision=first).state == "failed"


def test_a_course_plan_becomes_the_decided_one_by_the_councils_decision(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign, candidates = make_year(cast)
        plan = make_plan(campaign)
        make_planned(plan, candidates[0], {cast.memberships[VN, "csn"]: 10})
        decision = enter_decision("Kursplan", body="Rådet", decided_on=date(2026, 3, 1))
        enter_effect(decision, "course_plan", plan.pk, "Kursplanen")
    let_pass(cast, JULY)
    with scope.enter(cast.users["jonas"], cast.vn):
        effect = DecisionEffect.objects.get(decision=decision)
        assert (effect.state, "Excel" in effect.fault) == ("failed", True)
        decide_all(campaign)
        DecisionEffect.objects.filter(pk=effect.pk).update(state="waiting", fault="")
    let_pass(cast, JULY)
    with scope.enter(cast.users["jonas"], cast.vn):
        held = Plan.objects.get(pk=plan.pk)
        assert (held.state, held.version, held.by_decision_id) == ("decided", 1, decision.pk)


def test_a_proposed_rule_holds_from_the_day_of_its_decision(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        late = ProposedPolicy.objects.create(
            kind="late_fee",
            name="Strängare",
            content={
                "name": "Strängare",
                "absent_percent": "100.00",
                "cut_off": "12:00:00",
                "tiers": [{"days_before": 0, "percent": "100", "amount": "0"}],
            },
        )
        shares = ProposedPolicy.objects.create(
            kind="shares",
            name="Andelar",
            content={"minimum": 3, "small_below": 70, "firm": True, "most_credit": 1},
        )
        made = enter_decision(
            "Regler", body="Rådet", decided_on=date(2026, 3, 1), takes_effect_on=JULY
        )
        for one in (late, shares):
            enter_effect(made, "policy", one.pk, one.name)
    let_pass(cast, JULY)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rule = LateFeePolicy.objects.on(JULY).get(name="Strängare")
        assert (rule.since, rule.absent_percent) == (JULY, Decimal(100))
        assert rule.tiers.get().percent == 100
        assert SharePolicy.objects.on(JULY).get().minimum == 3
        assert {row.state for row in DecisionEffect.objects.filter(decision=made)} == {"done"}


WITHOUT = {
    "an adopted fee model": "UPDATE fees_feemodel SET by_decision_id = NULL WHERE adopted",
    "other amounts": "UPDATE fees_feemodel SET floor = 7 WHERE adopted",
    "the last day of a fee model": "UPDATE fees_feemodel SET until = '2031-12-31' WHERE adopted",
    "the first day of a fee model": "UPDATE fees_feemodel SET since = '2015-01-01' WHERE adopted",
    "a fee model away": "DELETE FROM fees_feemodel WHERE adopted",
    "another step": "UPDATE fees_feestep SET amount = 7",
    "a step away": "DELETE FROM fees_feestep",
    "one step more": "INSERT INTO fees_feestep (network_id, model_id, lower, level, amount)"
    " SELECT network_id, id, 77, '', 5 FROM fees_feemodel WHERE adopted",
    "another level": "UPDATE members_standing SET level = 'guld'",
    "another kind": "UPDATE members_standing SET kind = 'associated'",
    "a standing": "UPDATE members_standing SET by_decision_id = NULL",
    "a decided plan": "UPDATE courses_plan SET state = 'decided', version = 9, decided_at = now()",
    "a dated late fee rule": "UPDATE courses_latefeepolicy SET since = '2031-01-01'",
    "a dated rule for shares": "UPDATE courses_sharepolicy SET since = '2031-01-01'",
}


@pytest.mark.parametrize("change", WITHOUT, ids=str)
def test_the_database_refuses_without_a_decision(cast: Cast, change: str) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign, _candidates = make_year(cast)
        make_plan(campaign)
        LateFeePolicy.objects.create(name="Odaterad")
        SharePolicy.objects.create()
    with acting_as("portal_owner"), pytest.raises(Error) as refused, transaction.atomic():
        _run(WITHOUT[change])
    assert "decided" in str(refused.value) or "decision" in str(refused.value)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount, "the test has no row to change"
